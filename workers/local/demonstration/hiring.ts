import { ADMINISTRATIONS } from "./employers/administrations.ts";
import { POSTS, type Post } from "./employers/embassies.ts";
import { type Administration, type Employer, nameAt } from "./employers/employer.ts";
import type { Place } from "./places/place.ts";
import type { Drawer } from "./random.ts";
import { ABROAD } from "./trades/abroad.ts";
import { OFFICE } from "./trades/office.ts";
import type { Profile, Trade } from "./trades/profile.ts";
import { SCIENCE } from "./trades/science.ts";
import { SECURITY } from "./trades/security.ts";
import { SOCIETY } from "./trades/society.ts";

/** Who hires for a trade, and the places where: one, or several for the same offer. */
export type Hiring = { profile: Profile; administration: Administration; employer: Employer; places: Place[] };

/** Who hires abroad. */
export type HiringAbroad = { profile: Profile; administration: Administration; post: Post };

/** The trades of France. */
export const PROFILES: Profile[] = [...OFFICE, ...SCIENCE, ...SOCIETY, ...SECURITY];

/** Somebody who hires for this trade, at a place of theirs; half of those of one name everywhere hire at several. */
export function hiringFor(profile: Profile, draw: Drawer): Hiring {
  const { administration, employer } = employerAmong(draw, ({ hires }) => hires.includes(profile.trade));
  const hasTwins = typeof employer.name === "string" && draw.chance(0.5);
  return { profile, administration, employer, places: draw.some(employer.seats, hasTwins ? 2 + draw.below(4) : 1) };
}

/** Somebody who hires there, for this trade or for one of theirs; null when nobody does. */
export function hiringIn(isThere: (place: Place) => boolean, draw: Drawer, trade?: Trade): Hiring | null {
  const fits = ({ hires, seats }: Employer) => (!trade || hires.includes(trade)) && seats.some(isThere);
  if (!ADMINISTRATIONS.some(({ employers }) => employers.some(fits))) return null;
  const { administration, employer } = employerAmong(draw, fits);
  const places = [draw.pick(employer.seats.filter(isThere))];
  return { profile: profileOf(trade ?? draw.pick(employer.hires), PROFILES), administration, employer, places };
}

/** One offer of each post abroad. */
export function hiringAbroad(draw: Drawer): HiringAbroad[] {
  return POSTS.map((post) => {
    const administration = ADMINISTRATIONS.find(({ code }) => code === post.administration);
    if (!administration) throw new Error(`No administration ${post.administration}`);
    return { profile: profileOf(draw.pick(post.hires), ABROAD), administration, post };
  });
}

/** Whether the employer hires in other towns under the name that it has here. */
export function hasOtherSites(employer: Employer, place: Place): boolean {
  return employer.seats.some((seat) => seat !== place && nameAt(employer, seat) === nameAt(employer, place));
}

/**
 * An administration first, so that those with many entities do not hire more; of its entities, those that are in several
 * towns more often.
 */
function employerAmong(draw: Drawer, fits: (employer: Employer) => boolean) {
  const administrations = ADMINISTRATIONS.filter(({ employers }) => employers.some(fits));
  const administration = draw.pick(administrations);
  const employers = administration.employers.filter(fits);
  const weighted = employers.flatMap((employer) =>
    Array.from({ length: Math.min(3, employer.seats.length) }, () => employer),
  );
  return { administration, employer: draw.pick(weighted) };
}

function profileOf(trade: Trade, profiles: Profile[]): Profile {
  const found = profiles.find((profile) => profile.trade === trade);
  if (!found) throw new Error(`No profile for ${trade}`);
  return found;
}
