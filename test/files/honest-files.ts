import { execFile } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, extname, join } from "node:path";
import { promisify } from "node:util";
import { launchBrowser } from "#test/support/browser.ts";
import type { SentFile } from "./inspector.ts";
import { sourceDocuments } from "./source-documents.ts";

const run = promisify(execFile);

/** A file that somebody made with an honest tool, and the tool. */
export type HonestFile = SentFile & { tool: string };

/** Makes the honest files, with the tools that candidates and their printers use. */
export async function honestFiles(): Promise<HonestFile[]> {
  const folder = mkdtempSync(join(tmpdir(), "honest-"));
  try {
    const html = folderOf(folder, "html");
    for (const { name, html: text } of sourceDocuments()) writeFileSync(join(html, `${name}.html`), text);
    const [office, printed] = await Promise.all([withLibreOffice(folder, html), withChromium(folder, html)]);
    const rewritten = await withQpdf(folder, [...office.filter((path) => path.endsWith(".pdf")), ...printed]);
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
  const pages = filesOf(html);
  const odt = await convert(pages, "LibreOffice, ODT", "--infilter=HTML (StarWriter)", "--convert-to", "odt:writer8");
  const docx = await convert(odt, "LibreOffice, DOCX", "--convert-to", "docx");
  const pdf = await convert(odt, "LibreOffice, PDF", "--convert-to", "pdf");
  // Without the filter's name, what it makes of a web page is a text of another type under the same extension.
  const web = await convert(pages.slice(0, 4), "LibreOffice, ODT from the Web", "--convert-to", "odt:writer8");
  const options = { UseTaggedPDF: { type: "boolean", value: "true" }, SelectPdfVersion: { type: "long", value: "2" } };
  const archived = `pdf:writer_pdf_Export:${JSON.stringify(options)}`;
  return [
    ...odt,
    ...docx,
    ...pdf,
    ...web,
    ...(await convert(odt.slice(0, 8), "LibreOffice, PDF A-2", "--convert-to", archived)),
  ];
}

async function withChromium(folder: string, html: string): Promise<string[]> {
  const target = folderOf(folder, "Chromium");
  const browser = await launchBrowser();
  try {
    const page = await browser.newPage();
    for (const [index, path] of filesOf(html).entries()) {
      await page.goto(`file://${path}`);
      const name = basename(path, extname(path));
      await page.pdf({
        path: join(target, `${name}.pdf`),
        tagged: index % 2 === 0,
        outline: index % 2 === 0,
        printBackground: true,
      });
    }
  } finally {
    await browser.close();
  }
  return filesOf(target);
}

/** What printers and mail programs make of a PDF: linearised, with object streams, uncompressed, of another version. */
async function withQpdf(folder: string, pdfs: string[]): Promise<string[]> {
  const ways = {
    linearised: ["--linearize", "--object-streams=disable"],
    "object streams": ["--object-streams=generate"],
    "linearised object streams": ["--linearize", "--object-streams=generate", "--min-version=2.0"],
    uncompressed: ["--stream-data=uncompress", "--object-streams=disable", "--force-version=1.3"],
    "line by line": ["--qdf", "--object-streams=disable", "--newline-before-endstream"],
  };
  const made = Object.entries(ways).flatMap(([way, options]) => {
    const target = folderOf(folder, `qpdf, ${way}`);
    return pdfs
      .filter((_, index) => index % 4 === 0)
      .map((path, index) => {
        const to = join(target, `${index} ${basename(path)}`);
        return { to, done: run("qpdf", [...options, path, to]) };
      });
  });
  await Promise.all(made.map(({ done }) => done));
  return made.map(({ to }) => to);
}

function folderOf(folder: string, name: string): string {
  const path = join(folder, name);
  mkdirSync(path, { recursive: true });
  return path;
}

function filesOf(folder: string): string[] {
  return readdirSync(folder)
    .sort()
    .map((name) => join(folder, name));
}
