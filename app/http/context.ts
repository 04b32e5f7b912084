import { type Accounts, openAccounts } from "#db/accounts/database.ts";
import { type Catalogue, openCatalogue } from "#db/catalogue/database.ts";

/** The context given to every loader and action: the databases, the settings, and the time of the request. */
export type LoadContext = {
  /** The nearest replica of the catalogue, for reading. */
  catalogue: Catalogue;
  /** The primary of the catalogue, for publishing. */
  primaryCatalogue: Catalogue;
  /** The database of the accounts. Public pages never use it. */
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
 * The time at which a request is answered. Tests set it by a header. The header counts only where `TEST_CLOCK` is set,
 * and no deployed worker sets it.
 */
export function nowOf(request: Request, env: WebEnv): Date {
  const played = env.TEST_CLOCK === "on" ? request.headers.get("x-test-now") : null;
  return played ? new Date(played) : new Date();
}
