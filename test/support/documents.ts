import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { catalogue, page, rawPdf } from "#test/files/raw-pdf.ts";

/** A PDF that is kept, as a browser sends it. @param bytes makes it this long */
export function aPdf(name = "CV.pdf", bytes = 0): File {
  const filled = (length: number) =>
    rawPdf({ 1: catalogue(), ...page(name.replace(/[^A-Za-z0-9 ]/g, "")), 9: `(${"a".repeat(length)})` });
  // Once with a string of as many bytes, to count what stands around it.
  const around = filled(bytes).length - bytes;
  return new File([filled(Math.max(0, bytes - around))], name, { type: "application/pdf" });
}

/** A PDF that nobody opens without a password, as qpdf makes it. */
export function lockedPdf(name: string): File {
  const folder = mkdtempSync(join(tmpdir(), "locked-"));
  try {
    const [from, to] = [join(folder, "from.pdf"), join(folder, "to.pdf")];
    writeFileSync(from, rawPdf({ 1: catalogue(), ...page() }));
    execFileSync("qpdf", ["--encrypt", "ouvrir", "tout", "256", "--", from, to]);
    return new File([readFileSync(to)], name, { type: "application/pdf" });
  } finally {
    rmSync(folder, { recursive: true });
  }
}
