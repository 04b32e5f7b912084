import type { AppLoadContext } from "@remix-run/cloudflare";
import type { Job } from "#app/domain/job.ts";

/** Tells the `alerts` worker that a mail waits. When the message fails, the worker finds the mail at its next tick. */
export function sendMailsSoon({ env, waitUntil }: AppLoadContext): void {
  const job: Job = { kind: "send-mails" };
  waitUntil(env.JOBS.send(job).catch(() => console.error(JSON.stringify({ event: "hint-failed" }))));
}
