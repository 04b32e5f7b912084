import { logEvent } from "#app/services/events.ts";
import { type ZipEntry, zipFiles } from "#app/services/zip-files.ts";
import { type Everything, readEverything } from "#db/accounts/account/export.ts";
import { countTry } from "#db/accounts/account/throttles.ts";
import { recordEvent } from "#db/accounts/audit.ts";
import type { Accounts } from "#db/accounts/database.ts";
import { type Document, objectKey } from "#db/accounts/documents/documents.ts";
import { runBatch } from "#db/batch.ts";
import { EXPORTED_COLUMNS, type ExportedColumn, type OmittedColumn } from "./exported-columns.ts";
import { throttle } from "./throttling.ts";

/** In the order in which they are read. */
const TABLES = [
  "candidates",
  "documents",
  "savedSearches",
  "keptOffers",
  "alertMatches",
  "mailedOffers",
  "sessions",
  "audit",
  "tokens",
  "mails",
  "suppressions",
] as const;

type Deps = {
  accounts: Accounts;
  documents: R2Bucket;
  /** Whether files are scanned for viruses: then only a clean one is handed out. */
  scanned: boolean;
};

/**
 * Everything that is held of a candidate (GDPR, articles 15 and 20), as a zip archive: her files, then `donnees.json`,
 * whose names are French (`exported-columns.ts` says which column is which, and why some are left out). What the
 * database holds is read before the first byte: only a file can fail once the answer has begun, and the archive then
 * breaks off. A file that is gone from the bucket is told in `donnees.json`.
 * @returns the seconds to wait after five exports in a day; null when there is no such account any more
 */
export async function exportCandidate(
  { accounts, documents, scanned }: Deps,
  candidateId: number,
  now: Date,
): Promise<ReadableStream<Uint8Array> | { wait: number } | null> {
  const wait = await countTry(accounts, [await throttle("export", String(candidateId))], now);
  if (wait > 0) return { wait };
  await runBatch(accounts, [recordEvent(candidateId, "data-exported", null, now)]);
  const everything = await readEverything(accounts, candidateId);
  if (!everything) return null;
  logEvent("data-exported", { candidate: candidateId });
  return zipFiles(entries(everything, documents, scanned, now));
}

function entries(everything: Everything, bucket: R2Bucket, scanned: boolean, now: Date): ZipEntry[] {
  const included = new Set<string>();
  const files = everything.documents
    .filter((document) => isIncluded(document, scanned))
    .map((document) => ({
      path: pathOf(document),
      at: new Date(document.createdAt),
      read: async () => {
        const object = await bucket.get(objectKey(document.id));
        if (!object) return null;
        included.add(document.id);
        return new Uint8Array(await object.arrayBuffer());
      },
    }));
  // Last, since it tells which files were there.
  const data = {
    path: "donnees.json",
    at: now,
    read: async () => new TextEncoder().encode(JSON.stringify(buildData(everything, included, now), null, 2)),
  };
  return [...files, data];
}

/** What was sent whole, and is not a virus as far as is known. */
function isIncluded({ storage, scan }: Document, scanned: boolean): boolean {
  return storage === "ready" && (scanned ? scan === "clean" : scan !== "refused");
}

/** `documents/cv/1 - CV.pdf`: two files may bear one name. */
function pathOf({ kind, slot, name }: Document): string {
  return `documents/${kind}/${slot} - ${name.replace(/[/\\]/g, "_")}`;
}

function buildData(everything: Everything, included: Set<string>, now: Date) {
  const files = everything.documents.map((document) => ({
    ...exportRow("documents", document),
    fichier_dans_cette_archive: included.has(document.id) ? pathOf(document) : null,
  }));
  const sections = TABLES.map((table) => {
    const rows = table === "documents" ? files : everything[table].map((row) => exportRow(table, row));
    return [EXPORTED_COLUMNS[table].name, table === "candidates" ? rows[0] : rows];
  });
  return {
    a_propos: {
      contenu: "Tout ce que PASS conserve sur vous. Les dates sont en temps universel (UTC).",
      produit_le: now.toISOString(),
      n_y_figurent_pas:
        "Votre mot de passe, que nous ne connaissons pas, les clés techniques qui agissent en votre nom, et le texte des messages qui contiennent un tel lien.",
    },
    ...Object.fromEntries(sections),
  };
}

/** A row under its French names, without what is left out. */
function exportRow(table: keyof Everything, row: Record<string, unknown>): Record<string, unknown> {
  const columns: Record<string, ExportedColumn | OmittedColumn> = EXPORTED_COLUMNS[table].columns;
  return Object.fromEntries(
    Object.entries(columns).flatMap(([column, rule]) => {
      if ("omitted" in rule) return [];
      const value = row[column] ?? null;
      return [[rule.name, value === null || !rule.format ? value : rule.format(value, row)]];
    }),
  );
}
