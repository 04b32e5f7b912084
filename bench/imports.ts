import { demonstrationPostings } from "#workers/local/demonstration/postings.ts";
import { startBench } from "./site.ts";
import { printTable } from "./table.ts";

const OFFERS = 10_000;

/** How long the largest import that one request may hold takes: first sent, sent again, and with every offer edited. */
export async function benchImports(): Promise<void> {
  const site = await startBench();
  const model = demonstrationPostings("2026-01-15");
  const postings = Array.from({ length: OFFERS }, (_, i) => {
    const posting = model[i % model.length];
    if (!posting) throw new Error("no demonstration offers");
    return { ...posting, reference: `${posting.reference.slice(0, 7)}${String(900_000 + i)}` };
  });
  const rows: string[][] = [];
  const measure = async (name: string, sent: typeof postings) => {
    const start = performance.now();
    await site.publish(sent);
    rows.push([name, ((performance.now() - start) / 1000).toFixed(1)]);
  };
  await measure("created", postings);
  await measure("unchanged", postings);
  await measure(
    "updated",
    postings.map((posting) => ({ ...posting, title: `${posting.title} (rectificatif)` })),
  );
  await site.stop();
  printTable(
    `Import of ${OFFERS.toLocaleString("en")} offers in one request (limit 60 s)`,
    ["offers", "seconds"],
    rows,
  );
}
