import type { MailPlan, Price } from "./bill.ts";

/** When the prices were looked up. Nobody tells when they change: look again before a budget is made of them. */
export const PRICES_OF = "2026-11-29";

const [MILLION, GB] = [1_000_000, 1e9];

/** US dollars a month, of the Workers Paid plan. */
export const PLAN = 5;

/** What Cloudflare sells by use, with where it says so. */
export const PRICES = {
  requests: { name: "Workers, requests", unit: "million", included: 10 * MILLION, each: 0.3, per: MILLION },
  cpuMs: { name: "Workers, processor", unit: "million ms", included: 30 * MILLION, each: 0.02, per: MILLION },
  logLines: { name: "Workers, lines of log", unit: "million", included: 20 * MILLION, each: 0.6, per: MILLION },
  rowsRead: { name: "D1, rows read", unit: "million", included: 25_000 * MILLION, each: 0.001, per: MILLION },
  rowsWritten: { name: "D1, rows written", unit: "million", included: 50 * MILLION, each: 1, per: MILLION },
  d1Bytes: { name: "D1, stored", unit: "GB", included: 5 * GB, each: 0.75, per: GB },
  classA: { name: "R2, writes (class A)", unit: "million", included: MILLION, each: 4.5, per: MILLION },
  classB: { name: "R2, reads (class B)", unit: "million", included: 10 * MILLION, each: 0.36, per: MILLION },
  r2Bytes: { name: "R2, stored", unit: "GB", included: 10 * GB, each: 0.015, per: GB },
  queueOperations: { name: "Queues, operations", unit: "million", included: MILLION, each: 0.4, per: MILLION },
} satisfies Record<string, Price>;

export type Priced = keyof typeof PRICES;

/** Where each price was found, and whether the seller's own page was seen. */
export const SOURCES: Record<Priced | "plan" | "mails", string> = {
  plan: "developers.cloudflare.com/workers/platform/pricing, as copied by others on 2026-08-03",
  requests: "the same",
  cpuMs: "the same",
  logLines: "the same page, from memory: not confirmed",
  rowsRead: "developers.cloudflare.com/d1/platform/pricing, as copied by others on 2026-08-03",
  rowsWritten: "the same",
  d1Bytes: "the same",
  classA: "developers.cloudflare.com/r2/pricing, its source text (cloudflare/cloudflare-docs)",
  classB: "the same",
  r2Bytes: "the same",
  queueOperations: "developers.cloudflare.com/queues/platform/pricing, as copied by others in 2026",
  mails: "resend.com/pricing, as copied by others on 2026-03-09; beyond a million not confirmed",
};

/** Of Resend. Brevo tells its prices only in the browser, by volume: it could not be looked up. */
export const MAIL_PLANS: MailPlan[] = [
  { name: "Pro", monthly: 20, included: 50_000, eachThousand: 0.9 },
  { name: "Scale, 100,000", monthly: 90, included: 100_000, eachThousand: 0.9 },
  { name: "Scale, 1,000,000", monthly: 650, included: 1_000_000, eachThousand: 0.65 },
];
