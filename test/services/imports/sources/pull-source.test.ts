import { sql } from "drizzle-orm";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { claimSource, findDueSources } from "#db/catalogue/imports/sources.ts";
import { db, rows } from "#test/support/imports/imports.ts";
import {
  addSource,
  asked,
  FEED,
  feed,
  forgetSources,
  later,
  NOON,
  openOffers,
  play,
  pull,
  REFERENCES,
  SITE,
  sourceOf,
} from "#test/support/imports/sources.ts";

const TEN = Array.from({ length: 10 }, (_, n) => `S-2026-00001${n}`);

beforeEach(forgetSources);
afterEach(forgetSources);

describe("a source that is due", () => {
  test("publishes its offers under its own name, and is due again after its interval", async () => {
    await play({ body: feed() });
    const id = await addSource({ everyMinutes: 90 });
    await pull(id, NOON);
    expect(await openOffers()).toEqual(REFERENCES);
    expect(await rows("SELECT DISTINCT source FROM offers")).toEqual([{ source: "ville/ndjson" }]);
    expect(await sourceOf(id)).toMatchObject({
      dueAt: later(90).toISOString(),
      leaseUntil: null,
      succeededAt: NOON.toISOString(),
      changedAt: NOON.toISOString(),
      failures: 0,
      lastError: null,
    });
    expect((await asked())[0]?.headers["user-agent"]).toBe("PASS (+https://pass.example)");
  });

  test("withdraws the offers that it no longer shows, unless it says that it holds a part of them only", async () => {
    for (const full of [true, false]) {
      await forgetSources();
      await play({ body: feed(TEN) });
      const id = await addSource({ full });
      await pull(id, NOON);
      await play({ body: feed(TEN.slice(1)) });
      await pull(id, later(60));
      expect(await openOffers(), `full: ${full}`).toEqual(full ? TEN.slice(1) : TEN);
    }
  });

  test("is a PASS feed, postings one a line, or the CSV of « Choisir le service public »", async () => {
    const item = "<title>Juriste</title><dc:identifier>A-2026-000001</dc:identifier>";
    await play({
      body: `<rss xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><item>${item}</item></channel></rss>`,
    });
    await pull(await addSource({ name: "pass", kind: "pass" }), NOON);
    await play({
      body: "Référence;Intitulé du poste;Nature de l'emploi\n2026-12;Archiviste;Stage\n2026-13;Préfet;Emploi\n",
    });
    await pull(await addSource({ name: "csp", kind: "csp" }), NOON);
    expect(await rows("SELECT reference, type, source FROM offers ORDER BY id")).toEqual([
      { reference: "A-2026-000001", type: "apprentissage", source: "pass/pass" },
      { reference: "2026-12", type: "stage", source: "csp/csp" },
    ]);
  });

  test.each([
    [{ ETag: '"v1"' }, "if-none-match", '"v1"'],
    [{ "Last-Modified": "Thu, 15 Jan 2026 08:00:00 GMT" }, "if-modified-since", "Thu, 15 Jan 2026 08:00:00 GMT"],
  ])("that has not changed is not read again (%j)", async (headers, condition, value) => {
    await play({ body: feed(), headers });
    const id = await addSource();
    await pull(id, NOON);
    await pull(id, later(60));
    expect((await asked())[1]?.headers[condition]).toBe(value);
    expect(await rows("SELECT count(*) AS n FROM imports")).toEqual([{ n: 1 }]);
    expect(await sourceOf(id)).toMatchObject({
      succeededAt: later(60).toISOString(),
      changedAt: NOON.toISOString(),
      dueAt: later(120).toISOString(),
    });
  });

  test("that has not changed for a week is read all the same, so that its offers are seen", async () => {
    await play({ body: feed(), headers: { ETag: '"v1"' } });
    const id = await addSource();
    await pull(id, NOON);
    const afterAWeek = later(7 * 1440 + 1);
    await pull(id, afterAWeek);
    expect(await rows("SELECT DISTINCT last_seen_at FROM offers")).toEqual([
      { last_seen_at: afterAWeek.toISOString() },
    ]);
  });

  test("is followed where it redirects, five times at most", async () => {
    await play({ body: feed() }, `${SITE}/5`);
    for (const [n, status] of [302, 301, 307, 308, 303].entries()) {
      const from = n === 0 ? FEED : `${SITE}/${n}`;
      await play({ status, headers: { Location: n === 0 ? "/1" : `${SITE}/${n + 1}` } }, from);
    }
    const id = await addSource();
    await pull(id, NOON);
    expect(await openOffers()).toEqual(REFERENCES);
  });

  test("is pulled by one worker of two", async () => {
    await play({ body: feed() });
    const id = await addSource();
    await Promise.all([pull(id, NOON), pull(id, NOON)]);
    expect(await asked()).toHaveLength(1);
  });

  test("keeps what an operator asks for while it is pulled", async () => {
    await play({ body: feed(), drip: { piece: 1_000, ms: 30 } });
    const id = await addSource();
    const pulling = pull(id, NOON);
    while ((await asked()).length === 0) await new Promise((resolve) => setTimeout(resolve, 10));
    await db.run(sql`UPDATE sources SET force = 1, paused = 1`);
    await pulling;
    expect(await sourceOf(id)).toMatchObject({ force: true, paused: true, succeededAt: NOON.toISOString() });
  });
});

