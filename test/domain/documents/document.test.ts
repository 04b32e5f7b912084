import fc from "fast-check";
import { expect, test } from "vitest";
import { attachment, documentName } from "#app/domain/documents/document.ts";
import { DOCUMENT_FORMATS, type DocumentFormat } from "#app/domain/documents/formats.ts";

const formats = fc.constantFrom(...(Object.keys(DOCUMENT_FORMATS) as DocumentFormat[]));
const traps = fc.constantFrom(
  "\r\n",
  '"',
  "\\",
  "%",
  "\u202e",
  "\u2028",
  "👩‍🎓",
  "é",
  "../",
  "C:\\",
  "\0",
  "'",
  ";",
  "*",
  "\ud800",
  ".pdf",
);
const names = fc.oneof(
  fc.string({ unit: "grapheme", maxLength: 300 }),
  fc.array(fc.oneof(traps, fc.string({ maxLength: 20 })), { maxLength: 60 }).map((parts) => parts.join("")),
  fc.string({ unit: "binary", minLength: 300, maxLength: 400 }),
);

test("5.3.2, 5.4.1: whatever a file was called, it is kept under a name that is short, on one line, and ends as it is", () => {
  fc.assert(
    fc.property(names, formats, (name, format) => {
      const kept = documentName(name, format);
      expect([...kept].length).toBeLessThanOrEqual(100);
      expect(kept).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}\u2028\u2029"<>:|?*/\\]/u);
      expect(kept).toMatch(new RegExp(`[^.\\s].*\\.${format}$`, "u"));
    }),
  );
});

test("a name that was kept is kept as it is", () => {
  fc.assert(
    fc.property(names, formats, (name, format) => {
      const kept = documentName(name, format);
      expect(documentName(kept, format)).toBe(kept);
    }),
  );
});

test("5.4.2: a browser saves a file under its name, whatever it holds (RFC 6266, RFC 8187)", () => {
  fc.assert(
    fc.property(names, formats, (name, format) => {
      const kept = documentName(name, format);
      const value = attachment(kept);
      expect(new Headers({ "Content-Disposition": value }).get("Content-Disposition")).toBe(value);
      const [, plain, encoded = ""] =
        /^attachment; filename="([\x20-\x7e]*)"; filename\*=UTF-8''([\w!#$&+.^`|~%-]*)$/.exec(value) ?? [];
      expect(plain).not.toMatch(/["\\%]/);
      expect(decodeURIComponent(encoded)).toBe(kept);
    }),
  );
});

test("names keep their accents and lose what is no name", () => {
  const kept = (name: string) => documentName(name, "pdf");
  expect(kept("C:\\Users\\léa\\CV Léa.PDF")).toBe("CV Léa.pdf");
  expect(kept("../../etc/passwd")).toBe("passwd.pdf");
  expect(kept("CV\u202efdp.exe")).toBe("CVfdp.pdf");
  expect(kept("…\r\nX: y.pdf")).toBe("…X y.pdf");
  expect(kept("")).toBe("document.pdf");
  expect(kept("👩‍🎓.pdf")).toBe("👩🎓.pdf");
  expect(attachment("CV « Léa ».pdf")).toBe(
    `attachment; filename="CV  Lea .pdf"; filename*=UTF-8''CV%20%C2%AB%20L%C3%A9a%20%C2%BB.pdf`,
  );
});
