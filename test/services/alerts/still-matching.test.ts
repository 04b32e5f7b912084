import { env } from "cloudflare:workers";
import { expect, test } from "vitest";
import { stillMatching } from "#app/services/alerts/still-matching.ts";
import { importPostings } from "#app/services/imports/import-postings.ts";
import { openCatalogue } from "#db/catalogue/database.ts";
import { findOffer } from "#db/catalogue/offers/offers.ts";
import { aPosting } from "#test/support/postings.ts";

test("more expressions than a statement takes are asked all the same, and each gets its own answer", async () => {
  const catalogue = openCatalogue(env.CATALOGUE);
  const now = new Date("2026-11-20T12:00:00.000Z");
  const reads = [{ ok: true as const, posting: aPosting({ reference: "S-2026-3001" }), doubts: [], raw: "" }];
  await importPostings(
    catalogue,
    { publisher: "etat", feed: "ndjson", reads, full: false, force: false, part: null },
    now,
  );
  const offerId = (await findOffer(catalogue, "S-2026-3001"))?.id ?? 0;
  // 3 MB: D1 takes 2 of a parameter.
  const others = Array.from({ length: 300 }, (_, index) => `"nowhere${index}"`).join(" OR ");
  const pairs = Array.from({ length: 800 }, (_, savedSearchId) => ({ savedSearchId, offerId }));
  const isTrue = await stillMatching(
    catalogue,
    pairs,
    (id) => (id % 2 === 0 ? `f:"t2" OR ${others}` : others),
    "2026-11-20",
  );
  expect(pairs.filter(isTrue).map(({ savedSearchId }) => savedSearchId)).toEqual(
    pairs.map(({ savedSearchId }) => savedSearchId).filter((id) => id % 2 === 0),
  );
});
