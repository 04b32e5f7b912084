import { env } from "cloudflare:workers";
import { type SendingDeps, sendMails } from "#app/services/mails/send-mails.ts";
import type { aClock, aProvider } from "#test/support/outside/provider.ts";
import { openStage } from "./alerts.ts";

export const NOON = "2026-11-20T12:00:00.000Z";

type Said = { kind?: string; priority?: 0 | 1; to?: { id: number | null; email: string }; dueAt?: string };

/** A mail that is written, and due: to nobody who has an account unless it is said to whom. @returns its id */
export async function aMail(
  subject: string,
  { kind = "goodbye", priority = 0, to = { id: null, email: `${subject}@exemple.fr` }, dueAt = NOON }: Said = {},
): Promise<string> {
  const id = crypto.randomUUID();
  await env.ACCOUNTS.prepare(
    `INSERT INTO mails (id, kind, priority, candidate_id, recipient, details, subject, html, text, headers, state, due_at, created_at)
      VALUES (?, ?, ?, ?, ?, '{}', ?, '<p>a</p>', 'a', '{"X-A":"b"}', 'pending', ?, ?)`,
  )
    .bind(id, kind, priority, to.id, to.email, subject, dueAt, NOON)
    .run();
  return id;
}

/** A run of the sender, whose waiting moves the test's clock on. @returns how many were accepted */
export function run(
  { clock, waitUntil }: ReturnType<typeof aClock>,
  { provider }: ReturnType<typeof aProvider>,
  deps: Partial<SendingDeps> = {},
): Promise<number> {
  const { accounts, catalogue } = openStage();
  return sendMails({ accounts, catalogue, provider, perSecond: 5, clock, waitUntil, ...deps });
}

/** Runs a minute apart, as the cron does. */
export async function runs(
  time: ReturnType<typeof aClock>,
  provider: ReturnType<typeof aProvider>,
  minutes: number,
): Promise<void> {
  for (let minute = 0; minute < minutes; minute++) {
    await run(time, provider);
    time.pass(60);
  }
}

/** How the mails stand, by their subjects. */
export async function states(): Promise<Record<string, string>> {
  const { results } = await env.ACCOUNTS.prepare("SELECT subject, state FROM mails").all<{
    subject: string;
    state: string;
  }>();
  return Object.fromEntries(results.map(({ subject, state }) => [subject, state]));
}

export const column = (name: "last_error" | "html", subject: string) =>
  env.ACCOUNTS.prepare(`SELECT ${name} FROM mails WHERE subject = ?`).bind(subject).first(name);
