import { DEEPEST_HTML, readHtml } from "#app/domain/text/read-html.ts";
import type { SaidPosting } from "./posting-shape.ts";

/** The longest text that is read, in characters. Twenty times what is kept of a description. */
const LONGEST_TEXT = 200_000;

/**
 * Why a posting is not read at all: one of its texts is too long, or has elements too deep within each other. This is
 * told before any text is reduced, in time that grows with the length of the texts.
 * @returns a French sentence, or null when every text is within bounds
 */
export function boundsFault(said: SaidPosting): string | null {
  for (const [field, text] of textsOf(said)) {
    if (text.length > LONGEST_TEXT) return `Le champ ${field} dépasse ${LONGEST_TEXT / 1000}\u00a0ko.`;
    if (isTooDeep(text)) return `Le champ ${field} a plus de ${DEEPEST_HTML} balises l’une dans l’autre.`;
  }
  return null;
}

/** Every text of a posting with the name of its field, those of its lists too. */
function textsOf(said: SaidPosting): [field: string, text: string][] {
  const { contacts, domains, ...fields } = said;
  const values: [string, unknown][] = [
    ...Object.entries(fields),
    ...(domains ?? []).map((domain): [string, unknown] => ["domains", domain]),
    ...(contacts ?? []).flatMap((contact) =>
      Object.entries(contact).map(([field, text]): [string, unknown] => [`contacts.${field}`, text]),
    ),
  ];
  return values.flatMap(([field, text]) => (typeof text === "string" ? [[field, text]] : []));
}

/** A text of fewer than a hundred signs « < » cannot be: only others are parsed for it. */
function isTooDeep(text: string): boolean {
  return text.split("<", DEEPEST_HTML + 1).length > DEEPEST_HTML && !readHtml(text, {});
}
