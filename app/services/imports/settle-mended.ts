import type { Catalogue } from "#db/catalogue/database.ts";
import { findMended } from "#db/catalogue/imports/quarantine.ts";
import type { Classified } from "./classify-reads.ts";

/**
 * Takes the postings that an operator has mended out of those that go to quarantine: what is sent is still wrong, and the
 * same as when she mended it. Their offers count as shown and unchanged, so that a full import does not withdraw them,
 * and the sender is told.
 * @param source `<publisher>/<feed>`
 */
export async function settleMended(db: Catalogue, source: string, classified: Classified): Promise<Classified> {
  const { quarantined } = classified;
  if (quarantined.length === 0) return classified;
  const hashes = quarantined.map(({ rawHash }) => rawHash);
  const mended = await findMended(db, source, hashes);
  if (mended.length === 0) return classified;
  const settled = new Set(mended.map(({ rawHash }) => rawHash));
  const referencesOf = (scheduled: boolean) =>
    mended.flatMap(({ reference, isScheduled }) => (isScheduled === scheduled ? reference : []));
  return {
    ...classified,
    quarantined: quarantined.filter(({ rawHash }) => !settled.has(rawHash)),
    unchanged: classified.unchanged + mended.length,
    doubts: [...classified.doubts, ...mended.map(({ reference }) => ({ reference, doubt: MENDED }))],
    shown: [...classified.shown, ...mended.map(({ reference }) => reference)],
    touched: [...classified.touched, ...referencesOf(false)],
    stillScheduled: [...classified.stillScheduled, ...referencesOf(true)],
    stillMended: [...settled],
  };
}

const MENDED =
  "Ce qui est envoyé ne peut pas être publié\u00a0: l’offre reste telle que l’exploitation du site l’a corrigée.";
