import departments from "@etalab/decoupage-administratif/data/departements.json" with { type: "json" };
import regions from "@etalab/decoupage-administratif/data/regions.json" with { type: "json" };
import { formatTown } from "#app/domain/format.ts";
import { labelOf, regionOf } from "#app/domain/nomenclature.ts";
import type { Drawer } from "../random.ts";
import { TOWNS } from "./towns.ts";

/** Where one hires in France, and how French says that something is of there. */
export type Place = {
  city: string;
  department: string;
  /** « de Lille », « du Havre », « d’Arras ». */
  ofCity: string;
  /** « des Ardennes », « de l’Ain ». */
  ofDepartment: string;
  /** « du Grand Est », « d’Occitanie ». */
  ofRegion: string;
};

/** How INSEE joins the name of a département or région to another word, by its `typeLiaison`. */
const LINKS = ["de ", "d’", "du ", "de la ", "des ", "de l’"];

const PLACES: Place[] = TOWNS.flatMap(([department, ...towns]) =>
  towns.map((city) => ({
    city,
    department,
    ofCity: ofTown(city),
    ofDepartment: ofDepartment(department),
    ofRegion: ofRegion(regionOf(department) ?? ""),
  })),
);

/** All the départements and territories where the demonstration offers hire. */
export const DEPARTMENT_CODES: string[] = TOWNS.map(([department]) => department);

/**
 * The places of these names, between commas: « Lille », or « Saint-Denis (974) » when two towns bear the name.
 * @throws when there is no such town
 */
export function at(names: string): Place[] {
  return names.split(/,\s*/).map((name) => {
    const [, city, department] = /^(.+?)(?: \((\w+)\))?$/.exec(name) ?? [];
    const place = PLACES.find((each) => each.city === city && (!department || each.department === department));
    if (!place) throw new Error(`No town ${name}`);
    return place;
  });
}

/** The first town of each of these départements. */
export function capitalsOf(codes: string[]): Place[] {
  return codes.flatMap((code) => PLACES.find(({ department }) => department === code) ?? []);
}

/** As employers write it: some in capitals, and Paris with its arrondissement. */
export function writtenCity({ city }: Place, draw: Drawer): string {
  if (city === "Paris" && draw.chance(0.4)) return `PARIS ${draw.pick([7, 12, 13, 15])}ème arrondissement`;
  const capitals = city.toUpperCase();
  return draw.chance(0.05) && formatTown(capitals) === city ? capitals : city;
}

function ofTown(name: string): string {
  if (name.startsWith("Le ")) return `du ${name.slice(3)}`;
  if (name.startsWith("Les ")) return `des ${name.slice(4)}`;
  return /^[AEIOUYÂÉÈÊÎH]/.test(name) ? `d’${name}` : `de ${name}`;
}

function ofDepartment(code: string): string {
  const link = departments.find((department) => department.code === code)?.typeLiaison ?? 0;
  return `${LINKS[link]}${labelOf("department", code)}`;
}

/** Régions of the feminine take no article here: « de Nouvelle-Aquitaine ». */
function ofRegion(code: string): string {
  const link = regions.find((region) => region.code === code)?.typeLiaison ?? 0;
  return `${LINKS[link === 3 ? 0 : link]}${labelOf("region", code)}`;
}
