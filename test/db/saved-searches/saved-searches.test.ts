import { env } from "cloudflare:workers";
import { beforeEach, describe, expect, test } from "vitest";
import { MAX_SAVED_SEARCHES } from "#app/domain/alerts/alert.ts";
import { COMPILED_VERSION } from "#app/domain/search/match.ts";
import { parseSearch } from "#app/domain/search/search.ts";
import { compileSearches, criteriaOf, recompileSearches } from "#app/services/saved-searches/compile-search.ts";
import { insertAlertMails, type NewAlertMail } from "#db/accounts/alerts/alert-matches.ts";
import { listEvents } from "#db/accounts/audit.ts";
import { type Accounts, openAccounts } from "#db/accounts/database.ts";
import { findStaleSearches, markBroken } from "#db/accounts/saved-searches/compiled-searches.ts";
import {
  deleteSavedSearch,
  findSameSearch,
  findSavedSearch,
  insertSavedSearch,
  listSavedSearches,
  markSeen,
  renameSavedSearch,
  restoreSavedSearch,
  setCadence,
  switchOff,
  updateCriteria,
} from "#db/accounts/saved-searches/saved-searches.ts";
import { openCatalogue } from "#db/catalogue/database.ts";
import { aCandidateRow } from "#test/support/candidate-row.ts";
import { eachFault } from "#test/support/faults.ts";
import { dump, forgetEverybody } from "#test/support/people.ts";

const db = openAccounts(env.ACCOUNTS);
const catalogue = openCatalogue(env.CATALOGUE);
const NOW = new Date("2026-11-24T09:00:00Z");
const SEVEN = "2026-11-25T06:00:00.000Z";

let ada = 0;
let bob = 0;
beforeEach(async () => {
  await forgetEverybody();
  ada = await aCandidateRow(db, "ada");
  bob = await aCandidateRow(db, "bob");
});

/** What is stored of a search asked for in an address. */
async function compiled(query: string) {
  const { search } = parseSearch(new URLSearchParams(query));
  const [made] = await compileSearches(catalogue, [search]);
  if (!made) throw new Error("nothing compiled");
  return { criteria: criteriaOf(search), ...made, newestOfferId: 100 };
}

async function save(candidateId: number, query: string, name = query) {
  return insertSavedSearch(db, { candidateId, name, ...(await compiled(query)) }, NOW);
}

/** The number of a search that is saved. */
async function saved(candidateId: number, query: string): Promise<number> {
  const made = await save(candidateId, query);
  if (made === "full") throw new Error("full");
  return made.id;
}

/** The same with its bell on. */
async function rung(candidateId: number, query: string): Promise<number> {
  const id = await saved(candidateId, query);
  await ring(id, candidateId);
  return id;
}

const ring = (id: number, candidateId: number, newestOfferId = 100) =>
  setCadence(db, { id, candidateId }, { cadence: "immediate", due: NOW.toISOString(), newestOfferId });

async function rows<Row>(query: string): Promise<Row[]> {
  return (await env.ACCOUNTS.prepare(query).all<Row>()).results;
}

const tokens = (id: number) =>
  rows<{ token: string }>(`SELECT token FROM search_tokens WHERE saved_search_id = ${id} ORDER BY token`);

