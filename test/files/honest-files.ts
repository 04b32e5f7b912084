import { execFile } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, extname, join } from "node:path";
import { promisify } from "node:util";
import { launchBrowser } from "#test/support/browser.ts";
import type { SentFile } from "./inspector.ts";
import { photograph, sourceDocuments } from "./source-documents.ts";

const run = promisify(execFile);

/** A file that somebody made with an honest tool, and the tool. */
export type HonestFile = SentFile & { tool: string };

/** Makes honest files with the tools that candidates and their printers use. */
export async function honestFiles(): Promise<HonestFile[]> {
  const folder = mkdtempSync(join(tmpdir(), "honest-"));
  try {
    const html = folderOf(folder, "html");
    for (const { name, html: text } of sourceDocuments()) writeFileSync(join(html, `${name}.html`), text);
    const [office, printed] = await Promise.all([withLibreOffice(folder, html), withChromium(folder, html)]);
    const pdfs = [
      ...office.filter((path) => path.endsWith(".pdf")),
      ...printed.filter((path) => path.endsWith(".pdf")),
    ];
    const rewritten = await withQpdf(folder, pdfs);
    return [...office, ...printed, ...rewritten].map((path) => {
      const tool = path.slice(folder.length + 1).split("/")[0] ?? "";
      return { tool, name: basename(path), bytes: new Uint8Array(readFileSync(path)) };
    });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** ODT from HTML, then DOCX and PDF from ODT: a start of LibreOffice for each format, whatever the number of files. */
async function withLibreOffice(folder: string, html: string): Promise<string[]> {
  const convert = async (from: string[], to: string, ...format: string[]) => {
    const target = folderOf(folder, to);
    const options = [
      `-env:UserInstallation=file://${join(folder, "profile")}`,
      "--headless",
      ...format,
      "--outdir",
      target,
    ];
    await run("soffice", [...options, ...from], { env: { ...process.env, LC_ALL: "C.UTF-8" }, timeout: 100_000 });
    const made = filesOf(target);
    if (made.length < from.length) throw new Error(`LibreOffice made ${made.length} files of ${from.length}: ${to}`);
    return made;
  };
  const archived = (part: number) =>
    `pdf:writer_pdf_Export:${JSON.stringify({ SelectPdfVersion: { type: "long", value: String(part) } })}`;
  const odt = await convert(
    filesOf(html),
    "LibreOffice, ODT",
    "--infilter=HTML (StarWriter)",
    "--convert-to",
    "odt:writer8",
  );
  return [
    ...odt,
    ...(await convert(odt, "LibreOffice, DOCX", "--convert-to", "docx")),
    // Fields stay fields: a form that can be filled in.
    ...(await convert(odt, "LibreOffice, PDF", "--convert-to", "pdf")),
    ...(await convert(odt.slice(0, 4), "LibreOffice, PDF/A-2", "--convert-to", archived(2))),
    ...(await convert(odt.slice(4, 8), "LibreOffice, PDF/A-3", "--convert-to", archived(3))),
  ];
}

/** Printed pages, and a certificate as a screen and a phone take it. */
async function withChromium(folder: string, html: string): Promise<string[]> {
  const target = folderOf(folder, "Chromium");
  const browser = await launchBrowser();
  try {
    const page = await browser.newPage();
    for (const [index, path] of filesOf(html).entries()) {
      await page.goto(`file://${path}`);
      const name = basename(path, extname(path));
      const tagged = index % 2 === 0;
      await page.pdf({ path: join(target, `${name}.pdf`), tagged, outline: tagged, printBackground: true });
    }
    await page.setViewportSize({ width: 600, height: 800 });
    const photo = await page.screenshot({ path: join(target, "Attestation.jpg"), type: "jpeg" });
    writeFileSync(join(target, "IMG_0042.JPEG"), asPhotographed(photo));
    await page.screenshot({ path: join(target, "Capture.png"), type: "png" });
    writeFileSync(join(target, "Photographie.PNG"), photograph(300, 200, 3));
  } finally {
    await browser.close();
  }
  return filesOf(target);
}

/** A JPEG as phones write them: what they know of the picture (Exif, with its place) comes first. */
function asPhotographed(jpeg: Buffer): Buffer {
  const exif = Buffer.concat([Buffer.from("Exif\0\0MM\0*\0\0\0\x08\0\0"), Buffer.from("GPS 48.85N 2.35E")]);
  const segment = Buffer.from([0xff, 0xe1, 0, exif.length + 2]);
  return Buffer.concat([jpeg.subarray(0, 2), segment, exif, jpeg.subarray(2)]);
}

/** What printers, mail programs and the Europass site make of a PDF. */
async function withQpdf(folder: string, pdfs: string[]): Promise<string[]> {
  const xml = join(folderOf(folder, "Europass"), "attachment.xml");
  writeFileSync(
    xml,
    '<?xml version="1.0"?><Candidate xmlns="http://www.europass.eu/1.0"><Name>Martin</Name></Candidate>',
  );
  const restricted = ["--print=none", "--modify=none", "--extract=n"];
  const ways = {
    linearised: ["--linearize", "--object-streams=disable"],
    "object streams": ["--object-streams=generate", "--min-version=2.0"],
    uncompressed: ["--stream-data=uncompress", "--object-streams=disable", "--force-version=1.3"],
    "with its data attached": ["--add-attachment", xml, "--mimetype=text/xml", "--"],
    "printing restricted": ["--encrypt", "", "proprietaire", "256", ...restricted, "--"],
    "printing restricted, 128 bits": ["--allow-weak-crypto", "--encrypt", "", "p", "128", "--use-aes=y", "--"],
  };
  const made = Object.entries(ways).flatMap(([way, options]) => {
    const target = folderOf(folder, `qpdf, ${way}`);
    return pdfs
      .filter((_, index) => index % 6 === 0)
      .map((path, index) => {
        const to = join(target, `${index} ${basename(path)}`);
        return { to, done: run("qpdf", [path, ...options, to]) };
      });
  });
  await Promise.all(made.map(({ done }) => done));
  return made.map(({ to }) => to);
}

function folderOf(folder: string, name: string): string {
  // PDF/A has a stroke in its name.
  const path = join(folder, name.replaceAll("/", " "));
  mkdirSync(path, { recursive: true });
  return path;
}

function filesOf(folder: string): string[] {
  return readdirSync(folder)
    .sort()
    .map((name) => join(folder, name));
}
