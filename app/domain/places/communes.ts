import { typographic } from "#app/domain/nomenclature.ts";
import table from "./communes.json" with { type: "json" };

/** A commune of France. Points and cells come from GeoNames (CC BY 4.0): docs/decisions/0017-near-me.md. */
export type Commune = {
  /** INSEE code, « 35238 ». */
  code: string;
  name: string;
  department: string;
  postcodes: string[];
  /** The logarithm in base 2 of its population. */
  size: number;
  /** Degrees, to a hundredth. Null for a few islands where nobody lives. */
  point: Point | null;
  /** Digits of its H3 cell of resolution 7: three for the base cell, then one for each resolution. */
  cell: string;
  /** Whether point and cell are those of a larger commune nearby. */
  isApproximate: boolean;
};

export type Point = { latitude: number; longitude: number };

/** The commune of an INSEE code, or null. */
export function findCommune(code: string): Commune | null {
  const row = rowsByCode().get(code);
  return row === undefined ? null : communeAt(row);
}

/** The communes of a name, largest first, whatever its accents, case and hyphens: « st etienne », « BOURG EN BRESSE ». */
export function communesNamed(name: string): Commune[] {
  return (rowsByName().get(nameKey(name)) ?? []).map(communeAt);
}

/** The communes of a postcode, largest first. */
export function communesAt(postcode: string): Commune[] {
  return (rowsByPostcode().get(postcode) ?? []).map(communeAt);
}

/** The largest communes whose names begin with these letters, of which `most` at most. */
export function communesBeginning(letters: string, most: number): Commune[] {
  const key = nameKey(letters);
  const found = [...rowsByName()].flatMap(([name, rows]) => (name.startsWith(key) ? rows : []));
  return [...new Set(bySize(found))].slice(0, most).map(communeAt);
}

/** The communes of a département. */
export function communesIn(department: string): Commune[] {
  return columns().codes.flatMap((code, row) => (departmentOf(code) === department ? [communeAt(row)] : []));
}

/** Calls a function with the point and the cell of each commune that has them of its own: those of all communes. */
export function forEachPoint(visit: (latitude: number, longitude: number, cell: string) => void): void {
  const { points, cells } = columns();
  for (const [row, written] of points.entries()) {
    const point = cells[row] ? pointOf(written) : null;
    if (point) visit(point.latitude, point.longitude, cells[row] ?? "");
  }
}

/** « Rennes (35) ». */
export function communeLabel({ name, department }: Pick<Commune, "name" | "department">): string {
  return `${name} (${department})`;
}

/** What two spellings of a name have in common: « Saint-Étienne », « ST ETIENNE ». */
export function nameKey(name: string): string {
  return nameKeys(name.replaceAll("\n", " "));
}

/** The keys of names that stand one a line: folding a whole column at once takes a tenth of folding its lines. */
function nameKeys(names: string): string {
  return names
    .replace(/[œŒ]/g, "oe")
    .normalize("NFKD")
    .toLowerCase()
    .replace(/\p{M}+/gu, "")
    .replace(/[^a-z0-9\n]+/g, "-")
    .replace(/^-|-$/gm, "")
    .replace(/\b(?:ste?s?|ss?)\b/g, (word) => ABBREVIATIONS[word] ?? word);
}

const ABBREVIATIONS: Record<string, string> = { st: "saint", ste: "sainte", sts: "saints", s: "sur", ss: "sous" };

/** Names that people use for a commune that has a longer one. */
const SHORT_NAMES = [
  ["Aix", "13001"],
  ["Cherbourg", "50129"],
  ["Clermont-Fd", "63113"],
  ["Évry", "91228"],
  ["La Défense", "92062"],
  ["Montreuil-sous-Bois", "93048"],
  ["Paris La Défense", "92062"],
] as const;

type Columns = { codes: string[]; names: string[]; postcodes: string[]; points: string[]; cells: string[] };

