import type { Place } from "../places/place.ts";
import type { Trade } from "../trades/profile.ts";

/** An entity that hires, and where. */
export type Employer = {
  /** The same at all its seats; or made from the place, so that it cannot name another than where one works. */
  name: string | ((place: Place) => string);
  seats: Place[];
  hires: Trade[];
  /** What it does, in a sentence that names no place. */
  about?: string | undefined;
};

/** A ministry or body. The entities are real or plausible; no person is named. */
export type Administration = {
  code: string;
  label: string;
  /** Who they are, in two sentences. */
  about: string;
  /** Under a domain that belongs to nobody. */
  domain: string;
  employers: Employer[];
};

/** One in each town: « Tribunal judiciaire de Lille ». */
export function ofTown(what: string, seats: Place[], hires: Trade[], about?: string): Employer {
  return { name: ({ ofCity }) => `${what} ${ofCity}`, seats, hires, about };
}

/** One in each département: « Préfecture des Ardennes ». */
export function ofDepartment(what: string, seats: Place[], hires: Trade[], about?: string): Employer {
  return { name: ({ ofDepartment }) => `${what} ${ofDepartment}`, seats, hires, about };
}

/** One in each région, at several towns for some: « Direction régionale des affaires culturelles de Bretagne ». */
export function ofRegion(what: string, seats: Place[], hires: Trade[], about?: string): Employer {
  return { name: ({ ofRegion }) => `${what} ${ofRegion}`, seats, hires, about };
}

/** One entity under one name, wherever it has offices: « Archives nationales ». */
export function named(name: string, seats: Place[], hires: Trade[], about?: string): Employer {
  return { name, seats, hires, about };
}

export function nameAt({ name }: Employer, place: Place): string {
  return typeof name === "string" ? name : name(place);
}
