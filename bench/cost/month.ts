import type { Cost } from "./acts.ts";
import { ASSUMED as A } from "./assumptions.ts";
import type { Usage } from "./bill.ts";
import type { Priced } from "./prices.ts";

const DAYS = 30;
const WEEKS = DAYS / 7;
const TICKS = DAYS * 24 * 60;
const DOCUMENT_BYTES = 300_000;

/** Bytes in a database: of an offer; of a candidate with her searches; of a mail; of the marks of an alert. Measured. */
export type Bytes = { offer: number; candidate: number; mail: number; told: number };

/** Weeks that mails, and marks of what they told, are kept: `db/accounts/sweeping.ts`. */
const KEPT_WEEKS = { mail: 1, told: 90 / 7 };

/** How often each act happens in a month, by so many candidates. The names are those of the acts. */
function timesOf(candidates: number): Record<string, number> {
  const visits = candidates * A.visitsEach;
  const { home, results, offers, files } = A.pagesEach;
  const [newOnes, mails] = [candidates * A.newShare, candidates * A.alertsAWeek * WEEKS];
  return {
    home: visits * home * (1 - A.cached.home),
    "results, cached": visits * (results * A.cached.results + home * A.cached.home),
    results: visits * results * (1 - A.cached.results),
    "offer, cached": visits * offers * A.cached.offers,
    offer: visits * (offers * (1 - A.cached.offers) + A.botsPerVisit),
    "file of the build": visits * files,
    "log-in": candidates * A.logInsEach,
    "page of a candidate": candidates * A.pagesOfHerOwnEach,
    "sign-up until activated": newOnes,
    "upload of 300 kB": newOnes * A.uploadsOfNew,
    "saved search": newOnes * A.searchesEach,
    "import, a new offer": A.newOffersADay * DAYS,
    "import, an unchanged offer": A.openOffers * A.pullsADay * DAYS,
    "alert mail": mails,
    "quiet tick": TICKS,
    // A run for each pull that brings something, over every saved search.
    "saved search matched": A.pullsADay * DAYS * candidates * A.searchesEach,
    "1,000 rows backed up": (DAYS * rowsOf(candidates)) / 1_000,
    "/flux/offres": DAYS * 24,
  };
}

/** Rows of both databases, which a night's backup reads: an offer has some three, a candidate twelve, an alert fourteen. */
function rowsOf(candidates: number): number {
  return 12 * A.newOffersADay * DAYS * 3 + candidates * 12 + candidates * A.alertsAWeek * KEPT_WEEKS.told * 14;
}

/** What is used in a month. @param costs of each act, once */
export function usageOf(candidates: number, costs: Record<string, Cost>, bytes: Bytes): Usage<Priced> {
  const times = Object.entries(timesOf(candidates));
  const sum = (of: (cost: Cost) => number) =>
    times.reduce((total, [act, count]) => total + count * of(costs[act] ?? missing(act)), 0);
  const yearOfOffers = 12 * A.newOffersADay * DAYS;
  const alerts = A.alertsAWeek * (KEPT_WEEKS.mail * bytes.mail + KEPT_WEEKS.told * bytes.told);
  const stored = yearOfOffers * bytes.offer + candidates * (bytes.candidate + alerts);
  return {
    requests: sum(({ web, alerts }) => web + alerts),
    cpuMs: sum(({ cpuMs }) => cpuMs),
    logLines: TICKS + candidates * (2 + A.logInsEach),
    rowsRead: sum(({ rowsRead }) => rowsRead),
    rowsWritten: sum(({ rowsWritten }) => rowsWritten),
    d1Bytes: stored,
    classA: sum(({ classA }) => classA),
    classB: sum(({ classB }) => classB),
    r2Bytes: candidates * A.uploadsOfNew * DOCUMENT_BYTES + DAYS * stored * PACKED,
    queueOperations: sum(({ queueOperations }) => queueOperations),
  };
}

/** How long a backup is beside the databases: it holds no index, and is compressed. */
const PACKED = 0.12;

/** Mails a month: alerts, and one for each sign-up. */
export const mailsOf = (candidates: number) => candidates * (A.alertsAWeek * WEEKS + A.newShare);

function missing(act: string): never {
  throw new Error(`not measured: ${act}`);
}
