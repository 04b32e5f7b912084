import { namesUnder, type PdfDictionary, type PdfValue } from "./pdf-object.ts";

/** What a PDF may hold that acts by itself, or carries another file. */
export type PdfDanger =
  | "password"
  | "script"
  | "launch"
  | "opening-action"
  | "attachment"
  | "media"
  | "form"
  | "sending";

/** Dictionaries whose keys are names that the producer made up: `/AA` may be a font there. */
const NAMED_BY_PRODUCER = new Set([
  ...["Font", "XObject", "ExtGState", "ColorSpace", "Pattern", "Shading", "Properties", "CharProcs"],
  ...["RoleMap", "ClassMap", "Dests", "Colorants"],
]);

/** Keys that mean one thing wherever they stand. */
const KEYS: Record<string, PdfDanger> = {
  JavaScript: "script",
  RichMediaContent: "media",
  RichMediaSettings: "media",
  EmbeddedFile: "attachment",
  EmbeddedFiles: "attachment",
  XFA: "form",
};

/** Short keys that producers also make up: they count unless the dictionary is plainly one of resources. */
const SHORT_KEYS: Record<string, PdfDanger> = { JS: "script", AA: "script", EF: "attachment" };

/** Names that mean one thing, whichever key they stand under. */
const VALUES: Record<string, PdfDanger> = {
  JavaScript: "script",
  Launch: "launch",
  ImportData: "sending",
  SubmitForm: "sending",
  RichMedia: "media",
  RichMediaExecute: "media",
  EmbeddedFile: "attachment",
  FileAttachment: "attachment",
  GoToE: "attachment",
};

/** A font may be called anything. */
const FONT_NAMES = new Set(["BaseFont", "FontName"]);

/** The types of actions (ISO 32000-2, table 201) that do more than show a page. */
const ACTIONS = new Set([
  ...["GoToR", "GoToE", "GoToDp", "Launch", "Thread", "URI", "Sound", "Movie", "Hide", "Named", "SubmitForm"],
  ...["ResetForm", "ImportData", "SetOCGState", "Rendition", "Trans", "GoTo3DView", "JavaScript", "RichMediaExecute"],
]);

/** What a page, a field, the catalogue or a file specification holds beside `/AA` or `/EF`, and a map of resources never. */
const STRUCTURE = new Set([
  "Type",
  "Subtype",
  "Pages",
  "Contents",
  "Parent",
  "Kids",
  "FT",
  "T",
  "Rect",
  "F",
  "UF",
  "S",
]);

/** What one dictionary holds of dangers, judged alone. */
export function dangersOf(dictionary: PdfDictionary): PdfDanger[] {
  const byProducer = dictionary.under !== null && NAMED_BY_PRODUCER.has(dictionary.under);
  const resources = byProducer || isMapOfReferences(dictionary);
  return dictionary.entries.flatMap(([key, value]) => {
    const danger =
      (byProducer ? null : own(KEYS, key)) ??
      (resources ? null : own(SHORT_KEYS, key)) ??
      (value.kind === "name" && !FONT_NAMES.has(key) ? own(VALUES, value.text) : null);
    if (danger) return [danger];
    return key === "Encrypt" && value.kind !== "null" && !byProducer ? ["password"] : [];
  });
}

/** A name that stands as an object of its own, for an action to refer to. */
export function dangerOfName(text: string): PdfDanger | null {
  return own(VALUES, text);
}

/** Whether it is an action that does more than show a page of the document. */
export function isAction(dictionary: PdfDictionary): boolean {
  return namesUnder(dictionary, "S").some((type) => ACTIONS.has(type));
}

/** What the catalogue opens the document with: the numbers of the objects to look at, or an action itself. */
export function openingActions({ entries }: PdfDictionary): { action: boolean; references: number[] } {
  const values = entries.flatMap(([key, value]): PdfValue[] => (key === "OpenAction" ? [value] : []));
  return {
    action: values.some((value) => value.kind === "dictionary" && isAction(value.dictionary)),
    references: values.flatMap((value) => (value.kind === "reference" ? [value.to] : [])),
  };
}

function isMapOfReferences({ entries }: PdfDictionary): boolean {
  return entries.every(([key, value]) => value.kind === "reference" && !STRUCTURE.has(key));
}

function own(table: Record<string, PdfDanger>, name: string): PdfDanger | null {
  return Object.hasOwn(table, name) ? (table[name] ?? null) : null;
}