describe("saving a search", () => {
  test("keeps it for its owner alone, its bell off, starting at the newest offer", async () => {
    const made = await save(ada, "q=archives&region=53&tri=debut&page=3", "Archives");
    expect(made).toMatchObject({ name: "Archives", isNew: true });
    expect(await listSavedSearches(db, ada)).toMatchObject([
      {
        criteria: "q=archives&region=53",
        cadence: null,
        sinceOfferId: 100,
        seenOfferId: 100,
        textVersion: COMPILED_VERSION,
      },
    ]);
    expect(await listSavedSearches(db, bob)).toEqual([]);
    expect(await tokens(made === "full" ? 0 : made.id)).not.toEqual([]);
  });

  test("the same criteria again, or twenty times at once, are one search, and the answer says which", async () => {
    const again = await Promise.all(Array.from({ length: 20 }, (_, n) => save(ada, "q=archives", `Nom ${n}`)));
    const list = await listSavedSearches(db, ada);
    expect(list).toHaveLength(1);
    expect(again.filter((made) => made !== "full" && made.isNew)).toHaveLength(1);
    expect(again.every((made) => made !== "full" && made.id === list[0]?.id && made.name === list[0]?.name)).toBe(true);
    await save(bob, "q=archives");
    expect(await findSameSearch(db, "q=archives", bob)).toMatchObject({ candidateId: bob });
  });

  test("stops at twenty, even when forty are saved at once, and still recognises those she has", async () => {
    const made = await Promise.all(Array.from({ length: 40 }, (_, n) => save(ada, `q=metier${n}`)));
    expect(made.filter((each) => each === "full")).toHaveLength(40 - MAX_SAVED_SEARCHES);
    const [newest] = await listSavedSearches(db, ada);
    expect(await listSavedSearches(db, ada)).toHaveLength(MAX_SAVED_SEARCHES);
    expect(await save(ada, newest?.criteria ?? "")).toMatchObject({ id: newest?.id, isNew: false });
    expect(await save(ada, "q=autre")).toBe("full");
    expect(await save(bob, "q=autre")).toMatchObject({ isNew: true });
  });

  test("one that she deleted is a new one: its bell is off", async () => {
    const id = await rung(ada, "q=archives");
    await deleteSavedSearch(db, { id, candidateId: ada }, NOW);
    const again = await saved(ada, "q=archives");
    expect(again).not.toBe(id);
    expect(await listSavedSearches(db, ada)).toMatchObject([{ id: again, cadence: null }]);
    expect(await restoreSavedSearch(db, { id, candidateId: ada }, 100)).toBe("gone");
  });
});

describe("what is hers", () => {
  test("is not read, renamed, changed, rung, seen, deleted or restored by somebody else", async () => {
    const id = await rung(ada, "q=archives");
    await waits(id, ada, 101);
    const before = await dump(env.ACCOUNTS);
    const his = { id, candidateId: bob };
    expect(await findSavedSearch(db, his)).toBeNull();
    expect(await renameSavedSearch(db, his, "Autre")).toBe(false);
    expect(await updateCriteria(db, his, await compiled("q=autre"))).toBe("gone");
    expect(await updateCriteria(db, his, await compiled("q=archives"))).toBe("gone");
    expect(await setCadence(db, his, { cadence: null, due: SEVEN, newestOfferId: 200 })).toBe(false);
    await markSeen(db, his, 200);
    await switchOff(db, bob, id, NOW);
    expect(await deleteSavedSearch(db, his, NOW)).toBe(false);
    expect(await dump(env.ACCOUNTS)).toEqual(before);
    await deleteSavedSearch(db, { id, candidateId: ada }, NOW);
    expect(await restoreSavedSearch(db, his, 100)).toBe("gone");
    expect(await listSavedSearches(db, ada)).toEqual([]);
  });

  test("is renamed, and seen as far as the window that has seen most", async () => {
    const id = await saved(ada, "q=archives");
    const owned = { id, candidateId: ada };
    expect(await renameSavedSearch(db, owned, "Mes archives")).toBe(true);
    await markSeen(db, owned, 120);
    await markSeen(db, owned, 110);
    expect(await findSavedSearch(db, owned)).toMatchObject({ name: "Mes archives", seenOfferId: 120 });
  });

  test("cannot be renamed, changed, or rung once it is deleted", async () => {
    const id = await saved(ada, "q=archives");
    const owned = { id, candidateId: ada };
    expect(await deleteSavedSearch(db, owned, NOW)).toBe(true);
    expect(await deleteSavedSearch(db, owned, NOW)).toBe(false);
    expect(await renameSavedSearch(db, owned, "Autre")).toBe(false);
    expect(await updateCriteria(db, owned, await compiled("q=autre"))).toBe("gone");
    expect(await ring(id, ada)).toBe(false);
    expect(await findSavedSearch(db, owned)).toBeNull();
  });
});

