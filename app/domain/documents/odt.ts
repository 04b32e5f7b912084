import { DOCUMENT_FORMATS } from "./document.ts";
import type { OfficeRefusal, Package } from "./docx.ts";
import { readElements } from "./xml-elements.ts";

/** A text, and one that LibreOffice made of a web page: it gives both the same extension. */
const TEXTS: string[] = [DOCUMENT_FORMATS.odt, `${DOCUMENT_FORMATS.odt}-web`];

const MIMETYPE = "mimetype";
const MANIFEST = "meta-inf/manifest.xml";

/** Whether a file of the package says what the others are. @param name in small letters */
export function isReadInOdt(name: string): boolean {
  return name === MIMETYPE || name === MANIFEST;
}

/**
 * Judges an OpenDocument text (OpenDocument 1.3, part 2) by the names of its files and by its manifest, never by its
 * text. @returns why it is refused, or null
 */
export function judgeOdt({ names, parts }: Package): OfficeRefusal | null {
  const said = new TextDecoder().decode(parts.get(MIMETYPE)?.subarray(0, 200)).trim();
  if (!TEXTS.includes(said)) return "another-format";
  if (names.some((name) => name === "[content_types].xml" || name === "meta-inf/manifest.mf")) return "hidden-file";
  const manifest = parts.get(MANIFEST);
  const elements = manifest ? readElements(manifest) : null;
  if (!elements) return "damaged";
  if (elements.some(({ name }) => name === "encryption-data")) return "password";
  const files = elements.filter(({ name }) => name === "file-entry").map(({ attributes }) => attributes);
  const named = [...names, ...files.map((file) => (file["full-path"] ?? "").toLowerCase())];
  if (named.some((name) => /^\/?(?:basic|scripts|dialogs)\//.test(name))) return "macros";
  const types = files.map((file) => (file["media-type"] ?? "").toLowerCase());
  if (types.some((type) => type.includes("oleobject") || type.includes("x-java"))) return "embedded-object";
  const [whole] = files.filter((file) => file["full-path"] === "/").map((file) => file["media-type"] ?? said);
  if (whole !== undefined && whole !== said) return "another-format";
  return names.includes("content.xml") ? null : "another-format";
}
