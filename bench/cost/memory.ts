import { FEED_END } from "#app/domain/api/pass-feed.ts";
import { paths } from "#app/paths.ts";
import { aPdf } from "#test/support/documents.ts";
import { importBody } from "../site.ts";
import { printTable } from "../table.ts";
import { logIn, openBrowser, signUp } from "./candidate.ts";
import { type Collections, watchCollections } from "./collections.ts";
import { metered } from "./meter.ts";
import { type MeasuredSite, manyPostings, startMeasuredSite } from "./site.ts";

/** What an import of one request may hold at most: `read-body.ts`. */
const IMPORT = { offers: 10_000, bytes: 20_000_000 };
const FILE_BYTES = 10_000_000;
/** A worker has 128 MB; the bench asks for a margin. */
const LIMIT_MB = 100;
const PAGE_BYTES_LEFT = 1_000;

/**
 * How much memory the isolates of the workers hold during the acts that take most: JavaScript's heap and the buffers
 * beside it. `--offers N` are in the catalogue for the pages and the backup (100,000 unless told).
 */
export async function benchMemory(args: string[]): Promise<void> {
  const offers = Number(args[args.indexOf("--offers") + 1]) || 100_000;
  const collections = watchCollections();
  const site = await startMeasuredSite({ onLog: collections.read, between: (workers) => workers.map(metered) });
  const rows: string[][] = [];
  const measure = async (name: string, worker: "web" | "alerts", act: () => Promise<unknown>) => {
    console.log(`${name}…`);
    rows.push([name, ...(await memoryOf(site, worker, { collections, act })), String(LIMIT_MB)]);
    console.log(rows.at(-1)?.join(" | "));
  };
  try {
    await measure("import of 20 MB, 10,000 new offers", "web", () => send(site, longPostings()));
    await measure("the same again, unchanged", "web", () => send(site, longPostings()));
    const feed = await officialFeed(site);
    await measure("import of 20 MB of RSS", "web", () => send(site, feed, "application/rss+xml"));
    const people = await Promise.all([0, 1, 2].map((at) => candidate(site, at)));
    const file = aPdf("CV.pdf", FILE_BYTES);
    await measure("three uploads of 10 MB at once", "web", () =>
      Promise.all(people.map((browser) => browser.fill(paths.documents(), {}, { cv: [file] }))),
    );
    await measure("/flux/offres, 10,000 offers", "web", () => read(site, paths.apprenticeshipFeed()));
    for (let from = IMPORT.offers; from < offers; from += IMPORT.offers) {
      await site.publish(manyPostings(IMPORT.offers, 1_000_000 + from));
    }
    const many = offers.toLocaleString("en");
    await measure(`pages of results, ${many} offers`, "web", async () => {
      for (const query of PAGES) await read(site, paths.offers(query));
    });
    const night = Date.now() + 86_400_000;
    await measure(`a tick of the night's backup, ${many} offers`, "alerts", () => site.tick(new Date(night)));
  } finally {
    await site.stop();
    collections.stop();
  }
  printTable(
    "Memory of an isolate, MB: what it holds, and what is not collected yet beside it",
    ["act", "before", "held", "limit", "with garbage"],
    rows.map(([name = "", before = "", held = "", most = "", limit = ""]) => [name, before, held, limit, most]),
  );
}

const PAGES = ["", "q=archives", "q=informatique&region=11", "tri=debut", "page=50", "q=charge+communication"];

/** As many offers as an import may hold, which together are as long as it may be. */
function longPostings(): Blob {
  const postings = manyPostings(IMPORT.offers, 1_000_000);
  const size = importBody(postings).size;
  const more = Math.floor((IMPORT.bytes - size) / IMPORT.offers) - 1;
  const filling = "Encadrement par une équipe. ".repeat(Math.ceil(PAGE_BYTES_LEFT / 10));
  const cut = (length: number) =>
    Buffer.from(filling)
      .subarray(0, length)
      .toString("latin1")
      .replace(/[^ -~]/g, "e");
  return importBody(
    postings.map((posting) => ({ ...posting, description: posting.description + cut(Math.max(0, more)) })),
  );
}

/** Our own feeds as the official ones are, without typed elements: as many of their items as an import may hold. */
async function officialFeed(site: MeasuredSite): Promise<Blob> {
  const feeds = [paths.apprenticeshipFeed(), paths.internshipFeed()].map(async (path) => {
    const text = await (await site.ask(path)).text();
    return text
      .replaceAll(/<pass:.*?<\/pass:\w+>\n?/gs, "")
      .replace(FEED_END, "")
      .split(/(?=<item>)/);
  });
  const [[head = "", ...items] = [], [, ...others] = []] = await Promise.all(feeds);
  let bytes = Buffer.byteLength(head) + FEED_END.length;
  const taken = [...items, ...others].filter((item) => {
    bytes += Buffer.byteLength(item);
    return bytes <= IMPORT.bytes;
  });
  return new Blob([head, ...taken, FEED_END]);
}

const send = async (site: MeasuredSite, body: Blob, type?: string) => {
  if (body.size > IMPORT.bytes) throw new Error(`${body.size} bytes`);
  await site.sendBody(body, type);
};

const read = async (site: MeasuredSite, path: string) =>
  (await site.ask(path, { headers: { Accept: "text/html" } })).arrayBuffer();

async function candidate(site: MeasuredSite, at: number) {
  const browser = openBrowser(site, `192.0.2.${at + 1}`);
  await signUp(site, browser, `candidate${at}`);
  await logIn(browser, `candidate${at}`);
  return browser;
}

/** @returns MB before an act; the most that was held during it; the most that stood there, garbage included */
async function memoryOf(
  { miniflare }: MeasuredSite,
  worker: "web" | "alerts",
  { collections, act }: { collections: Collections; act: () => Promise<unknown> },
): Promise<string[]> {
  const isolate = await collections.collect(miniflare, worker);
  const before = collections.since(isolate).at(-1)?.after ?? 0;
  await act();
  await collections.collect(miniflare, worker);
  const during = collections.since(isolate);
  const held = during.filter(({ isFull }) => isFull).map(({ after }) => after);
  const most = during.map((each) => each.before);
  return [before, Math.max(...held), Math.max(...most)].map((megabytes) => megabytes.toFixed(0));
}
