import { env } from "cloudflare:workers";
import { sql } from "drizzle-orm";
import { beforeEach, expect, test } from "vitest";
import { supplyBy } from "#app/domain/statistics/supply.ts";
import { computeStatistics } from "#app/services/statistics/compute-statistics.ts";
import { openCatalogue } from "#db/catalogue/database.ts";
import { findStatistics } from "#db/catalogue/statistics/computed.ts";
import { sweepSearches } from "#db/catalogue/statistics/search-counts.ts";
import { countPublished } from "#db/catalogue/statistics/supply.ts";
import { publishPostings } from "#test/support/alerts/alerts.ts";
import { plansOf } from "#test/support/plans.ts";
import { aPosting } from "#test/support/postings.ts";

const db = openCatalogue(env.CATALOGUE);
const NOW = new Date("2026-11-25T12:00:00Z");
const MONTHS = ["2026-09", "2026-10", "2026-11"];

beforeEach(async () => {
  for (const table of ["statistics", "search_counts", "offer_domains", "offers"]) await db.run(`DELETE FROM ${table}`);
});

async function computeAll(now = NOW): Promise<number[]> {
  const steps: number[] = [];
  do steps.push(await computeStatistics(db, now));
  while (steps.at(-1));
  return steps;
}

test("offers are counted in the month that published them in Paris, with those that are open and how long the others were", async () => {
  const said = { domains: ["NUM", "ACH"] };
  const closing = [10, 20, 30, 40, 50].map((days) => {
    const expiresOn = new Date(Date.parse("2026-09-01") + days * 86_400_000).toISOString().slice(0, 10);
    return aPosting({ ...said, reference: `S-2026-1${days}`, publishedAt: "2026-09-01T08:00:00.000Z", expiresOn });
  });
  await publishPostings({ catalogue: db }, closing, new Date("2026-09-01T12:00:00Z"));
  // 1 October in Paris.
  const open = aPosting({ ...said, reference: "S-2026-1", publishedAt: "2026-09-30T22:30:00.000Z" });
  await publishPostings({ catalogue: db }, [open], NOW);
  await computeAll();
  const { months, durations, computedOn } = await findStatistics(db, MONTHS);
  expect(months.map((month) => supplyBy([month], "all")[0] ?? null)).toEqual([
    { code: "", published: 5, open: 0 },
    { code: "", published: 1, open: 1 },
    null,
  ]);
  expect(supplyBy(months, "domain")).toEqual([
    { code: "ACH", published: 6, open: 1 },
    { code: "NUM", published: 6, open: 1 },
  ]);
  expect(durations?.map(({ domain, quartiles }) => [domain, quartiles])).toEqual([
    ["", [20, 30, 40]],
    ["ACH", [20, 30, 40]],
    ["NUM", [20, 30, 40]],
  ]);
  expect(computedOn).toBe("2026-11-25");
});

test("a night takes five ticks, the next tick nothing, and the next night begins again", async () => {
  expect(await computeAll()).toEqual([6, 6, 6, 6, 2, 0]);
  expect(await computeStatistics(db, new Date("2026-11-25T23:05:00Z"))).toBe(6);
});

test("a month that is shown no more is deleted at the end of the night", async () => {
  await computeAll();
  await computeAll(new Date("2026-12-01T12:00:00Z"));
  const names = await db.all<{ name: string }>("SELECT name FROM statistics WHERE name LIKE 'offers/%' ORDER BY name");
  expect([names.length, names[0]?.name]).toEqual([24, "offers/2025-01"]);
});

test("searches are published by complete weeks of the last 24", async () => {
  // The week of 25 November is not over; the first of the 24 weeks before it began on 8 June.
  await db.run(`INSERT INTO search_counts VALUES ('2026-11-23', 'NUM', '35', '', '', 100, 0),
    ('2026-11-16', 'NUM', '35', '', '', 20, 0), ('2026-06-08', 'NUM', '35', '', '', 10, 0), ('2026-06-01', 'NUM', '35', '', '', 50, 0)`);
  await computeAll();
  const { demand } = await findStatistics(db, MONTHS);
  expect([demand?.from, demand?.to, demand?.total]).toEqual(["2026-06-08", "2026-11-22", { searches: 30, empty: 0 }]);
});

test("what is published of searches is the same on Monday and on Sunday, though old weeks are deleted in between", async () => {
  for (let week = Date.parse("2026-05-25"); week < Date.parse("2026-11-23"); week += 7 * 86_400_000) {
    await db.run(
      sql`INSERT INTO search_counts VALUES (${new Date(week).toISOString().slice(0, 10)}, 'NUM', '35', '', '', 10, 0)`,
    );
  }
  const published = async (day: string) => {
    await sweepSearches(db, day);
    await computeAll(new Date(`${day}T12:00:00Z`));
    return (await findStatistics(db, MONTHS)).demand;
  };
  const onMonday = await published("2026-11-23");
  expect(await published("2026-11-29")).toEqual(onMonday);
});

test("a month is found by its index, and the page reads the rows of its months", async () => {
  const asked = { from: "2026-10-01", before: "2026-11-01", today: "2026-11-25", closedSince: "2025-11-25" };
  const plans = await plansOf((catalogue) => countPublished(catalogue, asked));
  expect(plans.filter((each) => each.includes("offers_published"))).toHaveLength(2);
  expect(plans.filter((each) => /^SCAN (offers|offer_domains)/.test(each))).toEqual([]);
  const shown = await plansOf((catalogue) => findStatistics(catalogue, MONTHS));
  expect(shown.filter((each) => each.startsWith("SEARCH statistics"))).toHaveLength(1);
});
