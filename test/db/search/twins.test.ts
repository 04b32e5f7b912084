import { beforeEach, expect, test } from "vitest";
import { EMPTY_SEARCH } from "#app/domain/search/search.ts";
import { findOffers } from "#db/catalogue/search/offer-pages.ts";
import { db, emptyCatalogue, send } from "#test/support/imports/imports.ts";
import { aPosting } from "#test/support/postings.ts";

/** The same offer at these places, the last one shown. */
async function entryOf(places: { city: string; department: string }[]) {
  await send(
    places.map((place, n) =>
      aPosting({ reference: `S-2026-00000${n}`, description: "<p>Le même texte.</p>", region: null, ...place }),
    ),
  );
  const { offers } = await findOffers(db, EMPTY_SEARCH, "2026-01-15");
  expect(offers).toHaveLength(1);
  return offers[0];
}

const RENNES = { city: "Rennes", department: "35" };
const BREST = { city: "Brest", department: "29" };

beforeEach(emptyCatalogue);

test("identical offers of one place are counted there, however its town is written", async () => {
  expect(await entryOf([{ ...RENNES, city: "RENNES" }, RENNES])).toMatchObject({ others: 1, here: 2, places: 0 });
});

test("identical offers of other places are so many places", async () => {
  expect(await entryOf([BREST, { ...BREST, city: "Quimper" }, RENNES])).toMatchObject({
    others: 2,
    here: 1,
    places: 2,
  });
});

test("two identical offers of another place are one place", async () => {
  expect(await entryOf([BREST, BREST, RENNES, RENNES])).toMatchObject({ others: 3, here: 2, places: 1 });
});
