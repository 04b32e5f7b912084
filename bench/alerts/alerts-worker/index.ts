import type { Job } from "#app/domain/job.ts";
import type { Posting } from "#app/domain/offers/posting.ts";
import { composeAlerts } from "#app/services/alerts/compose-alerts.ts";
import { matchRunSlice, planAlerts } from "#app/services/alerts/plan-alerts.ts";
import { importPostings } from "#app/services/imports/import-postings.ts";
import { openMailProvider } from "#app/services/mails/mail-provider.ts";
import { sendMails } from "#app/services/mails/send-mails.ts";
import { openAccounts } from "#db/accounts/database.ts";
import { openCatalogue } from "#db/catalogue/database.ts";

/** What is asked of the worker: to publish offers, a tick, a job, to send what is written, or nothing so many times. */
export type Asked =
  | { kind: "publish"; postings: Posting[] }
  | { kind: "tick" }
  | { kind: "send"; provider: string }
  | { kind: "nothing"; times: number }
  | Exclude<Job, { kind: "send-mails" }>;

export type Answered = {
  /** What would stand on the queue. */
  jobs: Job[];
  /** Mails written, or accepted. */
  mails: number;
  /** The longest statement asked of the accounts. */
  longestMs: number;
};

/** A pace that holds nobody up. */
const UNPACED = 1_000_000;

export default {
  async fetch(request, env) {
    const { now: at, ...asked } = (await request.json()) as Asked & { now: string };
    const begin = Date.now();
    const clock = () => new Date(Date.parse(at) + Date.now() - begin);
    const answered: Answered = { jobs: [], mails: 0, longestMs: 0 };
    const accounts = openAccounts(timed(env.ACCOUNTS, answered));
    const catalogue = openCatalogue(env.CATALOGUE);
    const send = async (jobs: Job[]) => void answered.jobs.push(...jobs);
    switch (asked.kind) {
      case "publish": {
        const reads = asked.postings.map((posting) => ({ ok: true as const, posting, doubts: [], raw: "" }));
        const feed = { publisher: "bench", feed: "bench", full: false, force: false, part: null };
        await importPostings(catalogue, { ...feed, reads }, clock());
        break;
      }
      case "tick":
        await planAlerts({ accounts, catalogue, send }, clock());
        break;
      case "match-slice":
        await matchRunSlice({ accounts, catalogue, send }, asked.run, asked.slice, clock());
        break;
      case "compose-alerts": {
        const links = { signingKey: "a-signing-key", siteUrl: "https://pass.example" };
        answered.mails = await composeAlerts({ accounts, catalogue, ...links }, asked.candidates, clock());
        break;
      }
      case "nothing":
        for (let time = 0; time < asked.times; time++) await env.ACCOUNTS.prepare("SELECT 1").all();
        break;
      case "send": {
        const settings = { provider: "resend", url: asked.provider, key: "a-key", from: "PASS <pass@pass.example>" };
        answered.mails = await sendMails({
          accounts,
          catalogue,
          provider: openMailProvider(settings),
          perSecond: UNPACED,
          clock,
        });
      }
    }
    return Response.json(answered);
  },
} satisfies ExportedHandler<{ CATALOGUE: D1Database; ACCOUNTS: D1Database }>;

/** A database that notes how long its longest statement took. */
function timed(d1: D1Database, answered: Answered): D1Database {
  const batch = d1.batch.bind(d1);
  return new Proxy(d1, {
    get: (target, name) =>
      name === "batch"
        ? async (statements: D1PreparedStatement[]) => {
            const results = await batch(statements);
            for (const { meta } of results) answered.longestMs = Math.max(answered.longestMs, meta.duration);
            return results;
          }
        : (Reflect.get(target, name) as (...given: unknown[]) => unknown).bind(target),
  });
}
