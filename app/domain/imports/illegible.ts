import type { CheckedPosting } from "#app/domain/offers/posting.ts";
import type { Encoding } from "./encoding.ts";
import { type Read, readOf } from "./feed-reader.ts";

/** What stands for bytes that are not of the encoding of the file. */
const ILLEGIBLE = /\uFFFD/g;
/** So many characters may be lost in the texts of an offer: of a text in the wrong encoding every accent is. */
const MOST_ILLEGIBLE = 3;

/**
 * An offer as it was checked, unless bytes of it were not of the encoding of its file: a few in its texts give a doubt; more
 * than that, or one in what lists show, put it into quarantine.
 * @param source its whole source text
 * @param place where it stands in the file, « L’offre de la ligne 12 »
 */
export function checkLegible(
  checked: CheckedPosting,
  source: string,
  place: string,
  encoding: Encoding,
): Read & { legible: boolean } {
  const lost = source.match(ILLEGIBLE)?.length ?? 0;
  if (lost === 0 || !checked.ok) return { ...readOf(checked, source), legible: true };
  const { reference, title, administration, employer, service, city } = checked.posting;
  const isShown = [title, administration, employer, service, city].some((text) => text?.includes("\uFFFD"));
  if (lost <= MOST_ILLEGIBLE && !isShown) {
    const doubt = `Des caractères des textes sont illisibles (« \uFFFD »)\u00a0: ils ne sont pas de l’${nameOf(encoding)}.`;
    return { ...checked, doubts: [...checked.doubts, doubt], legible: true };
  }
  const why = encoding.isDeclared ? ", que le fichier déclare" : ", et le fichier ne déclare pas d’autre encodage";
  const reason = `${place} a des caractères illisibles\u00a0: ils ne sont pas de l’${nameOf(encoding)}${why}.`;
  return { ...readOf({ ok: false, reference, reason }, source), legible: false };
}

/** « encodage windows-1252 » */
function nameOf({ label }: Encoding): string {
  return `encodage ${label === "utf-8" ? "UTF-8" : label}`;
}
