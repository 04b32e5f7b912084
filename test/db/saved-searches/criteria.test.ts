import { env } from "cloudflare:workers";
import { beforeEach, describe, expect, test } from "vitest";
import { COMPILED_VERSION } from "#app/domain/search/match.ts";
import { markBroken } from "#db/accounts/saved-searches/compiled-searches.ts";
import {
  deleteSavedSearch,
  findSavedSearch,
  restoreSavedSearch,
  updateCriteria,
} from "#db/accounts/saved-searches/saved-searches.ts";
import { dump } from "#test/support/people.ts";
import { adaAndBob, compiled, db, matches, NOW, rung, saved, tokens, waits } from "./owned-searches.ts";

let ada = 0;
beforeEach(async () => {
  [ada] = await adaAndBob();
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
    expect(await tokens(id)).toEqual([...other.searchTokens].sort());
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
