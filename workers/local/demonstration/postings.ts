import { FRANCE, type OfferType, regionOf } from "#app/domain/nomenclature.ts";
import type { OfferPlace } from "#app/domain/offers/offer.ts";
import type { Posting } from "#app/domain/offers/posting.ts";
import { contactsOf } from "./contacts.ts";
import { datesOf, durationOf } from "./dates.ts";
import { nameAt } from "./employers/employer.ts";
import { type Facts, factsOf } from "./facts.ts";
import {
  type Hiring,
  type HiringAbroad,
  hasOtherSites,
  hiringAbroad,
  hiringFor,
  hiringIn,
  PROFILES,
} from "./hiring.ts";
import { DEPARTMENT_CODES, type Place, writtenCity } from "./places/place.ts";
import { METROPOLITAN_PREFECTURES } from "./places/seats.ts";
import { type Drawer, drawer } from "./random.ts";
import { textsOf } from "./texts/texts.ts";
import type { Profile, Trade } from "./trades/profile.ts";

/** With this one, something answers every judged query that names a place (test/fixtures/relevance/judgements.json). */
const SEED = 600_000;
const OFFERS_EACH_TITLE = 2;
const OFFERS_EACH_DEPARTMENT = 2;

/** An offer as an employer publishes it, with what it says of its conditions. */
export type DemonstrationPosting = Posting & Facts & { publishedAt: string };

/**
 * Offers that look like real ones, for a catalogue that has none: always the same, dated from `today` so that they are
 * never stale. Employers hire where they are; every person, address and number in the offers is invented.
 * @param today `YYYY-MM-DD`
 */
export function demonstrationPostings(today: string): DemonstrationPosting[] {
  const offers = [...ofEachTitle(), ...ofEachDepartment(), ...ofEachRegion(), ...abroad()];
  return drawer(SEED)
    .some(offers, offers.length)
    .flatMap(({ places, ...offer }, index) => {
      const dates = datesOf(offer.type, index, today, drawer(SEED + 40_000 + index));
      return places.map((place) => ({ ...offer, ...place, ...dates }));
    })
    .map((posting, number) => ({ reference: reference(posting, number), ...posting }));
}

/** What an offer says wherever it is published. */
type Undated = Omit<Posting, "reference" | "publishedAt" | "updatedAt" | "startsOn" | "expiresOn" | keyof OfferPlace> &
  Facts & { places: OfferPlace[] };

/** Some for each way to write the title of each trade, at an employer's that hires for it. */
function ofEachTitle(): Undated[] {
  const titles = PROFILES.flatMap((profile) => profile.titles.map((title) => ({ profile, title })));
  return Array.from({ length: OFFERS_EACH_TITLE * titles.length }, (_, index) => {
    const draw = drawer(SEED + 10_000 + index);
    const { profile, title } = titles[index % titles.length] as (typeof titles)[number];
    return inFrance(hiringFor(profile, draw), title, draw);
  });
}

/** Some in each département, at an employer's that is there. */
function ofEachDepartment(): Undated[] {
  const codes = Array.from({ length: OFFERS_EACH_DEPARTMENT }, () => DEPARTMENT_CODES).flat();
  return codes.flatMap((code, index) => {
    const draw = drawer(SEED + 20_000 + index);
    return offersOf(
      hiringIn(({ department }) => department === code, draw),
      draw,
    );
  });
}

/** What people look for first, in each région of the mainland and Corsica where somebody hires for it. */
function ofEachRegion(): Undated[] {
  const regions = [...new Set(METROPOLITAN_PREFECTURES.map(({ department }) => regionOf(department)))];
  const sought = regions.flatMap((region) => SOUGHT.map((trade) => ({ region, trade })));
  return sought.flatMap(({ region, trade }, index) => {
    const draw = drawer(SEED + 50_000 + index);
    return offersOf(
      hiringIn(({ department }) => regionOf(department) === region, draw, trade),
      draw,
    );
  });
}

const SOUGHT: Trade[] = [
  "digital",
  "it-support",
  "cyber",
  "hr",
  "law",
  "accounting",
  "communication",
  "archives",
  "gardening",
  "kitchen",
  "mapping",
  "farming",
];

function offersOf(hiring: Hiring | null, draw: Drawer): Undated[] {
  return hiring ? [inFrance(hiring, draw.pick(hiring.profile.titles), draw)] : [];
}

function abroad(): Undated[] {
  return hiringAbroad(drawer(SEED + 1)).map((hiring, index) => {
    const draw = drawer(SEED + 30_000 + index);
    return atPost(hiring, draw.pick(hiring.profile.titles), draw);
  });
}

function inFrance({ profile, administration, employer, places }: Hiring, title: string, draw: Drawer): Undated {
  const [place, ...others] = places as [Place, ...Place[]];
  const only = others.length === 0 ? place : null;
  const service = draw.pick(profile.services);
  const isOfSite = only !== null && hasOtherSites(employer, only) && draw.chance(0.3);
  return undated({
    profile,
    title,
    administration,
    employer: { name: nameAt(employer, place), about: employer.about },
    service: isOfSite ? `${service}, site ${place.ofCity}` : service,
    city: only?.city ?? null,
    places: places.map((each) => ({
      country: FRANCE,
      region: null,
      department: each.department,
      city: writtenCity(each, draw),
    })),
    draw,
  });
}

function atPost({ profile, administration, post }: HiringAbroad, title: string, draw: Drawer): Undated {
  return undated({
    profile,
    title,
    administration,
    employer: { name: post.employer },
    service: draw.pick(profile.services),
    city: post.city,
    places: [{ country: post.country, region: null, department: null, city: post.city }],
    draw,
  });
}

type Told = Pick<Hiring, "profile" | "administration"> & {
  title: string;
  employer: { name: string; about?: string | undefined };
  service: string;
  /** Null when the same offer is at several places: its texts name none of them. */
  city: string | null;
  places: OfferPlace[];
  draw: Drawer;
};

function undated({ profile, title, administration, employer, service, city, places, draw }: Told): Undated {
  const type = typeOf(profile, title, draw);
  const level = draw.chance(0.06) ? null : draw.pick(profile.levels);
  const [main = "DIR", ...others] = profile.domains;
  const facts = factsOf(profile.setting, type, level, draw);
  return {
    type,
    title,
    administration: administration.label,
    employer: employer.name,
    service: draw.chance(0.94) ? service : null,
    level,
    domains: draw.chance(0.5) ? [main] : [main, ...others],
    places,
    ...facts,
    ...textsOf({ profile, type, about: administration.about, employerAbout: employer.about, city, facts }, draw),
    ...durationOf(type, level, draw),
    contacts: contactsOf(administration.domain, type, draw),
  };
}

/** A title that speaks of a stage is not given to an apprenticeship, nor the reverse. */
function typeOf({ types }: Profile, title: string, draw: Drawer): OfferType {
  const fitting = types.filter((type) => !(type === "stage" ? /apprenti/i : /stage|stagiaire/i).test(title));
  return draw.chance(0.6) ? (fitting[0] ?? "stage") : (fitting.at(-1) ?? "stage");
}

function reference({ type, publishedAt }: Pick<DemonstrationPosting, "type" | "publishedAt">, number: number): string {
  return `${type === "stage" ? "S" : "A"}-${publishedAt.slice(0, 4)}-${String(200_000 + number * 13)}`;
}
