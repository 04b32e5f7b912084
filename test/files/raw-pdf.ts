import { deflateSync } from "node:zlib";

/** An object of a PDF: what stands between `obj` and `endobj`, one sign a byte. */
export type Objects = Record<number, string>;

/** A page with a line of text, the first three objects of every file here. */
export const page = (text = "Bonjour"): Objects => ({
  2: "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
  3: `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R
    /Resources << /Font << /F1 5 0 R >> >> >>`,
  4: stream(`BT /F1 24 Tf 72 720 Td (${text}) Tj ET`),
  5: "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
});

export const catalogue = (more = "") => `<< /Type /Catalog /Pages 2 0 R ${more} >>`;

/** A stream with its dictionary. */
export function stream(content: string, entries = "", deflated = false): string {
  const bytes = deflated ? deflateSync(Buffer.from(content, "latin1")).toString("latin1") : content;
  return `<< /Length ${bytes.length} ${deflated ? "/Filter /FlateDecode" : ""} ${entries} >>\nstream\n${bytes}\nendstream`;
}

/** Objects in a stream of their own, with the places at which they stand. */
export function objectStream(objects: Objects): string {
  const list = Object.entries(objects);
  let at = 0;
  const header = list.map(([number, content]) => {
    const place = `${number} ${at}`;
    at += content.length + 1;
    return place;
  });
  const first = `${header.join(" ")} `;
  const content = first + list.map(([, each]) => each).join("\n");
  return stream(content, `/Type /ObjStm /N ${list.length} /First ${first.length}`, true);
}

/** A whole file with a table, whose catalogue is object 1. @param before what stands in front of its header */
export function rawPdf(objects: Objects, { version = "1.7", before = "" } = {}): Uint8Array {
  return toBytes(append(`${before}%PDF-${version}\n%\xe2\xe3\xcf\xd3\n`, objects));
}

function append(start: string, objects: Objects): string {
  let text = start;
  const places = Object.entries(objects).map(([number, content]) => {
    const place = text.length;
    text += `${number} 0 obj\n${content}\nendobj\n`;
    return `${number} 1\n${String(place).padStart(10, "0")} 00000 n \n`;
  });
  const table = text.length;
  text += `xref\n0 1\n0000000000 65535 f \n${places.join("")}`;
  const size = Math.max(...Object.keys(objects).map(Number)) + 1;
  return `${text}trailer\n<< /Size ${size} /Root 1 0 R >>\nstartxref\n${table}\n%%EOF\n`;
}

export const toBytes = (text: string) => new Uint8Array(Buffer.from(text, "latin1"));
