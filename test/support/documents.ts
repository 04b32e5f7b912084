import { catalogue, page, rawPdf } from "#test/files/raw-pdf.ts";

/** A PDF that is kept, as a browser sends it. @param bytes makes it this long */
export function aPdf(name = "CV.pdf", bytes = 0): File {
  const short = rawPdf({ 1: catalogue(), ...page(name.replace(/[^A-Za-z0-9 ]/g, "")) });
  const filling = Math.max(0, bytes - short.length - 40);
  const content = filling === 0 ? short : rawPdf({ 1: catalogue(), ...page(), 9: `(${"a".repeat(filling)})` });
  return new File([content], name, { type: "application/pdf" });
}
