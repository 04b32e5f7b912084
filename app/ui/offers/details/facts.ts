import { dayOf, formatDay, formatDuration, formatTown } from "#app/domain/format.ts";
import { FRANCE, labelOf } from "#app/domain/nomenclature.ts";
import type { Offer } from "#app/domain/offers/offer.ts";

/** A fact of an offer: its name in the table, its name in the sentence of what was not said, and what was said. */
type Fact = { name: string; unsaid: string; value: string | null };

/** What the employer said in brief, in the order of the page. */
export function briefFacts(offer: Offer): { name: string; value: string }[] {
  return allFacts(offer).flatMap(({ name, value }) => (value ? [{ name, value }] : []));
}

/** « L’employeur n’a pas précisé : la durée et la rémunération. », for everything at once; null when all was said. */
export function unsaidFacts(offer: Offer): string | null {
  const { description, profile, employerDescription, telework, disabilityFriendly, pay } = offer;
  const unsaid = [
    description === null && "le contenu du poste",
    profile === null && "le profil recherché",
    employerDescription === null && "la présentation de l’employeur",
    ...allFacts(offer).map(({ unsaid, value }) => !value && unsaid),
    telework === null && "le télétravail",
    disabilityFriendly === null && "l’accueil des personnes en situation de handicap",
    pay === null && "la rémunération",
  ].filter((name) => name !== false);
  return unsaid.length > 0 ? `L’employeur n’a pas précisé\u00a0: ${list.format(unsaid)}.` : null;
}

const list = new Intl.ListFormat("fr-FR");

function allFacts(offer: Offer): Fact[] {
  const { type, level, region, department, country, city, startsOn, expiresOn } = offer;
  const fact = (name: string, unsaid: string, value: string | null): Fact => ({ name, unsaid, value });
  const inFrance = [
    fact("Département", "le département", department && `${labelOf("department", department)} (${department})`),
    fact("Région", "la région", region && labelOf("region", region)),
  ];
  const domains = offer.domains.map((code) => labelOf("domain", code) ?? code).join(", ");
  const duration = formatDuration(offer.durationMinMonths, offer.durationMaxMonths);
  return [
    fact("Référence", "la référence", offer.reference),
    fact("Type de contrat", "le type de contrat", labelOf("type", type)),
    fact("Niveau de diplôme", "le niveau de diplôme", level === null ? null : labelOf("level", String(level))),
    fact("Domaine d’activité", "le domaine d’activité", domains),
    fact("Administration", "l’administration", offer.administration?.label ?? null),
    fact("Employeur", "le nom de l’employeur", offer.employer),
    fact("Service", "le service", offer.service),
    fact("Ville", "la ville", city && formatTown(city)),
    ...(country === FRANCE ? inFrance : []),
    fact("Pays", "le pays", labelOf("country", country)),
    fact("Début", "le début", startsOn && formatDay(startsOn)),
    fact("Durée", "la durée", duration),
    fact("Publication", "la publication", formatDay(dayOf(offer.publishedAt))),
    fact("Date limite de candidature", "la date limite de candidature", expiresOn && formatDay(expiresOn)),
  ];
}
