import { type Accounts, openAccounts } from "#db/accounts/database.ts";
import { type Catalogue, openCatalogue } from "#db/catalogue/database.ts";

/** What every loader and action is handed: the databases, the settings, and the moment at which it runs. */
export type LoadContext = {
  /** The catalogue as the nearest replica has it: for pages. */
  catalogue: Catalogue;
  /** The catalogue itself: for publishing. */
  primaryCatalogue: Catalogue;
  /** Public pages never use it. */
  accounts: Accounts;
  env: WebEnv;
  now: Date;
  waitUntil: (work: Promise<unknown>) => void;
};

declare module "@remix-run/cloudflare" {
  interface AppLoadContext extends LoadContext {}
}

/** Makes the context of one request. The clock is read in this file and nowhere below. */
export function loadContext(request: Request, env: WebEnv, ctx: Pick<ExecutionContext, "waitUntil">): LoadContext {
  return {
    catalogue: openCatalogue(env.CATALOGUE.withSession("first-unconstrained")),
    primaryCatalogue: openCatalogue(env.CATALOGUE),
    accounts: openAccounts(env.ACCOUNTS),
    env,
    now: nowOf(request, env),
    waitUntil: (work) => ctx.waitUntil(work),
  };
}

/**
 * The moment at which a request is answered. Tests play it by a header, which counts only where `TEST_CLOCK` is set:
 * never in a deployed worker.
 */
export function nowOf(request: Request, env: WebEnv): Date {
  const played = env.TEST_CLOCK === "on" ? request.headers.get("x-test-now") : null;
  return played ? new Date(played) : new Date();
}
