import { logEvent } from "#app/services/events.ts";
import { hashSecret } from "#app/services/secrets.ts";
import type { Accounts } from "#db/accounts/database.ts";
import { requestMail } from "#db/accounts/outbox.ts";
import type { Catalogue } from "#db/catalogue/database.ts";
import { findFailuresToTell, findSilencesToTell, markTold, type Source } from "#db/catalogue/imports/sources.ts";

type Deps = { accounts: Accounts; catalogue: Catalogue; operatorMail: string };

/**
 * Mails the operator of sources that fail and of sources that show nothing new any more, each once until it gets better,
 * failures again after a day. Without an address of the operator this is logged only.
 * @returns of how many sources
 */
export async function tellOperator(deps: Deps, now: Date): Promise<number> {
  const failing = await findFailuresToTell(deps.catalogue, now);
  for (const source of failing) await tell(deps, source, "failure", now);
  const silent = await findSilencesToTell(deps.catalogue, now);
  for (const source of silent) await tell(deps, source, "silence", now);
  return failing.length + silent.length;
}

/** The mail, then the mark. When the mark fails, the next tick requests the same mail, by its id, and it stays one. */
async function tell({ accounts, catalogue, operatorMail }: Deps, source: Source, of: "failure" | "silence", now: Date) {
  const { id, name, url, failures, lastError, succeededAt, changedAt, createdAt, failureToldAt, silenceToldAt } =
    source;
  logEvent(of === "failure" ? "source-failing" : "source-silent", { source: id, failures });
  if (operatorMail) {
    // A source that succeeded, or was told of, since the last mail is another occasion.
    const occasion = of === "failure" ? [succeededAt, failureToldAt] : [changedAt, silenceToldAt];
    const request = {
      id: await idOf([of, id, createdAt, ...occasion].join("/")),
      kind: of === "failure" ? ("source-failing" as const) : ("source-silent" as const),
      recipient: operatorMail,
      details: {
        name,
        url,
        error: lastError ?? "",
        since: (of === "failure" ? succeededAt : (changedAt ?? createdAt)) ?? "",
      },
      priority: 1 as const,
    };
    await accounts.run(requestMail(request, now));
  }
  await markTold(catalogue, id, of, now);
}

/** An id in the form of the others, always the same for the same occasion. */
async function idOf(occasion: string): Promise<string> {
  const hash = await hashSecret(occasion);
  return hash.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12}).*$/, "$1-$2-$3-$4-$5");
}
