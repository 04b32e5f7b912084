import { checkPosting } from "#app/domain/offers/posting.ts";
import { toSlug } from "#app/domain/slug.ts";
import { type FeedReader, type Read, readOf, UnreadableFeed } from "../feed-reader.ts";
import { COLUMNS, type CspRow, REQUIRED, rowToPosting } from "./csp-row.ts";
import { createCsvReader } from "./csv.ts";

/**
 * Reads the open data of « Choisir le service public »: CSV whose columns are known by their names, in any order. Rows
 * that are neither internships nor apprenticeships, nine out of ten, are skipped and counted. A row that is broken goes
 * to quarantine with its line, and the others are read.
 * @param now ISO 8601: nothing can have been published later
 */
export function createCspReader(now: string): FeedReader {
  const reads: Read[] = [];
  let header: string[] | null = null;
  let skipped = 0;
  let ending = false;
  const csv = createCsvReader(
    () => header?.length ?? null,
    ({ fields, line, raw }) => {
      if (header === null) header = readHeader(fields);
      else if (fields === null || fields.length !== header.length) {
        if (ending && !raw.endsWith("\n")) throw new UnreadableFeed(`Le fichier est tronqué, ligne ${line}.`);
        const reason = `La ligne ${line} du fichier n’a pas les ${header.length} champs annoncés par la première.`;
        reads.push(copy(readOf({ ok: false, reference: null, reason }, raw)));
      } else {
        const row: CspRow = new Map(header.map((name, index) => [name, fields[index]?.trim() ?? ""]));
        const read = rowToPosting(row);
        if (read === null) skipped += 1;
        else {
          const checked = checkPosting(read.posting, now);
          const told = checked.ok ? { ...checked, doubts: [...read.doubts, ...checked.doubts] } : checked;
          reads.push(copy(readOf(told, raw)));
        }
      }
    },
  );
  return {
    get count() {
      return reads.length;
    },
    get skipped() {
      return skipped;
    },
    write: csv.write,
    end() {
      ending = true;
      csv.end();
      if (header === null) throw new UnreadableFeed(NO_HEADER);
      return reads;
    },
  };
}

const NO_HEADER =
  "Ce n’est pas le CSV de « Choisir le service public »\u00a0: sa première ligne ne nomme pas les colonnes.";

/** The names of the columns, each in the form of `COLUMNS`: apostrophes, capitals and accents do not matter. */
function readHeader(fields: string[] | null): string[] {
  const names = (fields ?? []).map(toSlug);
  if (!names.includes(COLUMNS.reference)) throw new UnreadableFeed(NO_HEADER);
  const missing = Object.entries(REQUIRED).filter(([name]) => !names.includes(name));
  if (missing.length === 0) return names;
  const labels = missing.map(([, label]) => `« ${label} »`).join(", ");
  throw new UnreadableFeed(`Le CSV n’a pas de colonne ${labels}.`);
}

/** Texts of their own: a slice of the file would keep its whole piece in memory, and the file is of 84 MB. */
function copy<Value>(value: Value): Value {
  return JSON.parse(JSON.stringify(value)) as Value;
}
