import { execFile } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { DOCUMENT_FORMATS } from "#app/domain/documents/document.ts";
import type { HonestFile } from "./honest-files.ts";
import type { Hostile } from "./hostile-pdfs.ts";
import { catalogue, page, rawPdf, toBytes } from "./raw-pdf.ts";

const run = promisify(execFile);

/** Files that are not what they are called, or said to be. */
export function mismatched(honest: HonestFile[]): Hostile[] {
  const one = (end: string) => honest.find(({ name }) => name.endsWith(end))?.bytes ?? new Uint8Array();
  const formats = ["pdf", "docx", "odt"] as const;
  const others: [string, Uint8Array][] = [
    ["a picture", toBytes("\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\x06\0\0\0")],
    ["a photograph", toBytes("\xff\xd8\xff\xe0\0\x10JFIF\0")],
    ["a program", toBytes(`MZ\x90\0${"\0".repeat(200)}`)],
    ["a web page", toBytes("<!DOCTYPE html><script>alert(1)</script>")],
    ["plain text", toBytes("Bonjour, voici mon CV.")],
    ["a rich text", toBytes("{\\rtf1 Bonjour}")],
    ["a script", toBytes("#!/bin/sh\necho bonjour")],
  ];
  return [
    ...formats.flatMap((is) =>
      formats
        .filter((said) => said !== is)
        .flatMap((said): Hostile[] => [
          { title: `${is} called ${said}`, name: `CV.${said}`, bytes: one(`.${is}`), reason: "another-type" },
          {
            title: `${is} said to be ${said}`,
            name: `CV.${is}`,
            type: DOCUMENT_FORMATS[said],
            bytes: one(`.${is}`),
            reason: "another-type",
          },
        ]),
    ),
    ...formats.flatMap((said) =>
      others.map(
        ([title, bytes]): Hostile => ({
          title: `${title} called ${said}`,
          name: `CV.${said}`,
          bytes,
          reason: "another-type",
        }),
      ),
    ),
    ...formats.flatMap((is) =>
      ["image/png", "text/html", "application/javascript", "application/x-msdownload"].map((type): Hostile => {
        return {
          title: `${is} said to be ${type}`,
          name: `CV.${is}`,
          type,
          bytes: one(`.${is}`),
          reason: "another-type",
        };
      }),
    ),
    ...["CV.pdf.exe", "CV.doc", "CV.rtf", "CV.zip", "CV.pdf ", "CV", "pdf", ".pdf.", "CV.pdf\u202e"].flatMap(
      (name): Hostile[] =>
        name === "CV.pdf "
          ? []
          : [{ title: `a PDF called ${JSON.stringify(name)}`, name, bytes: one(".pdf"), reason: "not-accepted" }],
    ),
    ...formats.map(
      (format): Hostile => ({
        title: `an empty ${format}`,
        name: `CV.${format}`,
        bytes: new Uint8Array(),
        reason: "empty",
      }),
    ),
    ...honest
      .filter((_, index) => index % 8 === 0)
      .map(({ name, tool, bytes }): Hostile => {
        return {
          title: `${tool}, ${name}, cut`,
          name,
          bytes: bytes.subarray(0, Math.round(bytes.length * 0.7)),
          reason: "damaged",
        };
      }),
  ];
}

/** PDF that qpdf puts under a password, with and without one to open it, in every way that it knows. */
export async function encryptedPdfs(): Promise<Hostile[]> {
  const ways = {
    "RC4, 40 bits": ["--allow-weak-crypto", "--encrypt", "ouvrir", "tout", "40", "--"],
    "RC4, 128 bits": ["--allow-weak-crypto", "--encrypt", "ouvrir", "tout", "128", "--"],
    "AES, 128 bits": ["--allow-weak-crypto", "--encrypt", "ouvrir", "tout", "128", "--use-aes=y", "--"],
    "AES, 256 bits": ["--encrypt", "ouvrir", "tout", "256", "--"],
    "AES, 256 bits, nothing to open it": ["--encrypt", "", "tout", "256", "--print=none", "--modify=none", "--"],
    "AES, 256 bits, metadata in clear": ["--encrypt", "ouvrir", "tout", "256", "--cleartext-metadata", "--"],
  };
  const layouts = ["--object-streams=generate", "--object-streams=disable", "--linearize"];
  const jobs = Object.entries(ways).flatMap(([way, options]) =>
    layouts.map((layout) => ({ title: `${way}, ${layout}`, options: [layout, ...options] })),
  );
  return rewrite(rawPdf({ 1: catalogue(), ...page() }), jobs, "password");
}

/** PDF with something in them that acts, as qpdf writes them again: object streams and tables that viewers follow. */
export async function rewrittenPdfs(hostile: Hostile[]): Promise<Hostile[]> {
  const plain = hostile.filter(
    ({ title }) => title.endsWith("in plain objects, every letter escaped") && title.includes("opening"),
  );
  const layouts = ["--object-streams=generate", "--linearize", "--qdf"];
  const all = plain.map(({ title, bytes, reason }) =>
    rewrite(
      bytes,
      layouts.map((layout) => ({ title: `${title}, ${layout}`, options: [layout] })),
      reason,
    ),
  );
  return (await Promise.all(all)).flat();
}

async function rewrite(
  bytes: Uint8Array,
  jobs: { title: string; options: string[] }[],
  reason: Hostile["reason"],
): Promise<Hostile[]> {
  const folder = mkdtempSync(join(tmpdir(), "qpdf-"));
  try {
    const from = join(folder, "from.pdf");
    writeFileSync(from, bytes);
    return await Promise.all(
      jobs.map(async ({ title, options }, index): Promise<Hostile> => {
        const to = join(folder, `${index}.pdf`);
        await run("qpdf", ["--warning-exit-0", ...options, from, to]);
        return {
          title: `by qpdf: ${title}`,
          name: "CV.pdf",
          type: "application/pdf",
          bytes: new Uint8Array(readFileSync(to)),
          reason,
        };
      }),
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
