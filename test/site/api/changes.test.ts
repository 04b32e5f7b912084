import * as v from "valibot";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { ApiChangesSchema } from "#app/domain/api/api-changes.ts";
import { aPosting } from "#test/support/postings.ts";
import { publish } from "#test/support/publish.ts";
import { type Site, startSite } from "#test/support/site.ts";

const NOW = "2026-01-15T12:00:00.000Z";
/** Three pages of offers that changed at the same instant, as those of one import. */
const MANY = 250;

let site: Site;
beforeAll(async () => {
  site = await startSite();
  site.setClock(new Date(NOW));
  const reference = (n: number) => `S-2026-${String(n).padStart(6, "0")}`;
  await publish(
    site,
    Array.from({ length: MANY }, (_, n) => aPosting({ reference: reference(n) })),
  );
  await publish(
    site,
    ["A-2026-000001", "A-2026-000002", "A-2026-000003", "A-2026-000004", "A-2026-000005"].map((reference) =>
      aPosting({ reference }),
    ),
  );
  await mark("type = 'stage'", "changed_at = '2026-01-10T08:00:00.123Z'");
  await mark("reference = 'A-2026-000001'", "changed_at = '2026-01-12T08:00:00.000Z'");
  await withdraw("A-2026-000002", "2026-01-13T23:30:00.000Z");
  await withdraw("A-2026-000003", "2025-12-16T12:00:00.001Z");
  await withdraw("A-2026-000004", "2025-12-16T11:59:59.999Z");
  await mark("reference = 'A-2026-000005'", "expires_on = '2026-01-14', changed_at = '2026-01-15T00:01:00.000Z'");
});
afterAll(() => site.stop());

async function mark(which: string, values: string): Promise<void> {
  await (await site.catalogue()).prepare(`UPDATE offers SET ${values} WHERE ${which}`).run();
}
const withdraw = (reference: string, at: string) =>
  mark(`reference = '${reference}'`, `withdrawn_at = '${at}', changed_at = '${at}'`);

const ask = (query: string) => site.fetch(`/api/v1/offres?${query}`);

async function read(path: string, between: (page: number) => Promise<void> = async () => {}) {
  const offers: string[] = [];
  const withdrawn: { reference: string; closedOn: string }[] = [];
  let pages = 0;
  let since: string | null = null;
  for (let next: string | null = path; next; ) {
    const response = await site.fetch(next);
    const body = v.parse(ApiChangesSchema, await response.json());
    offers.push(...body.offers.map(({ reference }) => reference));
    withdrawn.push(...body.withdrawn);
    since = body.since;
    pages += 1;
    const [, address] = /<([^>]*)>; rel="next"/.exec(response.headers.get("Link") ?? "") ?? [];
    next = address ? address.replace("https://pass.example", "") : null;
    expect(since === null).toBe(next !== null);
    await between(pages);
  }
  return { offers, withdrawn, pages, since };
}

describe("what changed since an instant", () => {
  test("is every open offer once, page by page in the order of the changes, and what closed in thirty days", async () => {
    const { offers, withdrawn, pages } = await read("/api/v1/offres?updated-since=1970-01-01");
    expect(pages).toBe(3);
    expect(offers).toHaveLength(MANY + 1);
    expect(new Set(offers).size).toBe(MANY + 1);
    expect(offers.at(-1)).toBe("A-2026-000001");
    expect(withdrawn).toEqual([
      { reference: "A-2026-000003", closedOn: "2025-12-16" },
      // Withdrawn after midnight in Paris.
      { reference: "A-2026-000002", closedOn: "2026-01-14" },
      { reference: "A-2026-000005", closedOn: "2026-01-15" },
    ]);
  });

  test("begins at that instant, to the millisecond", async () => {
    const count = async (since: string) => (await read(`/api/v1/offres?updated-since=${since}`)).offers.length;
    expect(await count("2026-01-10T08:00:00.123Z")).toBe(MANY + 1);
    expect(await count("2026-01-10T08:00:00.124Z")).toBe(1);
    expect(await count("2026-01-12T09:00:00%2B01:00")).toBe(1);
    expect(await count("2026-01-12T09:00:00+01:00")).toBe(1);
    expect(await count("2026-01-12T08:00:01Z")).toBe(0);
    expect(await count("2026-01-12")).toBe(1);
  });

  test("says from when the next reading begins: ten minutes ago, which an import may still be writing", async () => {
    expect((await read("/api/v1/offres?updated-since=2026-01-14")).since).toBe("2026-01-15T11:50:00.000Z");
  });

  test("tells an offer that changes while it is read again, and passes over none", async () => {
    const { offers } = await read("/api/v1/offres?updated-since=1970-01-01", async (page) => {
      if (page !== 1) return;
      await mark("reference IN ('S-2026-000000', 'S-2026-000249')", "changed_at = '2026-01-15T12:00:00.000Z'");
    });
    expect(offers.filter((reference) => reference === "S-2026-000000")).toHaveLength(2);
    expect(offers.filter((reference) => reference === "S-2026-000249")).toHaveLength(1);
    expect(new Set(offers).size).toBe(MANY + 1);
  });

  test.each(["updated-since=hier", "updated-since=", "updated-since=2026-02-30", "updated-since=2026-01-01&after=x"])(
    "?%s is refused",
    async (query) => expect((await ask(query)).status).toBe(400),
  );

  test("cannot be asked of a search, which offers leave without a word", async () => {
    expect((await ask("updated-since=2026-01-01&q=juriste")).status).toBe(400);
  });
});

test("the edge cache does not take a question of changes for a search", async () => {
  const cached = await startSite({ EDGE_CACHE: "on" });
  try {
    const keys = async (query: string) =>
      Object.keys((await (await cached.fetch(`/api/v1/offres${query}`)).json()) as object);
    expect(await keys("")).toContain("total");
    expect(await keys("?updated-since=2026-01-01")).toContain("withdrawn");
  } finally {
    await cached.stop();
  }
});
