import * as v from "valibot";
import { Job } from "#app/domain/job.ts";
import { composeAlerts } from "#app/services/alerts/compose-alerts.ts";
import { matchRunSlice } from "#app/services/alerts/plan-alerts.ts";
import { nameOf } from "#app/services/events.ts";
import { keepDeadLetter } from "#db/accounts/operations/dead-letters.ts";
import { alertDeps, type Deps, mailRun, pullRun } from "./deps.ts";

/** A job that failed is retried after this delay. The next tick may have enqueued the same work by then. */
const RETRY_SECONDS = 30;

/**
 * Handles a batch of jobs. It never throws, which would retry the whole batch: each job is acknowledged or retried by
 * itself. Jobs are hints: they may be repeated, and the next tick enqueues again the work of a lost one.
 */
export async function takeBatch(batch: MessageBatch, deps: Deps): Promise<void> {
  const jobs: { message: Message; job: Job }[] = [];
  for (const message of batch.messages) {
    const parsed = v.safeParse(Job, message.body);
    if (parsed.success) jobs.push({ message, job: parsed.output });
    // A message that is no job, perhaps of another version of ours, is never retried: it is stored as a dead letter.
    else await takeDeadLetter(batch.queue, message, deps);
  }
  for (const { message, job } of jobs) {
    if (job.kind !== "send-mails") await attempt(job, [message], () => work(job, deps));
  }
  // Each `send-mails` only says that there are mails: one run serves all of them.
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
    case "pull-source":
      return pullRun(deps, job.source);
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

/** Stores the messages that the queue gave up delivering, for operators. */
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
