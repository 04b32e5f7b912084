import type { Dice } from "./dice.ts";
import { ACTIONS, HONEST, HOSTILE, NAMES } from "./words.ts";

/** The body of a request, and what it is said to be; null says nothing. */
export type Body = { type: string | null; bytes: Buffer };

/** A value as it stands in an address or a form, encoded or not, well or not. */
export function value(dice: Dice): string {
  if (dice.chance(0.5)) return dice.pick(HONEST);
  if (dice.chance(0.9)) return dice.pick(HOSTILE);
  return dice.some(40, () => `%${dice.below(256).toString(16).padStart(2, "0")}`).join("");
}

/** A query string of the grammar of the search, or of nothing. */
export function query(dice: Dice): string {
  const glue = dice.chance(0.95) ? "&" : dice.pick([";", "&&", "&=&", "?"]);
  const most = dice.chance(0.02) ? 300 : 6;
  return dice
    .some(most, () => `${dice.pick(NAMES)}${dice.chance(0.95) ? `=${value(dice)}` : dice.pick(["", "==", "=%"])}`)
    .join(glue);
}

/** Fields that a form may hold: `{csrf}` is the token of the session that sends it. */
function fields(dice: Dice): [string, string][] {
  const drawn = dice.some(dice.chance(0.02) ? 400 : 12, (): [string, string] => [dice.pick(NAMES), value(dice)]);
  if (dice.chance(0.5)) drawn.unshift(["action", dice.pick(ACTIONS)]);
  if (dice.chance(0.8)) drawn.unshift(["csrf", "{csrf}"]);
  return drawn;
}

const BODIES: ((dice: Dice) => Body)[] = [
  (dice) => ({ type: "application/x-www-form-urlencoded", bytes: urlencoded(dice) }),
  (dice) => ({ type: "application/x-www-form-urlencoded;charset=UTF-8", bytes: urlencoded(dice) }),
  multipart,
  brokenMultipart,
  (dice) => ({ type: "application/json", bytes: json(dice) }),
  (dice) => ({ type: dice.pick(["application/xml", "text/xml", "application/rss+xml"]), bytes: xml(dice) }),
  (dice) => ({ type: dice.pick(["text/csv", "application/x-ndjson", "text/plain"]), bytes: lines(dice) }),
  (dice) => ({
    type: dice.pick([
      null,
      "",
      "a",
      "application/x-www-form-urlencoded; charset=utf-16",
      "multipart/form-data",
      "\xff/\xfe",
    ]),
    bytes: dice.pick([urlencoded, json, xml, noise])(dice),
  }),
  () => ({ type: null, bytes: Buffer.alloc(0) }),
];

/** A body of any kind: a form in most cases, whole or broken. */
export function body(dice: Dice): Body {
  return (dice.chance(0.4) ? (BODIES[0] ?? multipart) : dice.pick(BODIES))(dice);
}

/** The body of a program: what the API takes, whole or broken. */
export function programBody(dice: Dice): Body {
  return dice.pick([
    (): Body => ({ type: "application/json", bytes: json(dice) }),
    (): Body => ({ type: "application/rss+xml", bytes: xml(dice) }),
    (): Body => ({ type: "application/x-ndjson", bytes: lines(dice) }),
    () => body(dice),
  ])();
}

function urlencoded(dice: Dice): Buffer {
  return Buffer.from(
    fields(dice)
      .map(([name, text]) => `${name}=${text}`)
      .join("&"),
    "latin1",
  );
}

const BOUNDARY = "----PassFuzz";

function part(dice: Dice, [name, text]: [string, string]): string {
  const file = dice.chance(0.3)
    ? `; filename="${dice.pick(["cv.pdf", 'a\\"b.pdf', "..\\..\\a.docx", "é.png", ""])}"`
    : "";
  const content = file ? dice.pick(["%PDF-1.4\n%%EOF", "PK\x03\x04", "\x89PNG\r\n\x1a\n", "MZ", ""]) : decoded(text);
  const kind = file ? `Content-Type: ${dice.pick(["application/pdf", "image/png", "text/html", "\x00"])}\r\n` : "";
  return `--${BOUNDARY}\r\nContent-Disposition: form-data; name="${dice.pick([name, "cv", "lettre", "autre"])}"${file}\r\n${kind}\r\n${content}\r\n`;
}

