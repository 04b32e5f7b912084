import { env } from "cloudflare:workers";
import { beforeEach, describe, expect, test } from "vitest";
import { COMPILED_VERSION } from "#app/domain/search/match.ts";
import { recompileSearches } from "#app/services/saved-searches/compile-search.ts";
import { findStaleSearches } from "#db/accounts/saved-searches/compiled-searches.ts";
import { findSavedSearch } from "#db/accounts/saved-searches/saved-searches.ts";
import { adaAndBob, catalogue, compiled, db, rows, rung, saved, tokens } from "./owned-searches.ts";

let ada = 0;
beforeEach(async () => {
  [ada] = await adaAndBob();
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
    expect(await tokens(old)).toEqual([...searchTokens].sort());
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
