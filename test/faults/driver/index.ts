import { sql } from "drizzle-orm";
import type { Cadence } from "#app/domain/alerts/alert.ts";
import type { Job } from "#app/domain/job.ts";
import type { Posting } from "#app/domain/offers/posting.ts";
import { parseSearch } from "#app/domain/search/search.ts";
import { withdrawPosting } from "#app/services/imports/publish-posting.ts";
import { compileSearches, criteriaOf } from "#app/services/saved-searches/compile-search.ts";
import { confirmEmail } from "#db/accounts/account/candidates.ts";
import { deleteCandidate } from "#db/accounts/account/erasure.ts";
import { type MailEvent, recordMailEvents } from "#db/accounts/mails/suppressions.ts";
import { setCadence, switchOff, updateCriteria } from "#db/accounts/saved-searches/saved-searches.ts";
import { newestOfferId } from "#db/catalogue/alerts/fresh-offers.ts";
import { aSavedSearch, openStage, publishPostings, type Stage } from "#test/support/alerts/alerts.ts";
import { aCandidateRow } from "#test/support/candidate-row.ts";

type DriverEnv = { ACCOUNTS: D1Database; CATALOGUE: D1Database; JOBS: Queue<Job>; ALERTS: Handlers };

/** Handlers of another worker that workerd lets the driver call (`service_binding_extra_handlers`). */
type Handlers = {
  scheduled(event: { scheduledTime: Date; cron: string }): Promise<unknown>;
  queue(name: string, messages: { id: string; timestamp: Date; attempts: number; body: Job }[]): Promise<unknown>;
};

/** The acts that the driver performs. `at` is the time of the act, ISO 8601. */
export type Act = { at: string } & (
  | { act: "join"; name: string }
  | { act: "save"; candidateId: number; query: string; cadence: Cadence; slice: "same" | "next" }
  | { act: "bell"; id: number; candidateId: number; cadence: Cadence | null }
  | { act: "unsubscribe"; candidateId: number; id: number | null }
  | { act: "criteria"; id: number; candidateId: number; query: string }
  | { act: "move"; candidateId: number; email: string }
  | { act: "event"; event: MailEvent }
  | { act: "leave"; candidateId: number }
  | { act: "publish"; postings: Posting[] }
  | { act: "withdraw"; reference: string }
  | { act: "tick" }
  | { act: "enqueue"; jobs: Job[] }
  | { act: "deliver"; jobs: Job[]; attempts: number }
  | { act: "read" }
  | { act: "mailed" }
);

/** The content of the databases that concerns alerts. */
export type Standing = {
  /** « suppressed »: the provider has told that the address takes no mail. */
  candidates: { id: number; email: string; suppressed: 0 | 1 }[];
  searches: { id: number; candidateId: number; criteria: string; cadence: Cadence | null }[];
  offers: { id: number; reference: string; title: string; withdrawnAt: string | null }[];
  /** Mails that have not ended: whether a sender has claimed them, and whether the provider may have seen them. */
  mails: {
    id: string;
    kind: string;
    candidateId: number | null;
    state: string;
    claimed: 0 | 1;
    tried: 0 | 1;
  }[];
  /** The pending pairs: how many, how many of them are due, and when the last one is. */
  pending: { count: number; due: number; last: string | null };
  openRuns: number;
  /** The newest offer that runs have matched. */
  matchedUpTo: number;
  newestRun: number;
  /** How many slices the newest run has. */
  slices: number;
};

export default {
  async fetch(request, env) {
    const act = (await request.json()) as Act;
    return Response.json((await perform(act, env)) ?? null);
  },
} satisfies ExportedHandler<DriverEnv>;