describe("the bell", () => {
  test("starts at the newest offer when it is switched on, and on again; another cadence goes on", async () => {
    const id = await saved(ada, "q=archives");
    const owned = { id, candidateId: ada };
    const cadence = async (to: "daily" | "weekly" | null, newestOfferId: number) => {
      await setCadence(db, owned, { cadence: to, due: SEVEN, newestOfferId });
      const { cadence: now, sinceOfferId } = (await findSavedSearch(db, owned)) ?? {};
      return [now, sinceOfferId];
    };
    expect(await cadence("daily", 150)).toEqual(["daily", 150]);
    expect(await cadence("weekly", 160)).toEqual(["weekly", 150]);
    expect(await cadence(null, 170)).toEqual([null, 150]);
    expect(await cadence("daily", 180)).toEqual(["daily", 180]);
  });

  test("another cadence moves what waits to its own moment; the same one does not postpone it", async () => {
    const id = await rung(ada, "q=archives");
    await waits(id, ada, 101);
    const due = () => rows<{ due_at: string }>("SELECT due_at FROM alert_matches");
    const before = await due();
    await setCadence(db, { id, candidateId: ada }, { cadence: "immediate", due: SEVEN, newestOfferId: 100 });
    expect(await due()).toEqual(before);
    await setCadence(db, { id, candidateId: ada }, { cadence: "daily", due: SEVEN, newestOfferId: 100 });
    expect(await due()).toEqual([{ due_at: SEVEN }]);
  });

  test("twenty at once, on and off, leave it as the last one said, with nothing waiting if that is off", async () => {
    const id = await rung(ada, "q=archives");
    await waits(id, ada, 101);
    await Promise.all(
      Array.from({ length: 20 }, (_, n) =>
        setCadence(
          db,
          { id, candidateId: ada },
          { cadence: n % 2 === 0 ? "daily" : null, due: SEVEN, newestOfferId: 100 + n },
        ),
      ),
    );
    await setCadence(db, { id, candidateId: ada }, { cadence: null, due: SEVEN, newestOfferId: 200 });
    expect(await findSavedSearch(db, { id, candidateId: ada })).toMatchObject({ cadence: null });
    expect(await rows("SELECT * FROM alert_matches")).toEqual([]);
  });

  test("the link of a mail switches off one, or all of hers, twice without harm, and her activity tells it once", async () => {
    const [first, second] = [await rung(ada, "q=archives"), await rung(ada, "q=juriste")];
    const his = await rung(bob, "q=archives");
    const on = async () =>
      (await rows<{ id: number }>("SELECT id FROM saved_searches WHERE cadence IS NOT NULL")).map(({ id }) => id);
    await switchOff(db, ada, first, NOW);
    await switchOff(db, ada, first, NOW);
    expect(await on()).toEqual([second, his]);
    expect(await listEvents(db, ada)).toMatchObject([{ event: "alerts-stopped", at: NOW.toISOString() }]);
    await switchOff(db, ada, null, NOW);
    expect(await on()).toEqual([his]);
    expect(await listSavedSearches(db, ada)).toHaveLength(2);
  });
});

/** A search found an offer, which waits to be mailed. */
async function waits(search: number, candidateId: number, offer: number, state = "pending"): Promise<void> {
  await env.ACCOUNTS.prepare(
    "INSERT INTO alert_matches (saved_search_id, offer_id, candidate_id, due_at, state) VALUES (?, ?, ?, ?, ?)",
  )
    .bind(search, offer, candidateId, NOW.toISOString(), state)
    .run();
}

/** A mail is written of what searches found, as the `alerts` worker writes it. */
async function writes(id: string, candidateId: number, pairs: [search: number, offer: number][]): Promise<void> {
  const mail: NewAlertMail = {
    id,
    candidateId,
    recipient: candidateId === ada ? "ada@exemple.fr" : "bob@exemple.fr",
    content: { subject: id, html: "", text: "", headers: {} },
    pairs: pairs.map(([savedSearchId, offerId]) => ({ savedSearchId, offerId })),
    offerIds: [...new Set(pairs.map(([, offer]) => offer))],
    immediate: true,
  };
  if ((await insertAlertMails(db, [mail], NOW)) === 0) throw new Error(`${id} was not written`);
}

const matches = async () =>
  (
    await rows<{ s: number; o: number; state: string; mail: string | null }>(
      "SELECT saved_search_id AS s, offer_id AS o, state, mail_id AS mail FROM alert_matches ORDER BY s, o",
    )
  ).map(({ s, o, state, mail }) => [s, o, state, mail]);
