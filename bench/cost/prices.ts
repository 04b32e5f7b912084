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
  classA: { name: "R2, writes (class A)", unit: "million", included: MILLION, each: 4.5, per: MILLION, whole: true },
  classB: {
    name: "R2, reads (class B)",
    unit: "million",
    included: 10 * MILLION,
    each: 0.36,
    per: MILLION,
    whole: true,
  },
  r2Bytes: { name: "R2, stored", unit: "GB", included: 10 * GB, each: 0.015, per: GB, whole: true },
  queueOperations: { name: "Queues, operations", unit: "million", included: MILLION, each: 0.4, per: MILLION },
} satisfies Record<string, Price>;

export type Priced = keyof typeof PRICES;

const DOCS = "the source text of Cloudflare’s documentation (cloudflare/cloudflare-docs)";

/** Where each price was found, and what could not be confirmed. */
export const SOURCES: Record<Priced | "plan" | "mails", string> = {
  plan: `workers/platform/pricing in ${DOCS}`,
  requests: "the same; files of the build count, since `run_worker_first` is on",
  cpuMs: "the same",
  logLines: "the same; from 1 December 2026 other prices hold, which could not be looked up",
  rowsRead: "d1/platform/pricing, there too",
  rowsWritten: "the same",
  d1Bytes: "the same",
  classA: "r2/pricing, there too: units that are begun are paid",
  classB: "the same",
  r2Bytes: "the same",
  queueOperations: "queues/platform/pricing, there too",
  mails:
    "resend.com/pricing as others copied it on 2026-03-09; the page itself was not seen, beyond a million it is a guess",
};

/** Of Resend. Brevo tells its prices only in the browser, by volume: it could not be looked up. */
export const MAIL_PLANS: MailPlan[] = [
  { name: "Pro", monthly: 20, included: 50_000, eachThousand: 0.9 },
  { name: "Scale, 100,000", monthly: 90, included: 100_000, eachThousand: 0.9 },
  { name: "Scale, 1,000,000", monthly: 650, included: 1_000_000, eachThousand: 0.65 },
];
