import { execFile } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { DOCUMENT_FORMATS, type DocumentFormat } from "#app/domain/documents/formats.ts";
import type { RefusedFile } from "#app/domain/documents/refused-file.ts";
import { type HonestFile, honestFiles } from "./honest-files.ts";
import { type SentFile, startInspector } from "./inspector.ts";
import { docx, odt, types } from "./office-packages.ts";
import { catalogue, page, rawPdf, toBytes } from "./raw-pdf.ts";
import { rawZip } from "./raw-zip.ts";
import { writtenFiles } from "./written-files.ts";

const run = promisify(execFile);

let inspector: Awaited<ReturnType<typeof startInspector>>;
let honest: HonestFile[];
beforeAll(async () => {
  [inspector, honest] = await Promise.all([startInspector(), honestFiles()]);
}, 240_000);
afterAll(() => inspector?.stop());

describe("honest files are kept", () => {
  test("those of LibreOffice, Chromium and qpdf, whatever they hold", async () => {
    expect(await refusals(honest)).toEqual([]);
    const tools = Object.groupBy(honest, ({ tool }) => tool);
    const counts = Object.fromEntries(Object.entries(tools).map(([tool, files]) => [tool, files?.length]));
    expect(counts).toEqual({
      "LibreOffice, ODT": 21,
      "LibreOffice, DOCX": 21,
      "LibreOffice, PDF": 21,
      "LibreOffice, PDF A-2": 4,
      "LibreOffice, PDF A-3": 4,
      Chromium: 25,
      "qpdf, linearised": 9,
      "qpdf, object streams": 9,
      "qpdf, uncompressed": 9,
      "qpdf, with its data attached": 9,
      "qpdf, printing restricted": 9,
      "qpdf, printing restricted, 128 bits": 9,
    });
  });

  test("those of Word, Pages, Google Docs, LaTeX, InDesign and Europass, as they write them", async () => {
    expect(await refusals(writtenFiles())).toEqual([]);
  });

  test("and none of them is said to ask for a password, not even when its printing is restricted", async () => {
    const said = await Promise.all([...honest, ...writtenFiles()].map((file) => inspector.inspect(file)));
    expect(said.filter((each) => "locked" in each && each.locked)).toEqual([]);
  });
});

describe("a PDF that asks for a password is kept, and said to ask for one", () => {
  const WAYS: Record<string, string[]> = {
    "RC4, 40 bits": ["--allow-weak-crypto", "--encrypt", "ouvrir", "tout", "40", "--"],
    "RC4, 128 bits": ["--allow-weak-crypto", "--encrypt", "ouvrir", "tout", "128", "--"],
    "AES, 128 bits": ["--allow-weak-crypto", "--encrypt", "ouvrir", "tout", "128", "--use-aes=y", "--"],
    "AES, 128 bits, metadata in clear": [
      ...["--allow-weak-crypto", "--encrypt", "ouvrir", "tout", "128"],
      ...["--force-V4", "--cleartext-metadata", "--"],
    ],
    "AES, 256 bits, of Acrobat 9": ["--allow-weak-crypto", "--encrypt", "ouvrir", "tout", "256", "--force-R5", "--"],
    "AES, 256 bits": ["--encrypt", "ouvrir", "tout", "256", "--"],
  };
  for (const [way, options] of Object.entries(WAYS)) {
    for (const layout of ["--object-streams=generate", "--object-streams=disable", "--linearize"]) {
      test(`${way}, ${layout}`, async () => {
        const withPassword = await rewritten([layout, ...options]);
        expect(await inspector.inspect(withPassword)).toEqual({ format: "pdf", locked: true });
        // The same, that opens without one.
        const without = await rewritten([layout, ...options.map((option) => (option === "ouvrir" ? "" : option))]);
        expect(await inspector.inspect(without)).toEqual({ format: "pdf", locked: false });
      });
    }
  }
});