function multipart(dice: Dice): Body {
  const parts = fields(dice).map(([name, text]) =>
    name === "csrf"
      ? `--${BOUNDARY}\r\nContent-Disposition: form-data; name="csrf"\r\n\r\n${text}\r\n`
      : part(dice, [name, text]),
  );
  return {
    type: `multipart/form-data; boundary=${BOUNDARY}`,
    bytes: Buffer.from(`${parts.join("")}--${BOUNDARY}--\r\n`, "latin1"),
  };
}

function brokenMultipart(dice: Dice): Body {
  const { bytes } = multipart(dice);
  const text = bytes.toString("latin1");
  const broken = dice.pick([
    () => text.slice(0, dice.below(text.length + 1)),
    () => text.replaceAll("\r\n", "\n"),
    () => text.replaceAll("name=", "nom="),
    () => text.replaceAll("\r\n\r\n", "\r\n"),
    () => text.replaceAll("Content-Disposition", "X".repeat(9000)),
    () => text.replaceAll("form-data", "attachment"),
    () => `${"--".repeat(500)}${text}`,
    () => `--${BOUNDARY}--\r\n${text}`,
    () => text.replaceAll("\r\nContent", "\r\nX: \x00\r\nContent"),
    () => noise(dice).toString("latin1"),
  ])();
  const boundary = dice.pick([
    `boundary=${BOUNDARY}`,
    `boundary="${BOUNDARY}"`,
    "boundary=",
    "boundary=autre",
    "",
    `boundary=${"b".repeat(300)}`,
  ]);
  return { type: `multipart/form-data; ${boundary}`, bytes: Buffer.from(broken, "latin1") };
}

function json(dice: Dice): Buffer {
  const leaf = (): string =>
    dice.pick(["null", "true", "-0", "1e309", '""', '"\\ud800"', "[]", "{}", JSON.stringify(decoded(value(dice)))]);
  const object = (): string =>
    `{${dice.some(8, () => `${JSON.stringify(dice.pick([...POSTING, ...NAMES]))}:${dice.chance(0.1) ? object() : leaf()}`).join(",")}}`;
  return Buffer.from(
    dice.pick([
      object,
      object,
      posting(dice),
      () => `[${object()},${object()}]`,
      () => "[".repeat(5000),
      () => '{"a":'.repeat(3000),
      () => object().slice(0, -1),
      () => `\ufeff${object()}`,
      leaf,
      () => '{"__proto__":{"isAdmin":true},"constructor":{"prototype":{"x":1}}}',
    ])(),
    dice.chance(0.95) ? "utf8" : "utf16le",
  );
}

const POSTING = [
  "reference",
  "type",
  "title",
  "administration",
  "level",
  "domains",
  "region",
  "department",
  "country",
  "city",
];

/** A posting that is valid but for what is drawn over it. */
function posting(dice: Dice): () => string {
  const honest = {
    reference: "S-2026-900001",
    type: "stage",
    title: "Archiviste",
    description: "<p>Classer.</p>",
    contacts: [],
  };
  const drawn = dice.some(2, () => [
    dice.pick([...POSTING, "description", "contacts", "expiresOn"]),
    decoded(value(dice)),
  ]);
  return () => JSON.stringify({ ...honest, ...Object.fromEntries(drawn) });
}

function xml(dice: Dice): Buffer {
  const item = `<item><title>${decoded(value(dice)).replaceAll("<", "&lt;")}</title><pass:reference>S-2026-90000${dice.below(9)}</pass:reference></item>`;
  return Buffer.from(
    dice.pick([
      `<?xml version="1.0"?><rss version="2.0" xmlns:pass="x"><channel>${item.repeat(dice.below(5))}</channel></rss>`,
      `<?xml version="1.0"?><!DOCTYPE r [<!ENTITY a SYSTEM "file:///etc/hostname"><!ENTITY b "&a;&a;">]><rss><channel><item>&b;</item></channel></rss>`,
      "<a>".repeat(2000),
      `<rss><channel>${item}`,
      "<?xml version='1.0' encoding='utf-16'?><rss/>",
      "<!DOCTYPE html><html><body>503</body></html>",
      "",
    ]),
  );
}

function lines(dice: Dice): Buffer {
  const line = () => dice.pick([posting(dice)(), "", "{", decoded(value(dice)), "a;b;c", '"a;b', "\x00"]);
  return Buffer.from(dice.some(20, line).join(dice.pick(["\n", "\r\n", "\r"])));
}

function noise(dice: Dice): Buffer {
  return Buffer.from(dice.some(dice.chance(0.05) ? 70_000 : 300, () => dice.below(256)));
}

/** A value as it is once decoded; as it is when it cannot be. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
