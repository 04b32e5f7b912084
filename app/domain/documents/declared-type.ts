import { DOCUMENT_FORMATS, type DocumentFormat } from "./document.ts";

/** What browsers say when they do not know. */
const UNKNOWN = new Set([
  ...["", "application/octet-stream", "binary/octet-stream", "application/unknown", "application/x-download"],
  ...["application/download", "application/force-download"],
]);

/** Other names of a format, that systems still give it. */
const ALSO: Record<DocumentFormat, string[]> = {
  pdf: ["application/x-pdf", "application/acrobat", "text/pdf"],
  docx: ["application/zip", "application/x-zip-compressed", "application/msword"],
  odt: ["application/zip", "application/x-zip-compressed", "application/x-vnd.oasis.opendocument.text"],
};

/** The format that the end of a name says, or null: not one that is accepted. */
export function formatOfName(name: string): DocumentFormat | null {
  const [, extension = ""] = /\.([^.]*)$/.exec(name.trim().toLowerCase()) ?? [];
  return (Object.keys(DOCUMENT_FORMATS) as DocumentFormat[]).find((format) => format === extension) ?? null;
}

/** Whether what a browser says of a file can be true of a format. It says what its system makes of the name. */
export function mayBe(format: DocumentFormat, declared: string): boolean {
  const type = declared.split(";")[0]?.trim().toLowerCase() ?? "";
  return UNKNOWN.has(type) || type === DOCUMENT_FORMATS[format] || ALSO[format].includes(type);
}
