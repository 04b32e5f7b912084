import type { Seen } from "#app/services/publishing/offer-tally.ts";
import { type Accounts, openAccounts } from "#db/accounts/database.ts";
import { type Catalogue, openCatalogue } from "#db/catalogue/database.ts";
import { formPatience, type Patience, pagePatience } from "#db/d1/patience.ts";
import { countOffer } from "./counting/offer-counting.ts";
import type { UnsavedForm } from "./unsaved-form.ts";

/** The context given to every loader and action: the databases, the settings, and the time of the request. */
export type LoadContext = {
  /** The nearest replica of the catalogue, for reading. */
  catalogue: Catalogue;
  /** The primary of the catalogue, for publishing. */
  primaryCatalogue: Catalogue;
  /** The database of the accounts. Public pages never use it. */
  accounts: Accounts;
  /** How long this request waits for its databases, and whether they failed it. */
  patience: Patience;
  /** The form that the databases could not take, for the page that shows it again; otherwise null. */
  unsaved: UnsavedForm | null;
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
  const patience = isRead(request) ? pagePatience() : formPatience();
  return {
    catalogue: openCatalogue(env.CATALOGUE.withSession("first-unconstrained"), patience),
    primaryCatalogue: openCatalogue(env.CATALOGUE, patience),
    accounts: openAccounts(env.ACCOUNTS, patience),
    patience,
    unsaved: null,
    env,
    now,
    waitUntil,
    countOffer: (seen) => countOffer(request, seen, { env, now, waitUntil }),
  };
}

function isRead({ method }: Request): boolean {
  return method === "GET" || method === "HEAD";
}

/**
 * The time at which a request is answered. Tests set it by a header. The header counts only where `TEST_CLOCK` is set,
 * and no deployed worker sets it.
 */
export function nowOf(request: Request, env: WebEnv): Date {
  const played = env.TEST_CLOCK === "on" ? request.headers.get("x-test-now") : null;
  return played ? new Date(played) : new Date();
}
