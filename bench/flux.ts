import { paths } from "#app/paths.ts";
import { demonstrationPostings } from "#workers/local/demonstration/postings.ts";
import { startBench } from "./site.ts";
import { printTable } from "./table.ts";
import { withMemory } from "./workerd.ts";

const OFFERS = 10_000;
const PATHS = [paths.apprenticeshipFeed(), paths.openDataCsv(), paths.openDataNdjson()];

/** How long the files of every open offer take, and by how much they make the memory of workerd, database included, grow. */
export async function benchFlux(): Promise<void> {
  const [site, memory] = await withMemory(startBench);
  const model = demonstrationPostings("2026-01-15").filter(({ type }) => type === "apprentissage");
  const postings = Array.from({ length: OFFERS }, (_, i) => {
    const posting = model[i % model.length];
    if (!posting) throw new Error("no demonstration offers");
    // As long as a real text is: some 3,000 characters.
    return {
      ...posting,
      reference: `A-2026-${900_000 + i}`,
      description: `${posting.description}`.repeat(3),
      expiresOn: null,
    };
  });
  await site.publish(postings.slice(0, OFFERS / 2));
  await site.publish(postings.slice(OFFERS / 2));
  const rows: string[][] = [];
  for (const path of PATHS) {
    const before = memory();
    let most = before;
    const start = performance.now();
    const response = await fetch(`${site.origin}${path}`);
    let first = 0;
    let bytes = 0;
    for await (const chunk of response.body ?? []) {
      first ||= performance.now() - start;
      bytes += chunk.length;
      most = Math.max(most, memory());
    }
    const seconds = (performance.now() - start) / 1000;
    const known = performance.now();
    const again = await fetch(`${site.origin}${path}`, {
      headers: { "If-None-Match": response.headers.get("ETag") ?? "" },
    });
    const cells = [bytes / 1e6, first, seconds, 5, most - before, 64, performance.now() - known].map((n) =>
      n.toFixed(1),
    );
    if (again.status !== 304 || response.headers.get("X-Total-Count") !== String(OFFERS)) throw new Error(path);
    rows.push([path, ...cells]);
  }
  await site.stop();
  printTable(
    `Every open offer, ${OFFERS.toLocaleString("en")} of them`,
    ["file", "MB", "first byte ms", "seconds", "limit s", "memory MB", "limit MB", "304 ms"],
    rows,
  );
}
