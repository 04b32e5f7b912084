import type { Job } from "#app/domain/job.ts";
import type { AlertDeps } from "#app/services/alerts/plan-alerts.ts";
import { pullSource } from "#app/services/imports/sources/pull-source.ts";
import { tellOperator } from "#app/services/imports/sources/tell-operator.ts";
import { openMailProvider } from "#app/services/mails/mail-provider.ts";
import { sendMails } from "#app/services/mails/send-mails.ts";
import { writeMails } from "#app/services/mails/write-mails.ts";
import { backUp } from "#app/services/operations/backup/back-up.ts";
import { noteTold } from "#app/services/operations/backup/note-told.ts";
import { type Accounts, openAccounts } from "#db/accounts/database.ts";
import { isSwitchedOff } from "#db/accounts/operations/switches.ts";
import { type Catalogue, openCatalogue } from "#db/catalogue/database.ts";
import { findDueSources } from "#db/catalogue/imports/sources.ts";

/** The dependencies of this worker's entry points. */
export type Deps = { catalogue: Catalogue; accounts: Accounts; env: AlertsEnv; clock: () => Date };

/** Opens the databases. @param clock returns the current time */
export function openDeps(env: AlertsEnv, clock: () => Date): Deps {
  return { catalogue: openCatalogue(env.CATALOGUE), accounts: openAccounts(env.ACCOUNTS), env, clock };
}

/** The dependencies of matching and composing alerts. */
export function alertDeps({ accounts, catalogue, env }: Deps): AlertDeps {
  return { accounts, catalogue, send: (jobs) => sendJobs(env.JOBS, jobs) };
}

/** Pulls a source, and tells the operator at once when it fails. It stays due while publishing is switched off. */
export async function pullRun(deps: Deps, source: number): Promise<void> {
  const { catalogue, accounts, env, clock } = deps;
  if (await isSwitchedOff(accounts, "publishing")) return;
  await pullSource({ catalogue, siteUrl: env.SITE_URL, local: env.LOCAL_SOURCES === "on", clock }, source);
  await tellRun(deps);
}

/** Tells the operator of sources that fail or are silent, and has the mails sent. */
export async function tellRun({ accounts, catalogue, env, clock }: Deps): Promise<void> {
  const told = await tellOperator({ accounts, catalogue, operatorMail: env.OPERATOR_MAIL }, clock());
  if (told > 0) await sendJobs(env.JOBS, [{ kind: "send-mails" }]);
}

/** Sources that one tick asks for. The next tick asks for the others. */
const PULLED_A_TICK = 50;

/**
 * Asks for the sources that are due, on a queue of their own: a pull may take a minute and most of the memory of a
 * worker, and mails do not wait behind it.
 */
export async function askForPulls({ catalogue, env, clock }: Deps): Promise<void> {
  const due = await findDueSources(catalogue, PULLED_A_TICK, clock());
  await sendJobs(
    env.PULLS,
    due.map((source) => ({ kind: "pull-source", source })),
  );
}

/** Messages that a queue takes in one call, at most. */
const MESSAGES_A_CALL = 100;

async function sendJobs(queue: Queue, jobs: Job[]): Promise<void> {
  for (let start = 0; start < jobs.length; start += MESSAGES_A_CALL) {
    await queue.sendBatch(jobs.slice(start, start + MESSAGES_A_CALL).map((body) => ({ body })));
  }
}

/** Backs up the databases, and notes which mails were sent. Without a bucket of backups there are none. */
export async function backupRun({ accounts, catalogue, env, clock }: Deps): Promise<void> {
  if (!env.BACKUPS) return;
  const deps = { accounts, catalogue, bucket: env.BACKUPS };
  await noteTold(deps, clock());
  await backUp(deps, clock());
}

/** Mails that one run writes. The next run writes the others. */
const WRITTEN_A_RUN = 100;

/** Writes the mails that were requested, and sends the mails that are due. */
export async function mailRun({ accounts, catalogue, env, clock }: Deps): Promise<void> {
  const { SIGNING_KEY: signingKey, SITE_URL: siteUrl } = env;
  await writeMails({ accounts, catalogue, signingKey, siteUrl }, WRITTEN_A_RUN, clock());
  const provider = openMailProvider({
    provider: env.MAIL_PROVIDER,
    url: env.MAIL_URL,
    key: env.MAIL_KEY ?? "",
    from: env.MAIL_FROM,
  });
  await sendMails({ accounts, catalogue, provider, perSecond: Number(env.MAIL_PER_SECOND), clock });
}
