import * as v from "valibot";
import { Job } from "#app/domain/job.ts";
import type { Accounts } from "#db/accounts/database.ts";
import type { Operator } from "#db/accounts/operations/access/operator-sessions.ts";
import { deleteDeadLetter, findDeadLetter } from "#db/accounts/operations/dead-letters.ts";
import { noteOperatorEvent } from "#db/accounts/operations/operator-audit.ts";

/** The job that a message is; null when it is none of this version. @param body JSON */
export function jobOf(body: string): Job | null {
  try {
    const parsed = v.safeParse(Job, JSON.parse(body));
    return parsed.success ? parsed.output : null;
  } catch {
    return null;
  }
}

/**
 * Sends the job of a message that the queue gave up delivering once more, and deletes the message. A job may be sent any
 * number of times: it only says that there is work. It is written down first; the message stays when sending fails.
 */
export async function replayJob(
  { accounts, send }: { accounts: Accounts; send: (job: Job) => Promise<unknown> },
  id: string,
  operator: Operator,
  now: Date,
): Promise<"replayed" | "gone" | "no-job"> {
  const letter = await findDeadLetter(accounts, id);
  if (!letter) return "gone";
  const job = jobOf(letter.body);
  if (!job) return "no-job";
  await noteOperatorEvent(
    accounts,
    { operator, event: "dead-letter-replayed", subject: { kind: "dead-letter", id } },
    now,
  );
  await send(job);
  await deleteDeadLetter(accounts, id);
  return "replayed";
}