const mailIds = async () => (await rows<{ id: string }>("SELECT id FROM mails ORDER BY id")).map(({ id }) => id);
const told = async () =>
  (await rows<{ o: number; mail: string }>("SELECT offer_id AS o, mail_id AS mail FROM mailed_offers ORDER BY o")).map(
    ({ o, mail }) => [o, mail],
  );
const pages = async () =>
  (await rows<{ mail_id: string }>("SELECT mail_id FROM snapshots ORDER BY mail_id")).map(({ mail_id }) => mail_id);

describe("what is no longer wanted", () => {
  let off = 0;
  let on = 0;
  beforeEach(async () => {
    off = await rung(ada, "q=archives");
    on = await rung(ada, "q=juriste");
  });

  const ways: [string, (accounts: Accounts) => Promise<unknown>][] = [
    [
      "switched off",
      (accounts) =>
        setCadence(accounts, { id: off, candidateId: ada }, { cadence: null, due: SEVEN, newestOfferId: 200 }),
    ],
    ["switched off by a mail", (accounts) => switchOff(accounts, ada, off, NOW)],
    ["deleted", (accounts) => deleteSavedSearch(accounts, { id: off, candidateId: ada }, NOW)],
    [
      "given other criteria",
      async (accounts) =>
        updateCriteria(accounts, { id: off, candidateId: ada }, { ...(await compiled("q=paie")), newestOfferId: 200 }),
    ],
  ];

  test.each(ways)("is not mailed of a search that is %s, and what another search found is", async (_, act) => {
    await waits(off, ada, 101);
    await waits(off, ada, 102);
    await waits(on, ada, 102);
    await act(db);
    expect(await matches()).toEqual([[on, 102, "pending", null]]);
  });

  test.each(ways)(
    "leaves a mail that was never tried when its search is %s: the rest is written again",
    async (_, act) => {
      await waits(off, ada, 101);
      await waits(on, ada, 101);
      await waits(on, ada, 102);
      await waits(on, ada, 103);
      await writes("both", ada, [
        [off, 101],
        [on, 101],
        [on, 102],
      ]);
      await writes("other", ada, [[on, 103]]);
      await act(db);
      expect(await matches()).toEqual([
        [on, 101, "pending", null],
        [on, 102, "pending", null],
        [on, 103, "mailed", "other"],
      ]);
      expect(await mailIds()).toEqual(["other"]);
      expect(await told()).toEqual([[103, "other"]]);
      expect(await pages()).toEqual(["other"]);
    },
  );

  test.each(ways)("was told by a mail that may have left: nothing is undone when its search is %s", async (_, act) => {
    await waits(off, ada, 101);
    await waits(on, ada, 102);
    await writes("tried", ada, [
      [off, 101],
      [on, 102],
    ]);
    await env.ACCOUNTS.prepare("UPDATE mails SET first_tried_at = ?").bind(NOW.toISOString()).run();
    const before = await matches();
    await act(db);
    expect(await matches()).toEqual(before);
    expect(await mailIds()).toEqual(["tried"]);
    expect(await told()).toEqual([
      [101, "tried"],
      [102, "tried"],
    ]);
    expect(await pages()).toEqual(["tried"]);
  });

  test.each(ways)("is hers alone: when it is %s, what waits for somebody else stays as it is", async (_, act) => {
    const his = await rung(bob, "q=archives");
    await waits(his, bob, 101);
    await waits(his, bob, 102);
    await writes("his", bob, [[his, 101]]);
    await waits(off, ada, 101);
    await writes("hers", ada, [[off, 101]]);
    await act(db);
    expect(await matches()).toEqual([
      [his, 101, "mailed", "his"],
      [his, 102, "pending", null],
    ]);
    expect(await mailIds()).toEqual(["his"]);
    expect(await pages()).toEqual(["his"]);
  });

  test.each(ways)(
    "is forgotten whole or not at all, and by asking again, when the database breaks while it is %s",
    async (_, act) => {
      const prepare = async () => {
        await env.ACCOUNTS.batch(
          ["alert_matches", "mails", "mailed_offers", "snapshots", "audit"].map((table) =>
            env.ACCOUNTS.prepare(`DELETE FROM ${table}`),
          ),
        );
        await env.ACCOUNTS.prepare("DELETE FROM saved_searches").run();
        off = await rung(ada, "q=archives");
        on = await rung(ada, "q=juriste");
        await waits(off, ada, 101);
        await waits(on, ada, 102);
        await writes("both", ada, [
          [off, 101],
          [on, 102],
        ]);
      };
      const state = async () => ({
        matches: await matches(),
        mails: await mailIds(),
        told: await told(),
        pages: await pages(),
      });
      const calls = await eachFault(async (faults, name) => {
        await prepare();
        const whole = await state();
        const forgotten = { matches: [[on, 102, "pending", null]], mails: [], told: [], pages: [] };
        await act(openAccounts(faults.d1(env.ACCOUNTS))).catch(() => null);
        expect([whole, forgotten], name).toContainEqual(await state());
        await act(db);
        expect(await state(), name).toEqual(forgotten);
      });
      expect(calls).toBe(1);
    },
  );
});