/** A commune is a row of the table. Each index is made at its first use, so that a worker starts without waiting. */
const columns = once((): Columns => {
  const [codes, names, postcodes, points, cells] = [
    table.codes,
    table.names,
    table.postcodes,
    table.points,
    table.cells,
  ].map((column) => column.split("\n")) as [string[], string[], string[], string[], string[]];
  let department = "";
  for (const [row, written] of codes.entries()) {
    const space = written.indexOf(" ");
    if (space > 0) department = written.slice(0, space);
    codes[row] = department + written.slice(space + 1);
  }
  return { codes, names, postcodes, points, cells };
});

const rowsByCode = once(() => new Map(columns().codes.map((code, row) => [code, row])));

const rowsByPostcode = once(() =>
  grouped(
    columns().postcodes.flatMap((written, row) =>
      postcodesOf(written, row).map((postcode) => [postcode, row] as const),
    ),
  ),
);

const rowsByName = once(() => {
  const named = nameKeys(table.names)
    .split("\n")
    .map((key, row) => [key, row] as const);
  const other = [...table.former.split("\n").map((line) => line.split("|")), ...SHORT_NAMES].flatMap(([name, code]) => {
    const row = rowsByCode().get(code ?? "");
    return name === undefined || row === undefined ? [] : [[nameKey(name), row] as const];
  });
  return grouped([...named, ...other]);
});

function communeAt(row: number): Commune {
  const { codes, names, postcodes, points, cells } = columns();
  const code = codes[row] ?? "";
  const isApproximate = cells[row] === "";
  const from = isApproximate ? neighbourOf(row) : row;
  return {
    code,
    name: typographic(names[row] ?? ""),
    department: departmentOf(code),
    postcodes: postcodesOf(postcodes[row] ?? "", row),
    size: sizeOf(row),
    point: pointOf(points[from] ?? ""),
    cell: cells[from] ?? "",
    isApproximate,
  };
}

const departmentOf = (code: string) => code.slice(0, /^9[78]/.test(code) ? 3 : 2);

/** The commune whose point stands for that of this one: the one that the table names, or the largest at its postcode. */
function neighbourOf(row: number): number {
  const { codes, postcodes, points, cells } = columns();
  const named = rowsByCode().get(points[row] ?? "");
  if (named !== undefined) return named;
  const near = postcodesOf(postcodes[row] ?? "", row).flatMap((postcode) => rowsByPostcode().get(postcode) ?? []);
  return near.find((other) => cells[other] !== "") ?? codes.length;
}

/** The table leaves out the first two digits of a postcode where they are those of the commune's code. */
function postcodesOf(written: string, row: number): string[] {
  if (written === "") return [];
  const start = columns().codes[row]?.slice(0, 2) ?? "";
  return written.split(" ").map((postcode) => (postcode.length < 5 ? start + postcode : postcode));
}

/** « 4811 -167 »: hundredths of degrees. */
function pointOf(written: string): Point | null {
  const [latitude, longitude] = written.split(" ");
  return latitude && longitude ? { latitude: Number(latitude) / 100, longitude: Number(longitude) / 100 } : null;
}

const sizeOf = (row: number) => Number.parseInt(table.sizes[row] ?? "0", 36);

const bySize = (rows: number[]) => rows.sort((a, b) => sizeOf(b) - sizeOf(a));

/** The rows of each key, largest commune first. */
function grouped(entries: (readonly [string, number])[]): Map<string, number[]> {
  const groups = new Map<string, number[]>();
  for (const [key, row] of entries) {
    const group = groups.get(key);
    if (!group) groups.set(key, [row]);
    else if (!group.includes(row)) group.push(row);
  }
  for (const group of groups.values()) if (group.length > 1) bySize(group);
  return groups;
}

function once<T>(make: () => T): () => T {
  let made: T | undefined;
  return () => {
    made ??= make();
    return made;
  };
}
