import * as v from "valibot";
import { labelOf } from "#app/domain/nomenclature.ts";
import type { Offer } from "#app/domain/offers/offer.ts";

const Coded = v.object({ code: v.string(), label: v.string() });
const day = v.pipe(v.string(), v.isoDate());
const instant = v.pipe(v.string(), v.isoTimestamp());
const text = v.nullable(v.string());

/** An offer as the public API gives it: `null` is what the employer did not say. */
export const ApiOfferSchema = v.object({
  reference: v.pipe(v.string(), v.description("La référence de l’employeur, unique.")),
  url: v.pipe(v.string(), v.url(), v.description("La page de l’offre.")),
  type: Coded,
  title: v.string(),
  administration: v.nullable(v.object({ slug: v.string(), label: v.string() })),
  employer: text,
  service: text,
  level: v.nullable(Coded),
  domains: v.array(Coded),
  city: text,
  department: v.nullable(Coded),
  region: v.nullable(Coded),
  country: Coded,
  description: v.pipe(
    text,
    v.description("HTML réduit à des paragraphes, listes, emphases et liens, comme les trois suivants."),
  ),
  profile: text,
  employerDescription: text,
  more: text,
  startsOn: v.nullable(day),
  durationMinMonths: v.nullable(v.number()),
  durationMaxMonths: v.nullable(v.number()),
  telework: v.pipe(v.nullable(v.boolean()), v.description("Si le télétravail est possible.")),
  disabilityFriendly: v.pipe(
    v.nullable(v.boolean()),
    v.description("Si l’offre est dite ouverte aux personnes en situation de handicap (RQTH)."),
  ),
  pay: v.pipe(text, v.description("La rémunération, en une ligne de texte.")),
  contacts: v.array(
    v.object({
      name: v.optional(v.string()),
      email: v.optional(v.string()),
      phone: v.optional(v.string()),
      url: v.optional(v.string()),
    }),
  ),
  publishedAt: instant,
  updatedAt: instant,
  expiresOn: v.pipe(v.nullable(day), v.description("Le dernier jour pour candidater, à Paris.")),
});

/** A page of the offers that answer a search. */
export const ApiPageSchema = v.object({
  total: v.object({
    count: v.pipe(v.number(), v.integer()),
    exact: v.pipe(v.boolean(), v.description("Faux au-delà de 10 000 : il y en a davantage.")),
  }),
  page: v.pipe(v.number(), v.integer()),
  pages: v.pipe(v.number(), v.integer()),
  ignored: v.pipe(
    v.array(v.object({ parameter: v.string(), value: v.string(), reason: v.string() })),
    v.description("Ce qui n’a pas été compris de l’adresse."),
  ),
  offers: v.array(ApiOfferSchema),
});

/** A refusal, in French (RFC 9457). */
export const ProblemSchema = v.object({
  title: v.string(),
  status: v.pipe(v.number(), v.integer()),
  detail: v.string(),
  errors: v.optional(v.array(v.string())),
});

export type ApiOffer = v.InferOutput<typeof ApiOfferSchema>;

/** @param url the page of the offer, absolute */
export function toApiOffer(offer: Offer, url: string): ApiOffer {
  const coded = (nomenclature: Parameters<typeof labelOf>[0], code: string) => ({
    code,
    label: labelOf(nomenclature, code) ?? code,
  });
  const { reference, type, title, administration, employer, service, level, domains, city } = offer;
  const { description, profile, employerDescription, more, contacts, startsOn, expiresOn } = offer;
  const { durationMinMonths, durationMaxMonths, telework, disabilityFriendly, pay, publishedAt, updatedAt } = offer;
  return {
    reference,
    url,
    type: coded("type", type),
    title,
    administration,
    employer,
    service,
    level: level === null ? null : coded("level", String(level)),
    domains: domains.map((code) => coded("domain", code)),
    city,
    department: offer.department === null ? null : coded("department", offer.department),
    region: offer.region === null ? null : coded("region", offer.region),
    country: coded("country", offer.country),
    description,
    profile,
    employerDescription,
    more,
    startsOn,
    durationMinMonths,
    durationMaxMonths,
    telework,
    disabilityFriendly,
    pay,
    contacts,
    publishedAt,
    updatedAt,
    expiresOn,
  };
}
