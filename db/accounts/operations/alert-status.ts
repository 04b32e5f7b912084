import { type SQL, sql } from "drizzle-orm";
import { shift } from "#app/domain/time.ts";
import { reconciliation } from "./reconciliation.ts";

/** A question of operators, and the statement that answers it with numbers and codes, without personal data. */
export type Question = { title: string; statement: SQL };

const HOUR = 3_600_000;

/** The state of the alerts and the mails. */
export function statusQuestions(now: Date): Question[] {
  const at = now.toISOString();
  const dayAgo = shift(at, -24 * HOUR);
  return [
    { title: "What must hold (1: it does)", statement: reconciliation(now) },
    {
      title: "Moments",
      statement: sql`SELECT ${at} AS now,
        (SELECT position FROM cursors WHERE name = 'tick') AS "last tick",
        (SELECT value FROM settings WHERE name = 'alerts-paused') AS "alerts paused since",
        (SELECT position FROM cursors WHERE name = 'mail-pause' AND position > ${at}) AS "provider left alone until",
        (SELECT to_offer_id FROM alert_runs WHERE state = 'done' ORDER BY id DESC LIMIT 1) AS "matched up to offer"`,
    },
    {
      title: "Open round",
      statement: sql`SELECT id, state, offers, (SELECT count(*) FROM alert_slices WHERE run_id = r.id) || ' of ' || slices AS slices,
        started_at AS started FROM alert_runs r WHERE state <> 'done'`,
    },
    {
      title: "Saved searches",
      statement: sql`SELECT coalesce(cadence, 'off') AS bell, count(*) AS searches, count(broken) AS broken
        FROM saved_searches WHERE deleted_at IS NULL GROUP BY cadence`,
    },
    {
      title: "Found, and to be mailed",
      statement: sql`SELECT CASE WHEN due_at > ${at} THEN 'later' WHEN due_at > ${shift(at, -HOUR / 4)} THEN 'due'
          WHEN due_at > ${shift(at, -HOUR)} THEN 'due for 15 min' ELSE 'due for 1 h' END AS age,
        count(*) AS pairs, count(DISTINCT candidate_id) AS candidates, min(due_at) AS oldest
        FROM alert_matches WHERE state = 'pending' GROUP BY 1`,
    },
    {
      title: "Mails",
      statement: sql`SELECT state, iif(kind = 'alert', 'alert', iif(priority = 0, 'waited for', 'other')) AS sort,
        count(*) AS mails, min(created_at) AS oldest FROM mails GROUP BY 1, 2 ORDER BY 1, 2`,
    },
    {
      title: "Failed, or perhaps sent, in the last day",
      statement: sql`SELECT state, kind, last_error AS reason, count(*) AS mails, max(done_at) AS last FROM mails
        WHERE done_at > ${dayAgo} AND state IN ('failed', 'unknown') GROUP BY 1, 2, 3 ORDER BY mails DESC LIMIT 20`,
    },
    {
      title: "Addresses that take no mail",
      statement: sql`SELECT reason, count(*) AS addresses FROM suppressions GROUP BY reason`,
    },
    {
      title: "Dead letters",
      statement: sql`SELECT count(*) AS messages, count(CASE WHEN at > ${dayAgo} THEN 1 END) AS "in the last day" FROM dead_letters`,
    },
  ];
}

/** The 50 newest messages that the queue gave up delivering. */
export const deadLetterQuestion = (): Question => ({
  title: "Dead letters, newest first",
  statement: sql`SELECT at, id, body FROM dead_letters ORDER BY at DESC LIMIT 50`,
});

/** Pauses the alerts: none is matched, written or sent. Offers published meanwhile are mailed after `resumeAlerts`. */
export const pauseAlerts = (now: Date): SQL =>
  sql`INSERT INTO settings (name, value) VALUES ('alerts-paused', ${now.toISOString()}) ON CONFLICT (name) DO NOTHING`;

/** Resumes the alerts. What people were told of this pause is not what they are told of the next one. */
export const resumeAlerts = (): SQL => sql`DELETE FROM settings WHERE name IN ('alerts-paused', 'alerts-notice')`;
