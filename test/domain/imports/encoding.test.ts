import { expect, test } from "vitest";
import { encodingOf } from "#app/domain/imports/encoding.ts";
import { createReader } from "#app/domain/imports/feed.ts";

const bytes = (text: string) => new TextEncoder().encode(text);

test.each([
  ["nothing", bytes("<rss>"), null, { label: "utf-8", isDeclared: false }],
  [
    "an XML declaration",
    bytes('<?xml version="1.0" encoding="ISO-8859-1"?>'),
    null,
    { label: "windows-1252", isDeclared: true },
  ],
  [
    "one between other quotes",
    bytes("<?xml version='1.0' encoding='iso-8859-15'?>"),
    null,
    { label: "iso-8859-15", isDeclared: true },
  ],
  ["the sender", bytes("<rss>"), "windows-1252", { label: "windows-1252", isDeclared: true }],
  [
    "the declaration, rather than the sender",
    bytes('<?xml version="1.0" encoding="utf-8"?>'),
    "latin1",
    { label: "utf-8", isDeclared: true },
  ],
  ["the mark of UTF-8", new Uint8Array([0xef, 0xbb, 0xbf, 0x3c]), "latin1", { label: "utf-8", isDeclared: true }],
  ["a mark of UTF-16", new Uint8Array([0xff, 0xfe, 0x3c, 0]), null, { label: "utf-16le", isDeclared: true }],
  ["the other mark of UTF-16", new Uint8Array([0xfe, 0xff, 0, 0x3c]), null, { label: "utf-16be", isDeclared: true }],
  [
    "zeros, as UTF-16 without a mark has",
    new Uint8Array([0x3c, 0, 0x3f, 0]),
    null,
    { label: "utf-16le", isDeclared: true },
  ],
  [
    "a declaration of UTF-16 in a file without zeros",
    bytes('<?xml version="1.0" encoding="utf-16"?>'),
    null,
    { label: "utf-8", isDeclared: false },
  ],
  [
    "a declaration that nobody can read",
    bytes('<?xml version="1.0" encoding="ebcdic-fr"?>'),
    null,
    { unknown: "ebcdic-fr" },
  ],
  ["no byte at all", new Uint8Array(), null, { label: "utf-8", isDeclared: false }],
])("%s tells the encoding", (_, start, charset, expected) => {
  expect(encodingOf(start, charset)).toEqual(expected);
});

const line = (said: object) =>
  JSON.stringify({ reference: "S-2026-000301", title: "Stage", description: "Texte", ...said });
const LOST = "\uFFFD";

function readLines(lines: string[], isDeclared = false) {
  const reader = createReader("ndjson", "2026-12-01T12:00:00.000Z", { label: "utf-8", isDeclared });
  reader.write(lines.join("\n"));
  return reader.end();
}

test("a few bytes of another encoding in a text give a doubt", () => {
  const [read] = readLines([line({ description: `Texte ${LOST}` })]);
  expect(read).toMatchObject({ ok: true, doubts: [expect.stringContaining("illisibles")] });
});

test.each([
  ["in a title", { title: `Charg${LOST} d’accueil` }],
  ["in many places", { description: LOST.repeat(4) }],
])("bytes of another encoding %s cost their offer only, whose line is told", (_, said) => {
  const reads = readLines([line({}), line({ reference: "S-2026-000302", ...said })]);
  expect(reads).toMatchObject([
    { ok: true },
    { ok: false, reference: "S-2026-000302", reason: expect.stringMatching(/^La ligne 2 .*UTF-8.*ne déclare pas/) },
  ]);
});

test("where every line is of another encoding, the file is refused with what was not understood", () => {
  expect(() => readLines([line({ title: `Charg${LOST}` })])).toThrow(/Aucune ligne.*UTF-8/);
});
