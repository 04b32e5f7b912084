import { createHash } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type HonestFile, honestFiles } from "./honest-files.ts";
import { hostileArchives } from "./hostile-archives.ts";
import { HARMLESS, type Hostile, hostilePdfs, PLACEMENTS, SPELLINGS } from "./hostile-pdfs.ts";
import { type SentFile, startInspector } from "./inspector.ts";
import { encryptedPdfs, mismatched, rewrittenPdfs } from "./mismatched-files.ts";
import { docx, odt, relation, relations, types } from "./office-packages.ts";
import { catalogue, page, rawPdf, stream } from "./raw-pdf.ts";
import { rawZip } from "./raw-zip.ts";

let inspector: Awaited<ReturnType<typeof startInspector>>;
let honest: HonestFile[];
/** The fields of a form, which LibreOffice writes as ActiveX controls in DOCX. */
let withControls: HonestFile[];
beforeAll(async () => {
  const [started, made] = await Promise.all([startInspector(), honestFiles()]);
  inspector = started;
  withControls = made.filter(({ name }) => name === "Formulaire rempli.docx");
  honest = made.filter((file) => !withControls.includes(file));
}, 240_000);
afterAll(() => inspector?.stop());

test("no file of an honest tool is refused, and each tool made some", async () => {
  expect(await refusals(honest)).toEqual([]);
  expect(countDistinct(honest)).toBeGreaterThanOrEqual(100);
  const tools = Object.groupBy(honest, ({ tool }) => tool);
  const counts = Object.fromEntries(Object.entries(tools).map(([tool, files]) => [tool, files?.length]));
  expect(counts).toEqual({
    "LibreOffice, ODT": 20,
    "LibreOffice, DOCX": 19,
    "LibreOffice, ODT from the Web": 4,
    "LibreOffice, PDF": 20,
    "LibreOffice, PDF A-2": 8,
    Chromium: 20,
    "qpdf, linearised": 12,
    "qpdf, object streams": 12,
    "qpdf, linearised object streams": 12,
    "qpdf, uncompressed": 12,
    "qpdf, line by line": 12,
  });
});

test("controls are refused even from an honest tool: what they do cannot be seen", async () => {
  expect(await refusals(withControls)).toEqual(["Formulaire rempli.docx: embedded-object"]);
});

test("hostile files are refused, each for its own reason", async () => {
  const pdfs = hostilePdfs();
  const made = [...(await encryptedPdfs()), ...(await rewrittenPdfs(pdfs)), ...mismatched(honest)];
  const hostile: Hostile[] = [...pdfs, ...hostileArchives(), ...made];
  const found = await Promise.all(
    hostile.map(async (file) => {
      const inspection = await inspector.inspect(file);
      const said = "refused" in inspection ? inspection.refused : "accepted";
      return said === file.reason ? [] : [`${file.title}: ${said}, not ${file.reason}`];
    }),
  );
  expect(found.flat()).toEqual([]);
  expect(countDistinct(hostile)).toBeGreaterThanOrEqual(1000);
  console.log(`${countDistinct(hostile)} hostile files, ${countDistinct(honest)} honest ones`);
});

test("where hostile things are put, and however they are spelled, harmless ones are accepted", async () => {
  const files = Object.entries(PLACEMENTS).flatMap(([place, make]) =>
    Object.entries(SPELLINGS).map(([spelling, spell]) => {
      const objects = Object.entries(HARMLESS.objects).map(([number, text]) => [number, spell(text)]);
      return {
        name: `${place}, ${spelling}.pdf`,
        bytes: make(spell(HARMLESS.root ?? ""), Object.fromEntries(objects)),
      };
    }),
  );
  expect(await refusals(files)).toEqual([]);
});