describe("other criteria", () => {
  test("stay on the same search: its name, its bell, and from now on its own tokens", async () => {
    const id = await rung(ada, "q=archives");
    const other = { ...(await compiled("q=juriste&region=53")), newestOfferId: 200 };
    expect(await updateCriteria(db, { id, candidateId: ada }, other)).toBe("updated");
    expect(await findSavedSearch(db, { id, candidateId: ada })).toMatchObject({
      name: "q=archives",
      criteria: "q=juriste&region=53",
      match: other.match,
      textVersion: COMPILED_VERSION,
      cadence: "immediate",
      sinceOfferId: 200,
      seenOfferId: 200,
    });
    expect((await tokens(id)).map(({ token }) => token)).toEqual([...other.searchTokens].sort());
  });

  test("that another of her searches has are refused, and change nothing", async () => {
    const id = await rung(ada, "q=archives");
    await saved(ada, "q=juriste");
    const before = await dump(env.ACCOUNTS);
    expect(await updateCriteria(db, { id, candidateId: ada }, await compiled("q=juriste"))).toBe("same");
    expect(await dump(env.ACCOUNTS)).toEqual(before);
  });

  test("that a search she deleted had are taken", async () => {
    const id = await saved(ada, "q=archives");
    const deleted = await saved(ada, "q=juriste");
    await deleteSavedSearch(db, { id: deleted, candidateId: ada }, NOW);
    expect(await updateCriteria(db, { id, candidateId: ada }, await compiled("q=juriste"))).toBe("updated");
    expect(await restoreSavedSearch(db, { id: deleted, candidateId: ada }, 100)).toBe("gone");
  });

  test("that it has already forget nothing that waits; but a broken search is mended by them", async () => {
    const id = await rung(ada, "q=archives");
    await waits(id, ada, 101);
    const again = { ...(await compiled("q=archives")), newestOfferId: 200 };
    expect(await updateCriteria(db, { id, candidateId: ada }, again)).toBe("updated");
    expect(await matches()).toEqual([[id, 101, "pending", null]]);
    await markBroken(db, id);
    expect(await updateCriteria(db, { id, candidateId: ada }, again)).toBe("updated");
    expect(await findSavedSearch(db, { id, candidateId: ada })).toMatchObject({ broken: null, sinceOfferId: 200 });
  });

  test("asked for at once by two searches go to one of them", async () => {
    const ids = [await saved(ada, "q=archives"), await saved(ada, "q=juriste")];
    const paie = await compiled("q=paie");
    const answers = await Promise.all(ids.map((id) => updateCriteria(db, { id, candidateId: ada }, paie)));
    expect(answers.sort()).toEqual(["same", "updated"]);
  });
});