test("a source that is not due, paused or removed is not pulled", async () => {
  const ids = [
    await addSource({ name: "a", dueAt: later(1).toISOString() }),
    await addSource({ name: "b", paused: true }),
    999,
  ];
  expect(await findDueSources(db, 10, NOON)).toEqual([]);
  for (const id of ids) await pull(id, NOON);
  expect(await asked()).toEqual([]);
});

describe("a source that has lost too many offers at once", () => {
  const half = TEN.slice(5);
  async function aHalf(): Promise<number> {
    await play({ body: feed(TEN), headers: { ETag: '"whole"' } });
    const id = await addSource();
    await pull(id, NOON);
    await play({ body: feed(half), headers: { ETag: '"half"' } });
    await pull(id, later(60));
    return id;
  }

  test("withdraws nothing, and asks at once", async () => {
    const id = await aHalf();
    expect(await sourceOf(id)).toMatchObject({
      lastError: "Le flux retirerait 5 des 10 offres ouvertes\u00a0: rien n’a été retiré.",
      failures: 3,
      etag: '"whole"',
    });
    expect(await openOffers()).toEqual(TEN);
  });

  test("is accepted once an operator says so, and only that time", async () => {
    const id = await aHalf();
    await db.run(sql`UPDATE sources SET force = 1, due_at = ${later(61).toISOString()}`);
    await pull(id, later(61));
    expect(await openOffers()).toEqual(half);
    expect(await sourceOf(id)).toMatchObject({ force: false, failures: 0, etag: '"half"' });
    await play({ body: feed(half.slice(3)) });
    await pull(id, later(121));
    expect(await openOffers()).toEqual(half);
  });

  test("is read as before once it is whole again", async () => {
    const id = await aHalf();
    await play({ body: feed(TEN), headers: { ETag: '"whole"' } });
    await pull(id, later(120));
    expect(await sourceOf(id)).toMatchObject({ failures: 0, lastError: null });
  });
});

test("a pull whose worker was stopped is one failure more, and is done again when its lease ends", async () => {
  await play({ body: feed() });
  const id = await addSource();
  await claimSource(db, id, 16 * 60_000, NOON);
  await pull(id, later(15));
  expect(await openOffers()).toEqual([]);
  const claimed = await claimSource(db, id, 16 * 60_000, later(16));
  expect(claimed).toMatchObject({ failures: 1, lastError: "La lecture a été interrompue par un arrêt de PASS." });
  await pull(id, later(32));
  expect(await openOffers()).toEqual(REFERENCES);
  expect(await sourceOf(id)).toMatchObject({ failures: 0, lastError: null, leaseUntil: null });
});

test("a worker whose lease has ended no longer says how a source stands", async () => {
  await play({ body: feed(), drip: { piece: 1_000, ms: 30 } });
  const id = await addSource();
  const pulling = pull(id, NOON);
  while ((await asked()).length === 0) await new Promise((resolve) => setTimeout(resolve, 10));
  await claimSource(db, id, 16 * 60_000, later(17));
  await pulling;
  expect(await sourceOf(id)).toMatchObject({ leaseUntil: later(33).toISOString(), succeededAt: null });
});
