import { COUNTRIES, DEPARTMENTS, FRANCE, REGIONS, regionOf } from "#app/domain/nomenclature.ts";
import { cutAtWord } from "#app/domain/text/plain-text.ts";
import type { OfferPlace } from "./offer.ts";
import type { Doubt, SaidPosting } from "./posting-shape.ts";

/**
 * The country and, in France, the département and the région of a posting. The région follows from the département; the
 * one that the publisher gave counts only when there is no département.
 */
export function checkPlace(said: SaidPosting, doubt: Doubt): Omit<OfferPlace, "city"> {
  const country = (said.country ?? "").trim().toUpperCase() || FRANCE;
  if (country !== FRANCE && COUNTRIES.some(({ code }) => code === country)) {
    if (said.department || said.region) doubt("Un poste à l’étranger n’a ni région ni département : ils sont ignorés.");
    return { country, region: null, department: null };
  }
  if (country !== FRANCE) doubt(`Le pays « ${cutAtWord(country, 40)} » est inconnu : la France est supposée.`);
  const { department, region } = departmentOf(said.department ?? "", doubt);
  const own = (said.region ?? "").trim();
  const known = REGIONS.some(({ code }) => code === own) ? own : null;
  if (own && !known) doubt(`La région « ${cutAtWord(own, 40)} » est inconnue.`);
  return { country: FRANCE, department, region: region ?? known };
}

/** `6` means `06` and `2a` means `2A`. `20` was Corsica before 1976: its région is known, its département is not. */
function departmentOf(said: string, doubt: Doubt): { department: string | null; region: string | null } {
  const code = said
    .trim()
    .toUpperCase()
    .replace(/^(\d)$/, "0$1");
  if (code === "") return { department: null, region: null };
  if (DEPARTMENTS.some((department) => department.code === code)) return { department: code, region: regionOf(code) };
  if (code === "20") {
    doubt("Le département 20 est la Corse, sans dire laquelle : la région seule est retenue.");
    return { department: null, region: "94" };
  }
  doubt(`Le département « ${cutAtWord(code, 40)} » est inconnu.`);
  return { department: null, region: null };
}
