import * as v from "valibot";
import { Job } from "#app/domain/job.ts";
import { composeAlerts } from "#app/services/alerts/compose-alerts.ts";
import { matchRunSlice } from "#app/services/alerts/plan-alerts.ts";
import { keepDeadLetter } from "#db/accounts/operations/dead-letters.ts";
import { alertDeps, type Deps, mailRun } from "./deps.ts";

/** A job that failed comes again after so many seconds; by then the next tick may have asked for the same. */
const RETRY_SECONDS = 30;

/**
 * Takes a batch of jobs. Never throws, which would retry the whole batch: each job is acknowledged, or comes again by
 * itself. Jobs are hints: done twice they do no harm, and what a lost one would have done the next tick asks for.
 */
export async function takeBatch(batch: MessageBatch, deps: Deps): Promise<void> {
  const jobs: { message: Message; job: Job }[] = [];
  for (const message of batch.messages) {
    const parsed = v.safeParse(Job, message.body);
    if (parsed.success) jobs.push({ message, job: parsed.output });
    // Of another version of ours, or of nobody: there is nothing to be done with it, now or later.
    else await takeDeadLetter(batch.queue, message, deps);
  }
  for (const { message, job } of jobs) {
    if (job.kind !== "send-mails") await attempt(job, [message], () => work(job, deps));
  }
  // Each says that there are mails: a batch of them is one run.
  const hints = jobs.filter(({ job }) => job.kind === "send-mails");
  const [first] = hints;
  const messages = hints.map(({ message }) => message);
  if (first) await attempt(first.job, messages, () => mailRun(deps));
}

async function work(job: Job, deps: Deps): Promise<void> {
  switch (job.kind) {
    case "match-slice":
      return matchRunSlice(alertDeps(deps), job.run, job.slice, deps.clock());
    case "compose-alerts": {
      const { accounts, catalogue, env, clock } = deps;
      const links = { signingKey: env.SIGNING_KEY, siteUrl: env.SITE_URL };
      const written = await composeAlerts({ accounts, catalogue, ...links }, job.candidates, clock());
      if (written > 0) await alertDeps(deps).send([{ kind: "send-mails" }]);
      return;
    }
    case "send-mails":
      return mailRun(deps);
  }
}

async function attempt({ kind }: Job, messages: Message[], act: () => Promise<void>): Promise<void> {
  try {
    await act();
    for (const message of messages) message.ack();
  } catch (error) {
    console.error(JSON.stringify({ event: "job-failed", kind, error: nameOf(error) }));
    for (const message of messages) message.retry({ delaySeconds: RETRY_SECONDS });
  }
}

/** Keeps what the queue gave up, for operators. */
export async function takeDeadLetters(batch: MessageBatch, deps: Deps): Promise<void> {
  for (const message of batch.messages) await takeDeadLetter(batch.queue, message, deps);
}

async function takeDeadLetter(queue: string, message: Message, { accounts, clock }: Deps): Promise<void> {
  console.error(JSON.stringify({ event: "dead-letter", queue, id: message.id }));
  try {
    await keepDeadLetter(accounts, { id: message.id, body: JSON.stringify(message.body) }, clock());
    message.ack();
  } catch (error) {
    console.error(JSON.stringify({ event: "dead-letter-failed", error: nameOf(error) }));
    message.retry({ delaySeconds: RETRY_SECONDS });
  }
}

/** What is logged of an error. That of a failed query holds its parameters: only what caused it is told. */
export function nameOf(error: unknown): string {
  const cause = error instanceof Error ? (error.cause ?? error) : error;
  return cause instanceof Error ? `${cause.name}: ${cause.message}`.slice(0, 200) : "unknown";
}