test("what only looks like something that acts is accepted in a PDF", async () => {
  const contents: Record<string, Parameters<typeof rawPdf>[0]> = {
    "opens at a page, as LaTeX writes it": {
      1: catalogue("/OpenAction 20 0 R"),
      20: "<< /Type /Action /S /GoTo /D [3 0 R /Fit] >>",
    },
    "opens at a named place": { 1: catalogue("/OpenAction (debut)") },
    "a form": {
      1: catalogue("/AcroForm << /Fields [20 0 R] >>"),
      20: "<< /FT /Tx /T (nom) /Subtype /Widget /Rect [0 0 9 9] >>",
    },
    "a button that empties a form": { 1: catalogue(), 20: "<< /S /ResetForm >>" },
    "fonts called AA, JS and EF": {
      1: catalogue(),
      20: "<< /Font << /AA 5 0 R /JS 5 0 R /EF 5 0 R >> >>",
      21: "<< /AA 5 0 R /JS 5 0 R >>",
    },
    "a font called JavaScript": { 1: catalogue(), 20: "<< /Type /Font /BaseFont /JavaScript >>" },
    "names in its text": { 1: catalogue(), ...page("/JavaScript /S /Launch /OpenAction <html>") },
    "names in its title": { 1: catalogue(), 20: "<< /Title (/S /JavaScript \\(<script>\\)) /Author <2F4A53> >>" },
    "a web page described in its metadata": {
      1: catalogue(),
      20: stream("<?xpacket?><x:xmpmeta><html>", "/Type /Metadata"),
    },
    "roles called like actions": { 1: catalogue(), 20: "<< /Type /StructTreeRoot /RoleMap << /Launch /P /AA /P >> >>" },
    "an entry that says no password": { 1: catalogue(), 20: "<< /Encrypt null >>" },
  };
  const files = Object.entries(contents).map(([title, objects]) => ({
    name: `${title}.pdf`,
    bytes: rawPdf({ ...page(), ...objects }),
  }));
  expect(await refusals(files)).toEqual([]);
});

test("links, templates of one's own computer, pictures and settings are accepted in office documents", async () => {
  const links = [
    "https://exemple.fr",
    "mailto:lea@exemple.fr",
    "tel:+33612345678",
    "file:///C:/annexe.pdf",
    "annexe.docx",
    "#bas",
  ];
  const template = "file:///C:\\Users\\lea\\AppData\\Roaming\\Microsoft\\Templates\\CV.dotx";
  const emz = new Uint8Array([0x1f, 0x8b, 8, 0, 0]);
  const noise = new Uint8Array(9 * 1024 * 1024).map((_, n) => (n * n * 31 + (n >> 7)) & 0xff);
  const photograph = {
    name: "word/media/photo.bmp",
    content: Buffer.concat([Buffer.alloc(12 * 1024 * 1024, "Ciel"), noise.subarray(0, 4e6)]),
  };
  const files: SentFile[] = [
    ...["", "application/octet-stream", "application/zip"].map((type) => ({
      name: "bare.docx",
      type,
      bytes: rawZip(docx()),
    })),
    { name: "bare.odt", bytes: rawZip(odt()) },
    { name: "CV.DOCX", bytes: rawZip(docx()) },
    {
      name: "links.docx",
      bytes: rawZip(
        docx({
          name: "word/_rels/document.xml.rels",
          content: relations(...links.map((link) => relation("hyperlink", link, "External"))),
        }),
      ),
    },
    {
      name: "template.docx",
      bytes: rawZip(
        docx({
          name: "word/_rels/settings.xml.rels",
          content: relations(relation("attachedTemplate", template, "External")),
        }),
      ),
    },
    { name: "printer.docx", bytes: rawZip(docx({ name: "word/printerSettings/printerSettings1.bin", content: "a" })) },
    { name: "drawing.docx", bytes: rawZip(docx({ name: "word/media/image1.emz", content: emz })) },
    { name: "chart.odt", bytes: rawZip(odt({ name: "Object 1/content.xml", content: "<a/>" })) },
    { name: "photograph.docx", bytes: rawZip(docx(photograph)) },
    { name: "large.docx", bytes: rawZip(docx({ name: "word/media/image1.png", content: noise, stored: true })) },
    {
      name: "types.docx",
      bytes: rawZip(
        docx({
          name: "[Content_Types].xml",
          content: types(undefined, '<Default Extension="png" ContentType="image/png"/>'),
        }),
      ),
    },
  ];
  expect(await refusals(files)).toEqual([]);
});

async function refusals(files: SentFile[]): Promise<string[]> {
  const inspections = await Promise.all(
    files.map(async (file) => ({ name: file.name, said: await inspector.inspect(file) })),
  );
  return inspections.flatMap(({ name, said }) => ("refused" in said ? [`${name}: ${said.refused}`] : []));
}

function countDistinct(files: SentFile[]): number {
  const hash = ({ name, type, bytes }: SentFile) =>
    createHash("sha256").update(`${name}\n${type}\n`).update(bytes).digest("hex");
  return new Set(files.map(hash)).size;
}
