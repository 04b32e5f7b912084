import { expect, test } from "vitest";
import { type Expected, readBody } from "#app/services/imports/read-body.ts";

const NOW = "2026-12-01T12:00:00.000Z";
const TITLE = "Chargé d’études à l’Œuvre";

/** A feed of one offer, without the characters that an encoding does not have. */
const feed = (declaration: string, title = TITLE) =>
  `${declaration}<rss><channel><item><title>${title}</title><dc:identifier>S-2026-000001</dc:identifier></item></channel></rss>`;

function latin(text: string): Uint8Array {
  const bytes: Record<string, number> = { "’": 0x92, Œ: 0x8c };
  return Uint8Array.from(text, (sign) => bytes[sign] ?? sign.charCodeAt(0));
}

function utf16(text: string, littleEndian: boolean): Uint8Array {
  const view = new DataView(new ArrayBuffer(2 * text.length));
  for (let at = 0; at < text.length; at++) view.setUint16(2 * at, text.charCodeAt(at), littleEndian);
  return new Uint8Array(view.buffer);
}

/** Reads bytes that come in pieces of any size. */
function read(bytes: Uint8Array, expected?: Expected, piece = 7) {
  let at = 0;
  const body = new ReadableStream<Uint8Array>({
    pull(controller) {
      if (at >= bytes.length) controller.close();
      else controller.enqueue(bytes.slice(at, at + piece));
      at += piece;
    },
  });
  return readBody(body, NOW, expected);
}

test.each([
  ["windows-1252, as declared", latin(feed('<?xml version="1.0" encoding="windows-1252"?>')), undefined],
  ["ISO-8859-1, as declared", latin(feed('<?xml version="1.0" encoding="ISO-8859-1"?>')), undefined],
  ["windows-1252, as the sender says", latin(feed("")), { charset: "windows-1252" }],
  ["UTF-16, little end first", utf16(`\uFEFF${feed('<?xml version="1.0" encoding="UTF-16"?>')}`, true), undefined],
  ["UTF-16, big end first", utf16(`\uFEFF${feed("")}`, false), undefined],
  ["UTF-8, with its mark", new TextEncoder().encode(`\uFEFF${feed("")}`), undefined],
  ["UTF-8, which is not said", new TextEncoder().encode(feed("")), undefined],
])("a feed in %s is read", async (_, bytes, expected) => {
  expect(await read(bytes, expected)).toMatchObject({ kind: "rss", reads: [{ ok: true, posting: { title: TITLE } }] });
});

test("postings one a line are read in UTF-16 too", async () => {
  const line = JSON.stringify({ reference: "S-2026-000001", title: TITLE });
  expect(await read(utf16(`\uFEFF${line}\n`, true))).toMatchObject({ kind: "ndjson", reads: [{ ok: true }] });
});

test("a feed in another encoding than it says is refused with what was not understood", async () => {
  const reason = expect.stringMatching(/ligne 1 .*UTF-8, et le fichier ne déclare pas d’autre encodage/);
  expect(await read(latin(feed("")))).toEqual({ refused: "unreadable", reason });
});

test("an encoding that nobody can read is refused by its name", async () => {
  expect(await read(latin(feed('<?xml version="1.0" encoding="ebcdic"?>')))).toEqual({
    refused: "unreadable",
    reason: expect.stringContaining("« ebcdic » est inconnu"),
  });
});

test("a full feed whose end is missing is refused, one that is not full is read up to there", async () => {
  const cut = new TextEncoder().encode(feed("").replace("</channel></rss>", "<item><title>Sta"));
  expect(await read(cut, { full: true })).toEqual({
    refused: "unreadable",
    reason: expect.stringContaining("fin du fichier manque"),
  });
  expect(await read(cut)).toHaveProperty("refused");
  expect(await read(cut, { full: false })).toMatchObject({ reads: [{ ok: true }, { ok: false }] });
});
