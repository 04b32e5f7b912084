import { aPosting } from "#test/support/postings.ts";
import type { Site } from "#test/support/site.ts";

/** The ids of rows that `writeIncoming` writes. */
export const INCOMING = { complete: 900_001, pulledRefused: 900_002, pushedRefused: 900_003, json: 1, xml: 2, csv: 3 };

const AT = "2026-03-02T09:00:00.000Z";
const LATER = "2026-03-03T09:00:00.000Z";
/** The reference that the posting in JSON says. */
export const BROKEN_REFERENCE = "S-2026-700001";

/** A little of everything that comes in: runs, postings in quarantine, sources, keys. */
export async function writeIncoming(site: Site): Promise<void> {
  const db = await site.catalogue();
  const runs = [
    [
      INCOMING.complete,
      "ville/ndjson",
      "complete",
      3,
      JSON.stringify([{ reference: "S-2026-1", doubt: "Le niveau 2 n’existe pas." }]),
      null,
    ],
    [INCOMING.pulledRefused, "ville/ndjson", "refused", 0, "[]", '{"missing":4,"open":10}'],
    [INCOMING.pushedRefused, "concentrateur/ndjson", "refused", 0, "[]", '{"missing":1,"open":1}'],
  ] as const;
  const postings = [
    [
      INCOMING.json,
      BROKEN_REFERENCE,
      "Le titre est vide.",
      "Le titre est vide",
      JSON.stringify({ ...aPosting({ reference: BROKEN_REFERENCE }), title: "" }),
    ],
    [
      INCOMING.xml,
      null,
      "L’offre de la ligne 12 n’est pas lisible\u00a0: une balise n’est pas fermée ou pas ouverte, ligne 14.",
      "L’offre de la ligne … n’est pas lisible\u00a0: une balise n’est pas fermée ou pas ouverte, ligne …",
      "<item><title>Juriste <script>alert(1)</script><dc:identifier>A-2026-700002</dc:identifier></item>",
    ],
    [
      INCOMING.csv,
      null,
      "La ligne 7 du fichier n’a pas les 30 champs annoncés par la première.",
      "La ligne … du fichier n’a pas les … champs annoncés par la première",
      `2026-12;Archiviste${";".repeat(200)}`,
    ],
  ] as const;
  const sources = [
    [
      "ville",
      "https://offres.ville.example/flux.ndjson",
      "ndjson",
      0,
      3,
      "Le flux retirerait 4 des 10 offres ouvertes\u00a0: rien n’a été retiré.",
    ],
    ["region", "https://region.example/stages.rss", "pass", 1, 0, null],
  ] as const;
  await db.batch([
    ...runs.map(([id, source, state, created, doubts, refused]) =>
      db
        .prepare(
          'INSERT INTO imports (id, source, run, "full", parts, parts_done, state, started_at, finished_at, created, doubts, refused) VALUES (?, ?, ?, 1, 1, ?, ?, ?, ?, ?, ?, ?)',
        )
        .bind(id, source, `run ${id}`, "[1]", state, AT, AT, created, doubts, refused),
    ),
    ...postings.map(([id, reference, reason, defect, raw]) =>
      db
        .prepare(
          "INSERT INTO quarantine (id, source, reference, reason, defect, raw, raw_hash, first_seen_at, last_seen_at) VALUES (?, 'ville/ndjson', ?, ?, ?, ?, ?, ?, ?)",
        )
        .bind(id, reference, reason, defect, raw, `hash ${id}`, AT, LATER),
    ),
    ...sources.map(([name, url, kind, paused, failures, error]) =>
      db
        .prepare(
          'INSERT INTO sources (name, url, kind, every_minutes, "full", paused, due_at, succeeded_at, failures, last_error, created_at) VALUES (?, ?, ?, 60, 1, ?, ?, ?, ?, ?, ?)',
        )
        .bind(name, url, kind, paused, "2099-01-01T00:00:00.000Z", AT, failures, error, AT),
    ),
    db.prepare(
      "INSERT OR IGNORE INTO administrations (slug, label) VALUES ('ministere-de-la-culture', 'Ministère de la Culture')",
    ),
    db
      .prepare(
        "INSERT INTO api_keys (name, hash, created_at, last_used_on) VALUES ('concentrateur', 'a', ?, '2026-03-02')",
      )
      .bind(AT),
    db
      .prepare(
        "INSERT INTO api_keys (name, hash, administration, label, created_at, revoked_at) VALUES ('@ministere-de-la-culture/x', 'b', 'ministere-de-la-culture', 'Site RH', ?, ?)",
      )
      .bind(AT, LATER),
  ]);
}
