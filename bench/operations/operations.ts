import { printTable } from "#bench/table.ts";
import { percentile, times } from "#bench/times.ts";
import { writeIncoming } from "#test/support/imports/incoming.ts";
import { startSite } from "#test/support/site.ts";
import { OPERATOR_PAGES, publishForOperators } from "#test/support/spaces/operator-routes.ts";
import { anOperator } from "#test/support/spaces/operators.ts";
import { aRecruiter } from "#test/support/spaces/recruiters.ts";
import { build } from "#workers/local/build.ts";
import { accountsRows, catalogueRows, LARGE } from "./large-site.ts";

const RUNS = 9;

/** Every page of operators, on a site of 100,000 offers, 50,000 candidates and 500,000 mails. */
export async function benchOperations(): Promise<void> {
  await build();
  const site = await startSite();
  try {
    await aRecruiter(site);
    await publishForOperators(site);
    await writeIncoming(site);
    const { browser } = await anOperator(site);
    const [catalogue, accounts] = [await site.catalogue(), await site.accounts()];
    for (const statement of catalogueRows(LARGE)) await catalogue.prepare(statement).run();
    for (const statement of accountsRows(LARGE)) await accounts.prepare(statement).run();
    const headers = { Cookie: browser.cookie() };
    const rows: string[][] = [];
    for (const { path, get } of [...Object.values(OPERATOR_PAGES), ...LISTS]) {
      const ask = async () => {
        const response = await site.fetch(path, { headers, redirect: "manual" });
        await response.arrayBuffer();
        if (response.status !== get) throw new Error(`${path}: ${response.status}`);
      };
      await ask();
      const taken = await times(RUNS, ask);
      rows.push([path, percentile(taken, 0.5).toFixed(0), percentile(taken, 1).toFixed(0)]);
    }
    printTable(
      "Operators' pages: 100,000 offers, 50,000 candidates, 500,000 mails",
      ["page", "median ms", "max ms"],
      rows,
    );
  } finally {
    await site.stop();
  }
}

/** Lists that are long. */
const LISTS = ["etat=envoye", "etat=attente", "etat=attente&apres=2026-11-28T06:00:00.000Z_250000"].map((query) => ({
  path: `/exploitation/mails?${query}`,
  get: 200,
}));
