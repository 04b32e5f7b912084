import type { DocumentFormat } from "./formats.ts";

/** The three rubrics of « Mes documents », in the manual's order. */
export const DOCUMENT_KINDS = [
  { code: "cv", label: "CV" },
  { code: "lettre", label: "Lettre de motivation" },
  { code: "autre", label: "Autre document" },
] as const;

export type DocumentKind = (typeof DOCUMENT_KINDS)[number]["code"];

export const MAX_DOCUMENTS_OF_A_KIND = 3;
/** Scans are of 5 to 10 MB: « 10 Mo » as a telephone counts them. */
export const MAX_DOCUMENT_BYTES = 10 * 1024 * 1024;
/** Of one sending of a form, files and fields. */
export const MAX_REQUEST_BYTES = 30 * 1024 * 1024;

/** The French name of a rubric. */
export function labelOfKind(kind: DocumentKind): string {
  return DOCUMENT_KINDS.find(({ code }) => code === kind)?.label ?? kind;
}

/** The rubric that a form's field names, or null. */
export function toDocumentKind(text: unknown): DocumentKind | null {
  return DOCUMENT_KINDS.find(({ code }) => code === text)?.code ?? null;
}

/**
 * The name under which a file is kept and shown, whatever it was called: no path, no control or direction characters,
 * at most 100 characters, and the extension of what it is.
 */
export function documentName(name: string, format: DocumentFormat): string {
  const base = (name.split(/[/\\]/).pop() ?? "")
    .normalize("NFC")
    .replace(/[\p{Cc}\p{Cf}\p{Co}\p{Cs}\u2028\u2029"<>:|?*]/gu, "")
    .replace(/\.[a-z]{1,5}$/i, "")
    .replace(/^[\s.]+|[\s.]+$/g, "")
    .replace(/\s+/g, " ");
  return `${[...(base || "document")].slice(0, 95).join("")}.${format}`;
}

/** « 1,4 Mo », « 220 ko ». */
export function formatSize(bytes: number): string {
  const kilobytes = Math.max(1, Math.round(bytes / 1024));
  if (kilobytes < 1000) return `${kilobytes} ko`;
  return `${(bytes / 1024 / 1024).toLocaleString("fr-FR", { maximumFractionDigits: 1 })} Mo`;
}

/** The value of `Content-Disposition` that makes a browser keep the file under its name (RFC 6266, RFC 8187). */
export function attachment(name: string): string {
  const plain = name
    .normalize("NFD")
    .replace(/[^\x20-\x7e]/g, "")
    .replace(/["\\%]/g, "_");
  const encoded = encodeURIComponent(name).replace(
    /['()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `attachment; filename="${plain}"; filename*=UTF-8''${encoded}`;
}
