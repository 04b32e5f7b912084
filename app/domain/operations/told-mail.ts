import { milliseconds, shift } from "../time.ts";

/** An offer that was told: enough to know it again when its employer publishes it anew. */
export type ToldOffer = { id: number; reference: string; source: string; type: string; title: string };

/** A mail that was sent, or perhaps, as the bucket of backups keeps it. Nobody's name or address is in it. */
export type ToldMail = {
  mail: string;
  /** ISO 8601. */
  at: string;
  /** Whom an alert told; null for any other mail. */
  candidate: number | null;
  offers: ToldOffer[];
};

const HOUR = 3_600_000;

/** Where the mails of an hour are kept. @param at an instant of it, ISO 8601 */
export const toldKey = (at: string) => `told/${at.slice(0, 13)}.ndjson.gz`;

/** Where the mails are kept that were sent between two instants, ISO 8601. */
export function toldKeys(from: string, to: string): string[] {
  const hours = Math.floor(milliseconds(to) / HOUR) - Math.floor(milliseconds(from) / HOUR) + 1;
  return Array.from({ length: Math.max(0, hours) }, (_, hour) => toldKey(shift(from, hour * HOUR)));
}
