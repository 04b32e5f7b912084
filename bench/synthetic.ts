import { existsSync, globSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { COUNTRIES, DEPARTMENTS, DOMAINS, FRANCE } from "#app/domain/nomenclature.ts";
import { indexRow } from "#app/domain/search/index-row.ts";
import { TEXT_VERSION } from "#app/domain/text/text.ts";
import { rewriteFacetCounts } from "#db/catalogue/search/facet-counts.ts";
import { INDEX_NAME } from "#db/catalogue/search-index.ts";
import { root } from "#workers/local/build.ts";
import { seededRandom } from "#workers/local/demonstration/random.ts";
import { inProcess } from "./in-process.ts";

export const TODAY = "2026-01-15";

/** Words that the queries of the bench ask for, and the share of offers that hold each. */
const MARKERS = { rare: 0.0002, middling: 0.01, frequent: 0.2 } as const;

/**
 * A catalogue of synthetic offers as a SQLite file with the product's own schema, built once and kept. Word frequencies
 * follow Zipf's law over a vocabulary of 20,000, as those of the real descriptions do; the criteria are drawn as
 * unevenly as in the real feeds. Deterministic, and built anew for another text preparation.
 * @returns the path of the file
 */
export async function syntheticCatalogue(offers: number): Promise<string> {
  const folder = join(root, "bench/.cache");
  // A catalogue of an older schema is made anew.
  const migrations = globSync("*.sql", { cwd: join(root, "migrations/catalogue") }).length;
  const path = join(folder, `catalogue-${offers}-text-${TEXT_VERSION}-migrations-${migrations}.sqlite`);
  if (existsSync(path)) return path;
  mkdirSync(folder, { recursive: true });
  console.log(`Building ${offers.toLocaleString("en")} synthetic offers, once…`);
  const unfinished = `${path}.unfinished`;
  rmSync(unfinished, { force: true });
  await fill(unfinished, offers);
  renameSync(unfinished, path);
  return path;
}

async function fill(path: string, offers: number): Promise<void> {
  const db = new DatabaseSync(path);
  db.exec("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA cache_size = -400000");
  migrate(db, "catalogue");
  const administration = db.prepare("INSERT INTO administrations (id, slug, label) VALUES (?, ?, ?)");
  for (let id = 1; id <= ADMINISTRATIONS; id++) administration.run(id, `administration-${id}`, `Administration ${id}`);
  const offer = db.prepare(
    `INSERT INTO offers (id, reference, type, title, administration_id, employer, service, level, region, department,
       country, city, description, starts_on, contacts, published_at, updated_at, expires_on, last_seen_at, source,
       content_hash, indexed, twin)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, '[]', ?, ?, ?, ?, 'bench', '', ${TEXT_VERSION}, ?)`,
  );
  const domain = db.prepare("INSERT INTO offer_domains (offer_id, domain) VALUES (?, ?)");
  const row = db.prepare(`INSERT INTO ${INDEX_NAME} (rowid, title, employer, body, f, k) VALUES (?, ?, ?, ?, ?, ?)`);
  const random = seededRandom(42);
  const word = zipf(vocabulary(20_000), random);
  let last: Partial<Made> = {};
  db.exec("BEGIN");
  for (let id = 1; id <= offers; id++) {
    // One offer in ten is the one before it at another place.
    const made: Made = { ...makeOffer(id, random, word), ...(random() < 0.1 ? last : {}) };
    last = textOf(made);
    const { title, employer, body, f, twin, k } = indexRow(made);
    const published = "2026-01-10T08:00:00.000Z";
    offer.run(
      ...[id, made.reference, made.type, made.title, made.administrationId, made.employer, made.service],
      ...[made.level, made.region, made.department, made.country, made.city, made.description, made.startsOn],
      ...[published, published, made.expiresOn, published, twin],
    );
    for (const code of made.domains) domain.run(id, code);
    row.run(id, title, employer, body, f, `${twin},${k},a${made.administrationId}`);
  }
  db.exec("COMMIT");
  db.exec(`INSERT INTO ${INDEX_NAME} (${INDEX_NAME}) VALUES ('optimize')`);
  await rewriteFacetCounts(inProcess(db), TODAY);
  db.exec("ANALYZE");
  db.close();
}

/** Applies the product's own migrations. */
export function migrate(db: DatabaseSync, database: "catalogue" | "accounts"): void {
  const migrations = join(root, "migrations", database);
  for (const file of readdirSync(migrations)
    .filter((name) => name.endsWith(".sql"))
    .sort()) {
    db.exec(readFileSync(join(migrations, file), "utf8").replaceAll("--> statement-breakpoint", ""));
  }
}

const ADMINISTRATIONS = 60;

type Made = ReturnType<typeof makeOffer>;

/** What twins have in common. */
function textOf({
  type,
  title,
  administrationId,
  administration,
  employer,
  level,
  domains,
  description,
  startsOn,
}: Made) {
  return { type, title, administrationId, administration, employer, level, domains, description, startsOn };
}

function makeOffer(id: number, random: () => number, word: () => string) {
  const pick = <T>(values: readonly T[]): T => values[Math.floor(random() ** 2 * values.length)] as T;
  const text = (length: number) => Array.from({ length }, word).join(" ");
  const abroad = random() < 0.02;
  const department = abroad ? null : pick(DEPARTMENTS);
  const administrationId = 1 + Math.floor(random() ** 2 * ADMINISTRATIONS);
  const markers = Object.entries(MARKERS).flatMap(([name, share]) => (random() < share ? [`${name}marker`] : []));
  return {
    reference: `${random() < 0.4 ? "A" : "S"}-2026-${String(id).padStart(7, "0")}`,
    type: random() < 0.4 ? ("apprentissage" as const) : ("stage" as const),
    title: [...markers, text(6)].join(" "),
    administrationId,
    administration: { slug: `administration-${administrationId}`, label: `Administration ${administrationId}` },
    employer: text(3),
    service: text(4),
    level: random() < 0.06 ? null : 3 + Math.floor(random() * 5),
    domains: [pick(DOMAINS).code],
    region: department?.region ?? null,
    department: department?.code ?? null,
    country: abroad ? pick(COUNTRIES).code : FRANCE,
    city: word(),
    description: text(110),
    profile: null,
    employerDescription: null,
    more: null,
    startsOn: `2026-0${1 + Math.floor(random() * 9)}-01`,
    durationMinMonths: null,
    durationMaxMonths: null,
    telework: null,
    disabilityFriendly: null,
    expiresOn: random() < 0.6 ? `2026-0${2 + Math.floor(random() * 8)}-15` : null,
  };
}

function vocabulary(size: number): string[] {
  const random = seededRandom(7);
  const syllables =
    "ba be ca ce co da de fa fi ga go la le li lo ma me mi mo na ne no pa pe po ra re ri ro sa se si so ta te ti to va ve vi".split(
      " ",
    );
  const words = new Set<string>();
  while (words.size < size) {
    const length = 2 + Math.floor(random() * 3);
    words.add(Array.from({ length }, () => syllables[Math.floor(random() * syllables.length)]).join(""));
  }
  return [...words];
}

function zipf(words: string[], random: () => number): () => string {
  let total = 0;
  const cumulated = Float64Array.from(words, (_, rank) => (total += 1 / (rank + 3)));
  return () => {
    const drawn = random() * total;
    let low = 0;
    let high = words.length - 1;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((cumulated[middle] ?? 0) < drawn) low = middle + 1;
      else high = middle;
    }
    return words[low] ?? "";
  };
}