describe("a file is refused", () => {
  const FORMATS = Object.keys(DOCUMENT_FORMATS) as DocumentFormat[];

  test("5.2.2: when it is of another format than its name or its type say", async () => {
    const one = (format: DocumentFormat) =>
      honest.find(({ name }) => name.toLowerCase().endsWith(`.${format}`))?.bytes ?? new Uint8Array();
    const pairs = FORMATS.flatMap((is) => FORMATS.filter((said) => said !== is).map((said) => [is, said] as const));
    const files = pairs.flatMap(([is, said]) => [
      { name: `CV.${said}`, bytes: one(is) },
      { name: `CV.${is}`, type: DOCUMENT_FORMATS[said].type, bytes: one(is) },
    ]);
    expect(files).toHaveLength(40);
    expect(await reasons(files)).toEqual(files.map(() => "another-type"));
  });

  test("when it is of a format that is not accepted, under whatever name", async () => {
    const contents = [
      toBytes(`MZ\x90\0${"\0".repeat(200)}`),
      toBytes("<!DOCTYPE html><script>alert(1)</script>"),
      toBytes("Bonjour, voici mon CV."),
      toBytes("{\\rtf1 Bonjour}"),
      toBytes("#!/bin/sh\necho bonjour"),
      toBytes("GIF89a\x01\0\x01\0"),
      rawZip([{ name: "CV.txt", content: "Bonjour" }]),
    ];
    const files = contents.flatMap((bytes) => FORMATS.map((format) => ({ name: `CV.${format}`, bytes })));
    expect(await reasons(files)).toEqual(files.map(() => "another-type"));
    const names = ["CV.pdf.exe", "CV.doc", "CV.rtf", "CV.zip", "CV.heic", "CV.svg", "CV", "pdf", ".pdf."];
    const pdf = rawPdf({ 1: catalogue(), ...page() });
    expect(await reasons(names.map((name) => ({ name, bytes: pdf })))).toEqual(names.map(() => "not-accepted"));
  });

  test("when it is empty, or holds macros, or is an old or a protected Word document", async () => {
    const MACROS = "application/vnd.ms-word.document.macroEnabled.main+xml";
    const bin = '<Default Extension="bin" ContentType="application/vnd.ms-office.vbaProject"/>';
    const cfb = toBytes(`\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1${"\0".repeat(600)}`);
    expect(
      await reasons([
        ...FORMATS.map((format) => ({ name: `CV.${format}`, bytes: new Uint8Array() })),
        { name: "CV.docx", bytes: rawZip(docx({ name: "word/vbaProject.bin", content: "a" })) },
        { name: "CV.docx", bytes: rawZip(docx({ name: "[Content_Types].xml", content: types(MACROS) })) },
        {
          name: "CV.docx",
          bytes: rawZip([...docx({ name: "[Content_Types].xml", content: types(MACROS) })].reverse()),
        },
        { name: "CV.docx", bytes: rawZip(docx({ name: "[Content_Types].xml", content: types(undefined, bin) })) },
        { name: "CV.odt", bytes: rawZip(odt({ name: "Basic/Standard/Module1.xml", content: "Sub Main" })) },
        { name: "CV.odt", bytes: rawZip(odt({ name: "Scripts/python/macro.py", content: "pass" })) },
        { name: "CV.docx", bytes: cfb },
      ]),
    ).toEqual([...FORMATS.map(() => "empty"), ...Array(6).fill("macros"), "old-word"]);
  });

  test("5.2.3: when it is an office document that is cut, too large, or leads out of its folder", async () => {
    const many = Array.from({ length: 2000 }, (_, n) => ({ name: `word/media/${n}.png`, content: "" }));
    const vast = { name: "word/media/a.png", content: "a", declaredSize: 51 * 1024 * 1024 };
    const bomb = { name: "[Content_Types].xml", content: new Uint8Array(20 * 1024 * 1024), declaredSize: 900 };
    const traps = ["../../etc/passwd", "word/../../a", "/etc/passwd", "C:/a", "..\\a"];
    const files = [
      { name: "cut.docx", bytes: rawZip(docx()).subarray(0, 400) },
      { name: "cut.odt", bytes: rawZip(odt()).subarray(0, 400) },
      { name: "many.docx", bytes: rawZip(docx(...many)) },
      { name: "many.odt", bytes: rawZip(odt(...many)) },
      { name: "vast.docx", bytes: rawZip(docx(vast)) },
      { name: "bomb.docx", bytes: rawZip(docx(bomb)) },
      ...traps.map((name) => ({ name: "trap.odt", bytes: rawZip(odt({ name, content: "a" })) })),
    ];
    expect(await reasons(files)).toEqual(files.map(() => "unreadable"));
  });
});

/** A PDF as qpdf writes it with some options. */
async function rewritten(options: string[]): Promise<SentFile> {
  const folder = mkdtempSync(join(tmpdir(), "qpdf-"));
  try {
    const [from, to] = [join(folder, "from.pdf"), join(folder, "to.pdf")];
    writeFileSync(from, rawPdf({ 1: catalogue(), ...page() }));
    await run("qpdf", [...options, from, to]);
    return { name: "CV.pdf", type: "application/pdf", bytes: new Uint8Array(readFileSync(to)) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function refusals(files: SentFile[]): Promise<string[]> {
  const found = await reasons(files);
  return files.flatMap(({ name }, index) => (found[index] === null ? [] : [`${name}: ${found[index]}`]));
}

/** Why each is refused; null for one that is kept. */
function reasons(files: SentFile[]): Promise<(RefusedFile | null)[]> {
  return Promise.all(
    files.map(async (file) => {
      const inspection = await inspector.inspect(file);
      return "refused" in inspection ? inspection.refused : null;
    }),
  );
}
