import { beforeEach, describe, expect, test } from "vitest";
import { listEvents } from "#db/accounts/audit.ts";
import {
  findSavedSearch,
  listSavedSearches,
  setCadence,
  switchOff,
} from "#db/accounts/saved-searches/saved-searches.ts";
import { adaAndBob, db, NOW, rows, rung, SEVEN, saved, waits } from "./owned-searches.ts";

let ada = 0;
let bob = 0;
beforeEach(async () => {
  [ada, bob] = await adaAndBob();
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
