import { readElements, type XmlElement } from "./xml-elements.ts";

/** What a Word document or an OpenDocument text may hold that acts by itself, or brings something in. */
export type OfficeRefusal =
  | "macros"
  | "embedded-object"
  | "outside-content"
  | "unsafe-link"
  | "password"
  | "another-format"
  | "hidden-file"
  | "damaged";

/** A package: its files' names, and the content of those that `isReadInDocx` names. */
export type Package = { names: string[]; parts: Map<string, Uint8Array> };

const CONTENT_TYPES = "[content_types].xml";

/** Whether a file of the package says what the others are. @param name in small letters */
export function isReadInDocx(name: string): boolean {
  return name === CONTENT_TYPES || name.endsWith(".rels");
}

/**
 * Judges a Word document (ECMA-376, Open Packaging Conventions) by the names of its files, by their declared types and
 * by their relations, never by its text.
 * @returns why it is refused, or null
 */
export function judgeDocx({ names, parts }: Package): OfficeRefusal | null {
  const types = elementsOf(parts, CONTENT_TYPES);
  if (!types) return parts.has(CONTENT_TYPES) ? "damaged" : "another-format";
  const relations = [...parts].filter(([name]) => name.endsWith(".rels")).map(([name]) => elementsOf(parts, name));
  if (relations.includes(null)) return "damaged";
  const all = relations.flatMap((each) => each ?? []).filter(({ name }) => name === "Relationship");
  return (
    judgeNames(names) ??
    judgeTypes(types) ??
    first(all.map(judgeRelation)) ??
    (isDocument(types, elementsOf(parts, "_rels/.rels") ?? [], names) ? null : "another-format")
  );
}

/** Names that Word gives to macros, controls and embedded files. Printers' settings are the one honest `.bin`. */
function judgeNames(names: string[]): OfficeRefusal | null {
  const settings = /^word\/printersettings\/[^/]+\.bin$/;
  if (names.some((name) => /(?:^|\/)vba(?:project|data)[^/]*$/.test(name))) return "macros";
  if (names.some((name) => /(?:^|\/)(?:activex|embeddings)\//.test(name))) return "embedded-object";
  if (names.some((name) => name.endsWith(".bin") && !settings.test(name))) return "embedded-object";
  return names.some((name) => name === "mimetype" || name.startsWith("meta-inf/")) ? "hidden-file" : null;
}

function judgeTypes(types: XmlElement[]): OfficeRefusal | null {
  const said = types.map(({ attributes }) => (attributes.ContentType ?? "").toLowerCase());
  if (said.some((type) => /macroenabled|vbaproject|vbadata/.test(type))) return "macros";
  return said.some((type) => /oleobject|activex/.test(type)) ? "embedded-object" : null;
}

/** Whether the package's main file is a Word document, and is there. */
function isDocument(types: XmlElement[], root: XmlElement[], names: string[]): boolean {
  const main = root.filter(({ attributes }) => typeOf(attributes.Type) === "officedocument");
  const [target = ""] = main.map(({ attributes }) => (attributes.Target ?? "").replace(/^\//, "").toLowerCase());
  if (main.length !== 1 || !names.includes(target)) return false;
  const declared = types.filter(({ attributes }) => (attributes.PartName ?? "").toLowerCase() === `/${target}`);
  const byDefault = types.filter(({ attributes }) => attributes.Extension?.toLowerCase() === target.split(".").pop());
  const [type] = declared.length > 0 ? declared : byDefault;
  return type?.attributes.ContentType?.trim().toLowerCase() === DOCUMENT;
}

const DOCUMENT = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml";

/** `…/relationships/attachedTemplate`, of whichever edition of the standard, as `attachedtemplate`. */
function typeOf(type = ""): string {
  return (type.split("/").pop() ?? "").trim().toLowerCase();
}

/** Brings in what is elsewhere when the document is opened, unless it is a link that somebody has to follow. */
function judgeRelation({ attributes }: XmlElement): OfficeRefusal | null {
  const type = typeOf(attributes.Type);
  const target = (attributes.Target ?? "").trim();
  if (/^(?:vbaproject|wordvbadata)$/.test(type)) return "macros";
  if (/^(?:oleobject|package|control|activexcontrol(?:binary)?)$/.test(type)) return "embedded-object";
  if ((attributes.TargetMode ?? "").trim().toLowerCase() !== "external") {
    return /^[a-z][a-z0-9+.-]+:|^[\\/]{2}/i.test(target) && type !== "hyperlink" ? "outside-content" : null;
  }
  if (type === "hyperlink") return isUnsafe(target) ? "unsafe-link" : null;
  // Word notes the path of the template that a document was made from: on this very computer it brings nothing in.
  return type === "attachedtemplate" && HERE.test(target) ? null : "outside-content";
}

const HERE = /^(?:file:\/\/\/)?(?:[a-z]:[\\/]|\/?Users\/)(?!.*(?:\\\\|\.\.))/i;

/** Schemes that run something rather than show a page. Signs that a reader drops do not hide them. */
function isUnsafe(target: string): boolean {
  const [, scheme = ""] = /^([^:/?#]*):/.exec(target.replace(/[\s\p{Cc}\p{Cf}]/gu, "")) ?? [];
  return /^(?:javascript|vbscript|data|mhtml|shell|search|search-ms|ms-.*|jar|res|wscript|ldap)$/i.test(scheme);
}

function elementsOf(parts: Map<string, Uint8Array>, name: string): XmlElement[] | null {
  const part = parts.get(name);
  return part ? readElements(part) : null;
}

function first<T>(values: (T | null)[]): T | null {
  return values.find((value) => value !== null) ?? null;
}