async function perform(act: Act, env: DriverEnv): Promise<unknown> {
  const stage = openStage(env);
  const { accounts, catalogue } = stage;
  const now = new Date(act.at);
  switch (act.act) {
    case "join": {
      const id = await aCandidateRow(accounts, act.name);
      // A long run simulates years: without this, the candidates would be erased as unused.
      await accounts.run(sql`UPDATE candidates SET last_login_at = '2999-01-01T00:00:00.000Z' WHERE id = ${id}`);
      return id;
    }
    case "save":
      // A run of many offers matches ten thousand ids of saved searches a slice: the others begin the next slice.
      if (act.slice === "next") {
        await accounts.run(sql`UPDATE sqlite_sequence SET seq = (seq / 10000 + 1) * 10000 - 1
          WHERE name = 'saved_searches'`);
      }
      return aSavedSearch(stage, act.candidateId, act.query, { cadence: act.cadence }, now);
    case "bell": {
      const set = { cadence: act.cadence, due: act.at, newestOfferId: await newestOfferId(catalogue) };
      return setCadence(accounts, act, set);
    }
    case "unsubscribe":
      return switchOff(accounts, act.candidateId, act.id, now);
    case "criteria":
      return changeCriteria(stage, act);
    case "move":
      await accounts.run(sql`INSERT OR REPLACE INTO tokens (hash, kind, candidate_id, email, expires_at)
        SELECT ${act.email}, 'email', id, ${act.email}, '2999' FROM candidates WHERE id = ${act.candidateId}`);
      return confirmEmail(accounts, act.email, now);
    case "event":
      return recordMailEvents(accounts, [act.event], now);
    case "leave":
      return deleteCandidate(accounts, { candidateId: act.candidateId, farewell: "goodbye" }, now);
    case "publish":
      return publishPostings(stage, act.postings, now);
    case "withdraw":
      return withdrawPosting(catalogue, "etat", act.reference, now);
    case "tick":
      return env.ALERTS.scheduled({ scheduledTime: now, cron: "* * * * *" });
    case "enqueue":
      return env.JOBS.sendBatch(act.jobs.map((body) => ({ body })));
    case "deliver": {
      const messages = act.jobs.map((body, index) => ({
        id: `${index}`,
        timestamp: now,
        attempts: act.attempts,
        body,
      }));
      return env.ALERTS.queue("pass-jobs", messages);
    }
    case "read":
      return read(stage, act.at);
    case "mailed":
      return accounts.all(sql`SELECT s.mail_id AS mailId, s.candidate_id AS candidateId, s.offer_ids AS offerIds, m.state
        FROM snapshots s LEFT JOIN mails m ON m.id = s.mail_id`);
  }
}

async function changeCriteria(
  { accounts, catalogue }: Stage,
  act: Extract<Act, { act: "criteria" }>,
): Promise<unknown> {
  const { search } = parseSearch(new URLSearchParams(act.query));
  const newest = await newestOfferId(catalogue);
  const [compiled] = await compileSearches(catalogue, [search]);
  return (
    compiled && updateCriteria(accounts, act, { criteria: criteriaOf(search), newestOfferId: newest, ...compiled })
  );
}

async function read({ accounts, catalogue }: Stage, at: string): Promise<Standing> {
  const [candidates, searches, offers, mails, pending, runs] = await Promise.all([
    accounts.all<Standing["candidates"][number]>(sql`SELECT c.id, c.email,
      EXISTS (SELECT 1 FROM suppressions s WHERE s.email_key = c.email_key) AS suppressed FROM candidates c`),
    accounts.all<Standing["searches"][number]>(
      sql`SELECT id, candidate_id AS candidateId, criteria, cadence FROM saved_searches`,
    ),
    catalogue.all<Standing["offers"][number]>(
      sql`SELECT id, reference, title, withdrawn_at AS withdrawnAt FROM offers ORDER BY id DESC LIMIT 500`,
    ),
    accounts.all<
      Standing["mails"][number]
    >(sql`SELECT id, kind, candidate_id AS candidateId, state, state = 'sending' OR first_tried_at IS NOT NULL AS claimed,
        first_tried_at IS NOT NULL AS tried FROM mails
      WHERE state IN ('requested', 'pending', 'sending')`),
    accounts.get<Standing["pending"]>(
      sql`SELECT count(*) AS count, count(*) FILTER (WHERE due_at <= ${at}) AS due, max(due_at) AS last
        FROM alert_matches WHERE state = 'pending'`,
    ),
    accounts.get<{ open: number; newest: number; slices: number; upTo: number }>(
      sql`SELECT count(*) FILTER (WHERE state <> 'done') AS open, coalesce(max(id), 0) AS newest,
        coalesce((SELECT slices FROM alert_runs ORDER BY id DESC LIMIT 1), 0) AS slices,
        coalesce(max(to_offer_id) FILTER (WHERE state = 'done'), 0) AS upTo FROM alert_runs`,
    ),
  ]);
  return {
    candidates,
    searches,
    offers,
    mails,
    pending,
    openRuns: runs.open,
    matchedUpTo: runs.upTo,
    newestRun: runs.newest,
    slices: runs.slices,
  };
}
