import type { Seen } from "#app/services/publishing/offer-tally.ts";
import { type Accounts, openAccounts } from "#db/accounts/database.ts";
import { type Catalogue, openCatalogue } from "#db/catalogue/database.ts";
import { countOffer } from "./offer-counting.ts";

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
  /** Counts what the visitor does with an offer. The page neither waits for it nor fails by it. */
  countOffer: (seen: Seen) => void;
};

declare module "@remix-run/cloudflare" {
  interface AppLoadContext extends LoadContext {}
}

/** Makes the context of one request. The clock is read in this file and nowhere below. */
export function loadContext(request: Request, env: WebEnv, ctx: Pick<ExecutionContext, "waitUntil">): LoadContext {
  const now = nowOf(request, env);
  const waitUntil = (work: Promise<unknown>) => ctx.waitUntil(work);
  return {
    catalogue: openCatalogue(env.CATALOGUE.withSession("first-unconstrained")),
    primaryCatalogue: openCatalogue(env.CATALOGUE),
    accounts: openAccounts(env.ACCOUNTS),
    env,
    now,
    waitUntil,
    countOffer: (seen) => countOffer(request, seen, { env, now, waitUntil }),
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
