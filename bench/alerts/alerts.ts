import { printTable } from "#bench/table.ts";
import { type AlertStage, NOW, openAlertStage, type Round, somePostings } from "./alerts-stage.ts";
import { benchDigests } from "./digests.ts";
import { matchInPostgres } from "./postgres-alerts.ts";
import { benchSearchMeanwhile } from "./search-meanwhile.ts";

/** The published load of the largest comparable public system, which takes it 9 min 38 s. */
const PUBLISHED = { searches: 131_454, offers: 459 };
const ROUNDS_OF_ONE = 100;

/**
 * What alerts cost: the rounds of matching, in D1 within the real workerd and beside PostgreSQL; pages of results
 * meanwhile; mails written and handed over. `--searches N` instead of 131,454 and a million, `--digests N` (100,000
 * unless told), `--no-postgres`.
 */
export async function benchAlerts(args: string[]): Promise<void> {
  const given = (name: string) => (args.includes(name) ? Number(args[args.indexOf(name) + 1]) : null);
  const rows = [
    ...(await benchPublishedLoad(given("--searches") ?? PUBLISHED.searches, !args.includes("--no-postgres"))),
    ...(await benchMillion(given("--searches") ?? 1_000_000, given("--digests") ?? 100_000)),
  ];
  printTable(
    "Rounds of alerts: a worker of the bench on D1 in workerd, PostgreSQL 15 with stored tsqueries",
    [
      ...["searches × offers", "found", "‰", "matching s", "limit s", "tick s", "longest statement ms", "limit ms"],
      ...["PostgreSQL found", "PostgreSQL s", "PostgreSQL ÷ D1"],
    ],
    rows,
  );
}

async function benchPublishedLoad(searches: number, besidePostgres: boolean): Promise<string[][]> {
  const stage = await openAlertStage(searches);
  try {
    const measured = await measureRound(stage, PUBLISHED.offers);
    await benchSearchMeanwhile(stage, PUBLISHED.offers);
    const cells = roundCells({ searches, offers: PUBLISHED.offers, limit: 4, ...measured });
    if (!besidePostgres) return [cells];
    const peer = await matchInPostgres(stage.files.accounts, somePostings(stage.published(), PUBLISHED.offers));
    const ratio = peer.ms / matchingMs(measured.round);
    return [[...cells.slice(0, -3), String(peer.pairs), (peer.ms / 1000).toFixed(2), ratio.toFixed(1)]];
  } finally {
    await stage.stop();
  }
}

async function benchMillion(searches: number, digests: number): Promise<string[][]> {
  const stage = await openAlertStage(searches);
  try {
    const first = await measureRound(stage, 1);
    const memory: Record<string, number> = { "after the first round": stage.memory() };
    const rounds: Measured[] = [];
    for (let round = 1; round <= ROUNDS_OF_ONE; round++) {
      rounds.push(await measureRound(stage, 1));
      if (round % 25 === 0) memory[`after ${round} more`] = stage.memory();
    }
    const many = await measureRound(stage, 500);
    memory["after one of 500 offers"] = stage.memory();
    await benchDigests(stage, digests);
    memory["after all mails"] = stage.memory();
    printTable("Memory of workerd, MB", Object.keys(memory), [Object.values(memory).map(String)]);
    await benchMemoryOfNothing();
    const of = { searches, limit: 0.5 };
    return [
      roundCells({ ...of, offers: 1, ...first, name: ", the first round" }),
      roundCells({ ...of, offers: 1, ...median(rounds.slice(0, 10)), name: ", the next ten" }),
      roundCells({ ...of, offers: 1, ...median(rounds.slice(-10)), name: ", the last ten of a hundred" }),
      roundCells({ searches, limit: 30, offers: 500, ...many }),
    ];
  } finally {
    await stage.stop();
  }
}

/** About what a round of one offer asks of the databases: its import, a tick and a slice. */
const CALLS_A_ROUND = 30;

/** How the memory of a workerd grows that asks as often of its database, and nothing but `SELECT 1`. */
async function benchMemoryOfNothing(): Promise<void> {
  const stage = await openAlertStage(1);
  try {
    const memory: Record<string, number> = { "at first": stage.memory() };
    for (let round = 1; round <= ROUNDS_OF_ONE; round++) {
      await stage.ask({ kind: "nothing", times: CALLS_A_ROUND });
      if (round % 25 === 0) memory[`after ${round} times`] = stage.memory();
    }
    printTable(`Memory of a workerd that asks « SELECT 1 » ${CALLS_A_ROUND} times a round, MB`, Object.keys(memory), [
      Object.values(memory).map(String),
    ]);
  } finally {
    await stage.stop();
  }
}

type Measured = { round: Round; found: number };

async function measureRound(stage: AlertStage, offers: number): Promise<Measured> {
  await stage.publish(offers);
  const before = stage.count("SELECT count(*) FROM alert_matches");
  const round = await stage.round(NOW);
  return { round, found: stage.count("SELECT count(*) FROM alert_matches") - before };
}

/** The one of some rounds that took neither most nor least. */
function median(rounds: Measured[]): Measured {
  const sorted = rounds.toSorted((a, b) => matchingMs(a.round) - matchingMs(b.round));
  const middle = sorted[Math.floor(sorted.length / 2)];
  if (!middle) throw new Error("no rounds");
  return middle;
}

const matchingMs = ({ sliceMs }: Round): number => sliceMs.reduce((sum, ms) => sum + ms, 0);

function roundCells({
  searches,
  offers,
  limit,
  round,
  found,
  name = "",
}: Measured & { searches: number; offers: number; limit: number; name?: string }): string[] {
  return [
    `${searches.toLocaleString("en")} × ${offers}${name}`,
    String(found),
    ((1000 * found) / (searches * offers)).toFixed(1),
    (matchingMs(round) / 1000).toFixed(2),
    String(limit),
    (round.planMs / 1000).toFixed(2),
    String(round.longestMs),
    "1000",
    ...["", "", ""],
  ];
}