describe("undoing a deletion", () => {
  test("gives the search back with its name and its bell, which starts at the newest offer; twice is once", async () => {
    const id = await rung(ada, "q=archives");
    await deleteSavedSearch(db, { id, candidateId: ada }, NOW);
    expect(await restoreSavedSearch(db, { id, candidateId: ada }, 300)).toBe("restored");
    expect(await restoreSavedSearch(db, { id, candidateId: ada }, 400)).toBe("restored");
    expect(await findSavedSearch(db, { id, candidateId: ada })).toMatchObject({
      cadence: "immediate",
      sinceOfferId: 300,
      deletedAt: null,
    });
  });

  test("stops at twenty, even when ten are undone at once", async () => {
    const ids: number[] = [];
    for (let n = 0; n < 10; n++) ids.push(await saved(ada, `q=ancien${n}`));
    for (const id of ids) await deleteSavedSearch(db, { id, candidateId: ada }, NOW);
    for (let n = 0; n < 15; n++) await saved(ada, `q=metier${n}`);
    const answers = await Promise.all(ids.map((id) => restoreSavedSearch(db, { id, candidateId: ada }, 100)));
    expect(answers.filter((answer) => answer === "restored")).toHaveLength(5);
    expect(answers.filter((answer) => answer === "full")).toHaveLength(5);
    expect(await listSavedSearches(db, ada)).toHaveLength(MAX_SAVED_SEARCHES);
  });
});

describe("after a change of the text preparation", () => {
  const age = (id: number, set: string) =>
    env.ACCOUNTS.prepare(`UPDATE saved_searches SET ${set} WHERE id = ${id}`).run();

  test("searches of older and newer versions are compiled anew, with their tokens, and others are left", async () => {
    const [old, newer, fine] = [
      await saved(ada, "q=archives"),
      await saved(ada, "q=juriste"),
      await saved(ada, "q=paie"),
    ];
    await age(old, `text_version = ${COMPILED_VERSION - 1}, match = 'w', broken = 'expression'`);
    await age(newer, `text_version = ${COMPILED_VERSION + 1}, match = 'w'`);
    await env.ACCOUNTS.prepare("UPDATE search_tokens SET token = 'w:old' || token WHERE saved_search_id = ?")
      .bind(old)
      .run();
    const stale = await findStaleSearches(db, COMPILED_VERSION, 10);
    expect(stale.map(({ id }) => id).sort()).toEqual([old, newer].sort());
    expect(await recompileSearches({ accounts: db, catalogue }, 1)).toBe(true);
    while (await recompileSearches({ accounts: db, catalogue }, 1));
    expect(await findStaleSearches(db, COMPILED_VERSION, 10)).toEqual([]);
    const { match, searchTokens } = await compiled("q=archives");
    expect(await findSavedSearch(db, { id: old, candidateId: ada })).toMatchObject({ match, broken: null });
    expect((await tokens(old)).map(({ token }) => token)).toEqual([...searchTokens].sort());
    expect(await findSavedSearch(db, { id: fine, candidateId: ada })).toMatchObject({ textVersion: COMPILED_VERSION });
  });

  test("are compiled anew however long they are: a statement takes two megabytes", async () => {
    const departments = Array.from({ length: 90 }, (_, n) => `departement=${String(n + 21).padStart(2, "0")}`);
    await env.ACCOUNTS.prepare(
      `INSERT INTO saved_searches (candidate_id, name, criteria, match, text_version, since_offer_id, seen_offer_id, created_at)
        WITH RECURSIVE n (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM n WHERE n < 1000)
        SELECT ?, '', 'q=metier' || n || ?, 'w', 0, 0, 0, '' FROM n`,
    )
      .bind(ada, `&${departments.filter((each) => !/=9[6-9]|=1../.test(each)).join("&")}`)
      .run();
    expect(await recompileSearches({ accounts: db, catalogue }, 2000)).toBe(false);
    expect(await rows("SELECT DISTINCT broken, text_version AS version FROM saved_searches")).toEqual([
      { broken: null, version: COMPILED_VERSION },
    ]);
  });

  test("one whose criterion is no longer known is broken, and keeps its criteria: it never finds more than was asked", async () => {
    const id = await rung(ada, "q=archives");
    await age(id, `text_version = ${COMPILED_VERSION - 1}, criteria = 'q=archives&domaine=PERDU'`);
    await recompileSearches({ accounts: db, catalogue }, 10);
    expect(await findSavedSearch(db, { id, candidateId: ada })).toMatchObject({
      broken: "criteria",
      criteria: "q=archives&domaine=PERDU",
      cadence: "immediate",
    });
  });
});
