import { COUNTRIES, DEPARTMENTS, FRANCE, REGIONS, regionOf } from "#app/domain/nomenclature.ts";
import { departmentNamed, readPlace } from "#app/domain/places/read-place.ts";
import { cutAtWord } from "#app/domain/text/plain-text.ts";
import type { OfferPlace } from "./offer.ts";
import type { Doubt, SaidPosting } from "./posting-shape.ts";

/**
 * The country and, in France, the town, the département and the région of a posting. A town is read with its codes
 * (« LYON CEDEX 03 » is Lyon, in the Rhône). The région follows from the département; the one that the publisher gave
 * counts only when there is no département.
 * @param city the town as the publisher wrote it, on one line
 */
export function checkPlace(said: SaidPosting, city: string | null, doubt: Doubt): OfferPlace {
  const country = (said.country ?? "").trim().toUpperCase() || FRANCE;
  if (COUNTRIES.some(({ code }) => code === country)) {
    if (said.department || said.region) doubt("Un poste à l’étranger n’a ni région ni département : ils sont ignorés.");
    return { country, region: null, department: null, city };
  }
  if (country !== FRANCE) doubt(`Le pays « ${cutAtWord(country, 40)} » est inconnu : la France est supposée.`);
  const { department, region } = departmentOf(said.department ?? "", doubt);
  const own = (said.region ?? "").trim();
  const known = REGIONS.some(({ code }) => code === own) ? own : null;
  if (own && !known) doubt(`La région « ${cutAtWord(own, 40)} » est inconnue.`);
  return { country: FRANCE, ...checkTown(city, { department, region: region ?? known }, doubt) };
}

/** The town, with the département and the région that it is in where the publisher did not give them. */
function checkTown(
  city: string | null,
  given: Pick<OfferPlace, "department" | "region">,
  doubt: Doubt,
): Omit<OfferPlace, "country"> {
  if (city === null) return { ...given, city };
  const place = readPlace(city, given);
  switch (place.kind) {
    case "commune": {
      const { name, department } = place.commune;
      return { city: place.isWhole ? name : city, department, region: regionOf(department) };
    }
    case "department":
      if (given.department !== null && given.department !== place.code) return { ...given, city };
      return { city: null, department: place.code, region: regionOf(place.code) };
    case "region":
      return { ...given, region: given.region ?? place.code, city: null };
    case "nowhere":
      return { ...given, city: null };
    case "ambiguous": {
      const places = place.communes.map(({ department }) => department).join(", ");
      doubt(`La ville « ${cutAtWord(city, 40)} » existe dans plusieurs départements (${places}) : précisez lequel.`);
      return { ...given, city };
    }
    case "unknown":
      doubt(`La ville « ${cutAtWord(city, 40)} » n’est pas connue${given.department ? " dans ce département" : ""}.`);
      return { ...given, city };
  }
}

/** `6` means `06`, `2a` means `2A`, and « Rhône » is `69`. `20` was Corsica before 1976: its région is known, its département is not. */
function departmentOf(said: string, doubt: Doubt): { department: string | null; region: string | null } {
  const written = said.trim();
  const code = departmentNamed(written) ?? written.toUpperCase().replace(/^(\d)$/, "0$1");
  if (code === "") return { department: null, region: null };
  if (DEPARTMENTS.some((department) => department.code === code)) return { department: code, region: regionOf(code) };
  if (code === "20") {
    doubt("Le département 20 est la Corse, sans dire laquelle : la région seule est retenue.");
    return { department: null, region: "94" };
  }
  doubt(`Le département « ${cutAtWord(code, 40)} » est inconnu.`);
  return { department: null, region: null };
}
