import { env } from "cloudflare:workers";
import { beforeEach, describe, expect, test } from "vitest";
import { MAX_SAVED_SEARCHES } from "#app/domain/alerts/alert.ts";
import { COMPILED_VERSION } from "#app/domain/search/match.ts";
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
import { dump } from "#test/support/people.ts";
import { adaAndBob, compiled, db, NOW, rung, SEVEN, saved, tokens, waits } from "./owned-searches.ts";

let ada = 0;
let bob = 0;
beforeEach(async () => {
  [ada, bob] = await adaAndBob();
});

async function save(candidateId: number, query: string, name = query) {
  return insertSavedSearch(db, { candidateId, name, ...(await compiled(query)) }, NOW);
}

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

  test("is deleted twice as once, by a second click for example, and can still be restored", async () => {
    const id = await rung(ada, "q=archives");
    expect(await deleteSavedSearch(db, { id, candidateId: ada }, NOW)).toBe(true);
    expect(await deleteSavedSearch(db, { id, candidateId: ada }, NOW)).toBe(true);
    expect(await restoreSavedSearch(db, { id, candidateId: ada }, 100)).toBe("restored");
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
    expect(await renameSavedSearch(db, owned, "Autre")).toBe(false);
    expect(await updateCriteria(db, owned, await compiled("q=autre"))).toBe("gone");
    expect(await setCadence(db, owned, { cadence: "immediate", due: SEVEN, newestOfferId: 100 })).toBe(false);
    expect(await findSavedSearch(db, owned)).toBeNull();
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
