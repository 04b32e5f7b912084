import { FRANCE, labelOf } from "#app/domain/nomenclature.ts";
import type { Posting } from "#app/domain/offers/posting.ts";
import { ADMINISTRATIONS, type Administration } from "./administrations.ts";
import { contactsOf } from "./contacts.ts";
import { OFFICE } from "./office.ts";
import { POSTS_ABROAD, TOWNS } from "./places.ts";
import type { Profile } from "./profile.ts";
import { type Drawer, drawer } from "./random.ts";
import { SCIENCE } from "./science.ts";
import { ABROAD, SOCIETY } from "./society.ts";
import { serviceOf, textsOf } from "./texts.ts";

const IN_FRANCE = 620;
const POSTS_EACH_COUNTRY = 3;
const CLONE_GROUPS = 14;
const DAY_MS = 86_400_000;

const PROFILES: Profile[] = [...OFFICE, ...SCIENCE, ...SOCIETY];

type Place = Pick<Posting, "country" | "department" | "city"> & { employer: string };

/**
 * Offers that look like real ones, for a catalogue that has none: always the same, dated from `today` so that they are
 * never stale. Every administration, person, address and number in them is invented.
 * @param today `YYYY-MM-DD`
 */
export function demonstrationPostings(today: string): DatedPosting[] {
  const made = [...offersInFrance(), ...offersAbroad()];
  const clones = made.slice(0, CLONE_GROUPS).flatMap(cloned);
  return [...made, ...clones].map((offer, index) => dated(offer, index, today));
}

type DatedPosting = Posting & { publishedAt: string };

/** An offer before it is given its reference and its dates. */
type Undated = Omit<Posting, "reference" | "publishedAt" | "updatedAt" | "startsOn" | "expiresOn">;

function offersInFrance(): Undated[] {
  return Array.from({ length: IN_FRANCE }, (_, index) => {
    const draw = drawer(1000 + index);
    const profile = PROFILES[index % PROFILES.length] as Profile;
    const administration = administrationOf(profile, draw);
    // Every département in turn, and the larger towns more often.
    const place = index % 3 === 0 ? draw.pick(LARGE) : (TOWNS[(index * 7) % TOWNS.length] as (typeof TOWNS)[number]);
    const [department, ...towns] = place;
    const employer = `${draw.pick(administration.entities)} – ${labelOf("department", department)}`;
    return undated(profile, administration, { country: FRANCE, department, city: draw.pick(towns), employer }, draw);
  });
}

const LARGE = TOWNS.filter(([, ...towns]) => towns.length > 1);

function offersAbroad(): Undated[] {
  return POSTS_ABROAD.flatMap(([country, city, employer], index) =>
    Array.from({ length: POSTS_EACH_COUNTRY }, (_, each) => {
      const draw = drawer(5000 + index * POSTS_EACH_COUNTRY + each);
      const profile = ABROAD[(index + each) % ABROAD.length] as Profile;
      return undated(profile, administrationOf(profile, draw), { country, department: null, city, employer }, draw);
    }),
  );
}

/** The same offer in other places, as administrations publish it. */
function cloned(offer: Undated, group: number): Undated[] {
  return Array.from({ length: 1 + (group % 4) }, (_, each) => {
    const [department, city = ""] = TOWNS[(group * 11 + each * 17 + 5) % TOWNS.length] as (typeof TOWNS)[number];
    return { ...offer, department, city };
  });
}

function administrationOf({ administrations }: Profile, draw: Drawer): Administration {
  const code = draw.pick(administrations);
  const found = ADMINISTRATIONS.find((administration) => administration.code === code);
  if (!found) throw new Error(`No administration ${code}`);
  return found;
}

function undated(profile: Profile, administration: Administration, place: Place, draw: Drawer): Undated {
  const wanted = draw.chance(0.45) ? "apprentissage" : "stage";
  const type = profile.types.includes(wanted) ? wanted : (profile.types[0] ?? "stage");
  const [main = "DIR", ...others] = profile.domains;
  const months = type === "stage" ? 2 + draw.below(5) : 12 * (1 + draw.below(3));
  const duration = draw.below(10);
  return {
    type,
    title: titleOf(profile, type, draw),
    administration: administration.label,
    service: serviceOf(profile, draw),
    level: draw.chance(0.06) ? null : draw.pick(profile.levels),
    domains: draw.chance(0.5) ? [main] : [main, ...others],
    region: null,
    ...place,
    ...textsOf(profile, administration, type, draw),
    durationMinMonths: duration === 0 ? null : months,
    durationMaxMonths: duration < 2 ? null : duration < 6 ? months : months + (type === "stage" ? 2 : 12),
    contacts: contactsOf(administration.domain, draw),
  };
}

/** A title that speaks of a stage is not given to an apprenticeship, nor the reverse. */
function titleOf({ titles }: Profile, type: Posting["type"], draw: Drawer): string {
  const other = type === "stage" ? /apprenti/i : /stage|stagiaire/i;
  const fitting = titles.filter((title) => !other.test(title));
  return draw.pick(fitting.length > 0 ? fitting : titles);
}

function dated(offer: Undated, index: number, today: string): DatedPosting {
  const draw = drawer(9000 + index);
  const midnight = Date.parse(`${today}T00:00:00Z`);
  // Two months and a half, most of it recent; those of today were published in the night.
  const age = index % 40 === 0 ? 0 : Math.floor((75 * ((index * 37) % 100) ** 2) / 10_000);
  const minute = age === 0 ? draw.below(330) : 300 + draw.below(900);
  const published = midnight - age * DAY_MS + minute * 60_000;
  const publishedAt = new Date(published).toISOString();
  const letter = offer.type === "stage" ? "S" : "A";
  return {
    reference: `${letter}-${publishedAt.slice(0, 4)}-${String(200_000 + index * 13)}`,
    ...offer,
    publishedAt,
    updatedAt: publishedAt,
    startsOn: draw.chance(0.9) ? day(midnight + (21 + draw.below(280)) * DAY_MS) : null,
    expiresOn: draw.chance(0.6) ? day(midnight + lastDay(index, draw) * DAY_MS) : null,
  };
}

/** Days left to apply; some offers close within the week. */
function lastDay(index: number, draw: Drawer): number {
  return index % 12 === 0 ? draw.below(7) : 7 + draw.below(80);
}

function day(time: number): string {
  return new Date(time).toISOString().slice(0, 10);
}
