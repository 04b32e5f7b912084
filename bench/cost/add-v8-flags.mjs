// Reads a configuration of workerd (a Cap'n Proto message) and writes it with V8's flags in it, separated by spaces in
// V8_FLAGS. They are `Config.v8Flags`, the third pointer of the root: a list of texts, put into a segment of its own.
const WORD = 8;
const V8_FLAGS = 2;

const chunks = [];
for await (const chunk of process.stdin) chunks.push(chunk);
const message = Buffer.concat(chunks);
const segments = message.readUInt32LE(0) + 1;
const tableLength = Math.ceil((segments + 1) / 2) * WORD;
const body = Buffer.from(message.subarray(tableLength));
const added = listOfTexts((process.env.V8_FLAGS ?? "").split(" "));

const rootOffset = body.readInt32LE(0) >> 2;
const dataWords = body.readUInt16LE(4);
const slot = WORD * (1 + rootOffset + dataWords + V8_FLAGS);
// A far pointer: to the first word of the added segment.
body.writeUInt32LE(2, slot);
body.writeUInt32LE(segments, slot + 4);

const table = Buffer.alloc(Math.ceil((segments + 2) / 2) * WORD);
table.writeUInt32LE(segments, 0);
for (let at = 0; at < segments; at++) table.writeUInt32LE(message.readUInt32LE(4 + 4 * at), 4 + 4 * at);
table.writeUInt32LE(added.length / WORD, 4 + 4 * segments);
process.stdout.write(Buffer.concat([table, body, added]));

function listOfTexts(texts) {
  const encoded = texts.map((text) => {
    const bytes = Buffer.from(`${text}\0`);
    return Buffer.concat([bytes, Buffer.alloc((WORD - (bytes.length % WORD)) % WORD)]);
  });
  const head = Buffer.alloc(WORD * (1 + texts.length));
  pointerToList(head, 0, 0, 6, texts.length);
  let at = texts.length;
  for (const [index, text] of texts.entries()) {
    pointerToList(head, 1 + index, at - index - 1, 2, Buffer.byteLength(text) + 1);
    at += (encoded[index]?.length ?? 0) / WORD;
  }
  return Buffer.concat([head, ...encoded]);
}

function pointerToList(buffer, word, offset, size, count) {
  buffer.writeInt32LE((offset << 2) | 1, WORD * word);
  buffer.writeUInt32LE(((count << 3) | size) >>> 0, WORD * word + 4);
}
