/**
 * A format of file that candidates may keep. `type` is the one media type that its files are served under. `declared`
 * are the other types that browsers send for it, and `found` is what `file-type` calls its first bytes: an office
 * document whose parts come in an unusual order looks like any other archive.
 */
type Format = { label: string; type: string; extensions: string[]; declared: string[]; found: string[] };

const ARCHIVE = ["application/zip", "application/x-zip-compressed"];

/** The formats that are accepted, by the extension that their files are kept under. */
export const DOCUMENT_FORMATS = {
  pdf: {
    label: "PDF",
    type: "application/pdf",
    extensions: ["pdf"],
    declared: ["application/x-pdf", "application/acrobat", "text/pdf"],
    found: ["pdf"],
  },
  docx: {
    label: "DOCX",
    type: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    extensions: ["docx"],
    declared: [...ARCHIVE, "application/msword"],
    found: ["docx", "zip"],
  },
  odt: {
    label: "ODT",
    type: "application/vnd.oasis.opendocument.text",
    extensions: ["odt"],
    declared: [...ARCHIVE, "application/x-vnd.oasis.opendocument.text"],
    found: ["odt", "zip"],
  },
  jpg: {
    label: "JPEG",
    type: "image/jpeg",
    extensions: ["jpg", "jpeg"],
    declared: ["image/jpg", "image/pjpeg"],
    found: ["jpg"],
  },
  png: { label: "PNG", type: "image/png", extensions: ["png"], declared: ["image/x-png"], found: ["png", "apng"] },
} as const satisfies Record<string, Format>;

export type DocumentFormat = keyof typeof DOCUMENT_FORMATS;

const FORMATS = Object.entries(DOCUMENT_FORMATS) as [DocumentFormat, Format][];

/** « PDF, DOCX, ODT, JPEG ou PNG ». */
export const ACCEPTED_FORMATS = FORMATS.map(([, { label }]) => label)
  .join(", ")
  .replace(/, (?=[^,]*$)/, " ou ");

/** What a file field offers to choose from. The types let a phone propose its camera. */
export const ACCEPT_ATTRIBUTE = [
  ...FORMATS.flatMap(([, { extensions }]) => extensions.map((extension) => `.${extension}`)),
  ...[DOCUMENT_FORMATS.jpg.type, DOCUMENT_FORMATS.png.type],
].join(",");

/** The types that browsers send when they do not know. */
const UNKNOWN = new Set([
  ...["", "application/octet-stream", "binary/octet-stream", "application/unknown", "application/x-download"],
  ...["application/download", "application/force-download"],
]);

/** The format that the extension of a name stands for, or null when it is not accepted. */
export function formatOfName(name: string): DocumentFormat | null {
  const extension = /\.([^.]*)$/.exec(name.trim().toLowerCase())?.[1] ?? "";
  return FORMATS.find(([, { extensions }]) => extensions.includes(extension))?.[0] ?? null;
}

/** Whether the media type that a browser sends with a file can be that of a format. */
export function isDeclaredAs(format: DocumentFormat, declared: string): boolean {
  const type = declared.split(";")[0]?.trim().toLowerCase() ?? "";
  const accepted: Format = DOCUMENT_FORMATS[format];
  return UNKNOWN.has(type) || type === accepted.type || accepted.declared.includes(type);
}

/** Whether a file that begins as `file-type` says can be of a format. @param found its extension for `file-type` */
export function isFoundAs(format: DocumentFormat, found: string | undefined): boolean {
  const accepted: Format = DOCUMENT_FORMATS[format];
  return found !== undefined && accepted.found.includes(found);
}
