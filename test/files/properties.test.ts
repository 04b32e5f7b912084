import fc from "fast-check";
import { expect, test } from "vitest";
import { type RefusedFile, refusedFileSentence } from "#app/domain/documents/refused-file.ts";
import { inspectFile } from "#app/services/documents/inspect-file.ts";
import { docx, odt } from "./office-packages.ts";
import { catalogue, objectStream, page, rawPdf, toBytes } from "./raw-pdf.ts";
import { rawZip } from "./raw-zip.ts";

const bases = {
  pdf: rawPdf({ 1: catalogue(), ...page(), 20: objectStream({ 21: "<< /A (b) >>" }) }),
  docx: rawZip(docx()),
  odt: rawZip(odt()),
};
const formats = fc.constantFrom(...(Object.keys(bases) as (keyof typeof bases)[]));

test("whatever the bytes, a file is kept or refused with a sentence: nothing is thrown", async () => {
  const beginnings = { pdf: "%PDF-1.7\n", docx: "PK\x03\x04", odt: "PK\x03\x04" };
  await fc.assert(
    fc.asyncProperty(formats, fc.uint8Array({ maxLength: 4000 }), fc.boolean(), async (format, random, begun) => {
      const bytes = begun ? new Uint8Array([...toBytes(beginnings[format]), ...random]) : random;
      const inspection = await inspectFile(bytes, `CV.${format}`, "");
      expect("refused" in inspection && sentence(inspection.refused)).toContain("CV");
    }),
    { numRuns: 300 },
  );
});

test("an honest file in which bytes were changed, lost or doubled is kept or refused: nothing is thrown", async () => {
  const change = fc.record({ at: fc.nat(), with: fc.uint8Array({ maxLength: 12 }), drops: fc.nat({ max: 40 }) });
  await fc.assert(
    fc.asyncProperty(formats, fc.array(change, { minLength: 1, maxLength: 8 }), async (format, changes) => {
      let bytes = [...bases[format]];
      for (const { at, with: added, drops } of changes) bytes.splice(at % bytes.length, drops, ...added);
      bytes = bytes.length > 0 ? bytes : [0];
      const inspection = await inspectFile(new Uint8Array(bytes), `CV.${format}`, "");
      if ("refused" in inspection) expect(sentence(inspection.refused)).toContain("CV");
      else expect(inspection).toEqual({ format });
    }),
    { numRuns: 600 },
  );
});

test("a damaged archive is never kept with a content that is not what it says", async () => {
  await fc.assert(
    fc.asyncProperty(fc.nat(), fc.integer({ min: 1, max: 255 }), async (at, flip) => {
      const bytes = bases.docx.slice();
      const content = 30 + "[Content_Types].xml".length;
      bytes[content + (at % 150)] = (bytes[content + (at % 150)] ?? 0) ^ flip;
      expect(await inspectFile(bytes, "CV.docx", "")).toHaveProperty("refused");
    }),
  );
});

/** What would take a time that grows faster than the file: nested, repeated, never closed. */
const REPEATED = {
  dictionaries: "<</A",
  arrays: "1 0 obj[",
  "closed dictionaries": "<</A<<>>>>",
  strings: "(",
  "strings within objects": "1 0 obj<<(",
  "hexadecimal strings": "<",
  comments: "%<\n",
  objects: "1 0 obj<<",
  "objects that end": "1 0 obj<<>>endobj\n",
  streams: "1 0 obj<</N 1/First 1/Type/ObjStm>>stream\n",
  "deflated streams": "1 0 obj<</N 1/First 1/Filter/Fl>>stream\nx\x9c",
  ends: "endstream",
  trailers: "trailer<<",
  "strings after trailers": "trailer(",
  names: "/",
  escapes: "/#4a#",
  numbers: "1 ",
  "long numbers": "9",
  "doctypes of web pages": "<!doctype ",
  "beginnings of archives": "PK\x03\x04",
  spaces: " ",
};

/** Counts the bytes that are asked for: work, whatever the machine. */
function counting(bytes: Uint8Array): { bytes: Uint8Array; count: () => number } {
  let asked = 0;
  const handler: ProxyHandler<Uint8Array> = {
    get: (target, key) => {
      if (typeof key === "string" && key >= "0" && key <= "99999999") asked += 1;
      const value = Reflect.get(target, key, target);
      return typeof value === "function" ? value.bind(target) : value;
    },
  };
  return { bytes: new Proxy(bytes, handler), count: () => asked };
}

test.each(Object.entries(REPEATED))("%s repeated are read in a time that grows like the file", async (_, text) => {
  const { inspectPdf } = await import("#app/domain/documents/pdf-inspection.ts");
  const work = (length: number) => {
    const body = text.repeat(Math.ceil(length / text.length));
    const file = counting(toBytes(`%PDF-1.7\n1 0 obj${body}\nendobj\ntrailer<</Root 1 0 R>>\nstartxref\n0\n%%EOF`));
    inspectPdf(file.bytes, () => null);
    return file.count();
  };
  expect(work(50_000)).toBeLessThan(40 * 50_000);
  expect(work(100_000)).toBeLessThanOrEqual(2.5 * work(50_000) + 10_000);
});

test("each reason has a sentence of its own, which names the file and says what to do", () => {
  const reasons: RefusedFile[] = [
    ...(["too-large", "empty", "not-accepted", "old-word", "another-type", "another-format", "damaged"] as const),
    ...(["password", "script", "launch", "opening-action", "attachment", "media", "form", "sending"] as const),
    ...(["hidden-file", "macros", "embedded-object", "outside-content", "unsafe-link", "too-many-files"] as const),
    ...(["bomb", "archive", "too-complex", "virus"] as const),
  ];
  const sentences = reasons.map(sentence);
  expect(new Set(sentences).size).toBe(reasons.length);
  for (const each of sentences) {
    expect(each).toMatch(/^«\u00a0CV\.pdf\u00a0» (?:est|n’est pas|contient|peut|fait|cache|va|prend|dépasse) /);
    expect(each).toMatch(/(?:[Rr]ecommencez|envoyez le fichier obtenu|Vérifiez [^.]+)\.$/);
  }
});

test("a name that was made to mislead is shown without what misleads, and cut", () => {
  expect(refusedFileSentence("empty", "CV\u202e\r\nfdp.exe")).toContain("«\u00a0CVfdp.exe\u00a0»");
  expect(refusedFileSentence("empty", "a".repeat(300))).toContain(`${"a".repeat(80)}…`);
  expect(refusedFileSentence("empty", "\u202e")).toMatch(/^Ce fichier est vide/);
});

const sentence = (refused: RefusedFile) => refusedFileSentence(refused, "CV.pdf");
