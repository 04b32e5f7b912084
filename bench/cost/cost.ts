import { printTable } from "../table.ts";
import { type Cost, measureActs } from "./acts.ts";
import { ASSUMPTIONS } from "./assumptions.ts";
import { billOf } from "./bill.ts";
import { startMeter } from "./meter.ts";
import { mailsOf, usageOf } from "./month.ts";
import { MAIL_PLANS, PLAN, PRICES, PRICES_OF, type Priced, SOURCES } from "./prices.ts";
import { startMeasuredSite } from "./site.ts";
import { databaseSizes } from "./sizes.ts";

const CANDIDATES = [10_000, 100_000, 1_000_000];

/** What each act takes of the platform, and what a month of them costs. */
export async function benchCost(): Promise<void> {
  const meter = await startMeter();
  const site = await startMeasuredSite({ between: meter.between });
  let costs: Record<string, Cost>;
  let sizes: Awaited<ReturnType<typeof databaseSizes>>;
  try {
    costs = await measureActs(site, meter);
    sizes = await databaseSizes(site);
  } finally {
    await site.stop();
    await meter.stop();
  }
  printActs(costs);
  printTable("Bytes a row, its indexes included", ["table", "rows", "bytes a row"], sizes.rows);
  printTable("What a month is taken to be", ["what", "assumed"], ASSUMPTIONS);
  printTable(
    `Prices, US dollars, looked up on ${PRICES_OF}`,
    ["what", "included a month", "beyond", "source"],
    [
      ["Workers Paid", "", `${PLAN} a month`, SOURCES.plan],
      ...(Object.keys(PRICES) as Priced[]).map((key) => {
        const { name, included, each, per, unit } = PRICES[key];
        return [name, `${(included / per).toLocaleString("en")} ${unit}`, `${each} a ${unit}`, SOURCES[key]];
      }),
      ...MAIL_PLANS.map(({ name, monthly, included, eachThousand }) => [
        `Resend ${name}`,
        `${included.toLocaleString("en")} mails`,
        `${monthly} a month, ${eachThousand} a thousand`,
        SOURCES.mails,
      ]),
    ],
  );
  printBill(costs, sizes.bytes);
}

function printActs(costs: Record<string, Cost>): void {
  const shown = (value: number) => (value === 0 ? "" : value < 10 ? value.toFixed(1) : value.toFixed(0));
  printTable(
    "What an act takes of the platform, once, 10,000 offers",
    ["act", "rows read", "rows written", "web", "alerts", "CPU ms", "queue operations", "R2 A", "R2 B", "R2 kB"],
    Object.entries(costs).map(([act, cost]) => [
      act,
      ...[cost.rowsRead, cost.rowsWritten, cost.web, cost.alerts, cost.cpuMs].map(shown),
      ...[cost.queueOperations, cost.classA, cost.classB, cost.bytesPut / 1_000].map(shown),
    ]),
  );
}

function printBill(costs: Record<string, Cost>, bytes: Parameters<typeof usageOf>[2]): void {
  const months = CANDIDATES.map((candidates) => {
    const usage = usageOf(candidates, costs, bytes);
    const mails = mailsOf(candidates);
    return { usage, mails, ...billOf(usage, PRICES, { plan: PLAN, mails, mailPlans: MAIL_PLANS }) };
  });
  const columns = CANDIDATES.flatMap((candidates) => [candidates.toLocaleString("en"), "$"]);
  const row = (name: string, cells: (month: (typeof months)[number]) => [string, number]) => [
    name,
    ...months.flatMap((month) => [cells(month)[0], cells(month)[1].toFixed(2)]),
  ];
  printTable(
    "A month, by candidates",
    ["what", ...columns],
    [
      row("Workers Paid", ({ lines }) => ["", lines.plan]),
      ...(Object.keys(PRICES) as Priced[]).map((key) => {
        const { name, unit, per } = PRICES[key];
        return row(`${name}, ${unit}`, ({ usage, lines }) => [(usage[key] / per).toFixed(2), lines[key]]);
      }),
      row("mails, thousand", ({ mails, lines }) => [(mails / 1_000).toFixed(0), lines.mails]),
      row("in all", ({ total }) => ["", total]),
    ],
  );
}
