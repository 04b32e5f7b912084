import { logEvent } from "#app/services/events.ts";
import { type ZipEntry, zipFiles } from "#app/services/zip-files.ts";
import { type Everything, readEverything } from "#db/accounts/account/export.ts";
import { recordEvent } from "#db/accounts/audit.ts";
import type { Accounts } from "#db/accounts/database.ts";
import { type Document, objectKey } from "#db/accounts/documents/documents.ts";
import { runBatch } from "#db/batch.ts";
import { EXPORTED_COLUMNS, type ExportedColumn, type OmittedColumn } from "./exported-columns.ts";
import { countTry } from "./throttling.ts";

/** The sections of `donnees.json`, in this order. */
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
  /** Whether files are scanned for viruses. If so, the archive holds only files that are found clean. */
  scanned: boolean;
  /** `SIGNING_KEY`: the count of exports is kept under it. */
  signingKey: string | undefined;
};

/**
 * Exports the data of a candidate (GDPR, articles 15 and 20) as a zip archive: her files, then `donnees.json`. The keys
 * of `donnees.json` are French; `exported-columns.ts` maps columns to keys, and says why some columns are omitted.
 *
 * The database is read before the archive begins, so that a failure there is still an error answer. A file that cannot
 * be read later breaks the archive off. `donnees.json` says null for a file that is missing from the bucket.
 * @returns the bytes of the archive; `{ wait }`, in seconds, after five exports in a day; null when the account is gone
 */
export async function exportCandidate(
  { accounts, documents, scanned, signingKey }: Deps,
  candidateId: number,
  now: Date,
): Promise<ReadableStream<Uint8Array> | { wait: number } | null> {
  const wait = await countTry({ accounts, signingKey }, now, ["export", candidateId]);
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
  // The last entry, since it says which of the files before it were found in the bucket.
  const data = {
    path: "donnees.json",
    at: now,
    read: async () => new TextEncoder().encode(JSON.stringify(buildData(everything, included, now), null, 2)),
  };
  return [...files, data];
}

/** Whether a document was uploaded completely, and is not known to hold a virus. */
function isIncluded({ storage, scan }: Document, scanned: boolean): boolean {
  return storage === "ready" && (scanned ? scan === "clean" : scan !== "refused");
}

/** `documents/cv/1 - CV.pdf`: the slot tells apart two files of the same name. */
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

/** A row under its French keys, without the omitted columns. */
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
