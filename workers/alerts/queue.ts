import * as v from "valibot";
import { Job } from "#app/domain/job.ts";
import { type Hands, mailRun } from "./hands.ts";

/**
 * Takes a batch of jobs: each says that there is work, so a batch of one kind is one run of it. Never throws, which would
 * retry the whole batch, and acknowledges all: whatever is left is taken up by the next tick.
 */
export async function takeBatch(batch: MessageBatch, hands: Hands): Promise<void> {
  const kinds = new Set<Job["kind"]>();
  for (const message of batch.messages) {
    const job = v.safeParse(Job, message.body);
    if (job.success) kinds.add(job.output.kind);
    // Of another version of ours, or of nobody: there is nothing to be done with it, now or later.
    else console.error(JSON.stringify({ event: "job-unknown", queue: batch.queue, id: message.id }));
    message.ack();
  }
  if (!kinds.has("send-mails")) return;
  try {
    await mailRun(hands);
  } catch (error) {
    console.error(JSON.stringify({ event: "job-failed", kind: "send-mails", error: nameOf(error) }));
  }
}

/** The message of a failed query holds its parameters: its name is all that is logged. */
export function nameOf(error: unknown): string {
  const cause = error instanceof Error ? (error.cause ?? error) : error;
  return cause instanceof Error ? `${cause.name}: ${cause.message}`.slice(0, 200) : "unknown";
}
