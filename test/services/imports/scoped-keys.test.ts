import { env } from "cloudflare:workers";
import { beforeEach, expect, test } from "vitest";
import { authenticatePublisher, makeApiKey } from "#app/services/api/api-keys.ts";
import { publishPosting } from "#app/services/imports/publish-posting.ts";
import { findOffer } from "#db/catalogue/offers/offers.ts";
import { at, db, emptyCatalogue, rows, send } from "#test/support/imports/imports.ts";
import { aPosting } from "#test/support/postings.ts";

const CULTURE = { slug: "ministere-de-la-culture", label: "Ministère de la Culture", otherSlugs: [] };
const SCOPED = { name: `@${CULTURE.slug}`, administration: CULTURE };
const sender = { publisher: SCOPED.name, administration: CULTURE };

beforeEach(async () => {
  await emptyCatalogue();
  await env.CATALOGUE.prepare("DELETE FROM api_keys").run();
});

test("a key of an administration says which, and its publisher is the administration", async () => {
  await env.CATALOGUE.prepare("INSERT INTO administrations (slug, label) VALUES (?, ?)")
    .bind(CULTURE.slug, CULTURE.label)
    .run();
  const authorization = await aKey(`@${CULTURE.slug}/abc`, CULTURE.slug);
  expect(await authenticatePublisher(db, authorization, at(0))).toEqual(SCOPED);
});

test("an operator's key publishes for any administration", async () => {
  expect(await authenticatePublisher(db, await aKey("etat", null), at(0))).toEqual({
    name: "etat",
    administration: null,
  });
});

test("the day of the last use of a key is kept, in Paris", async () => {
  const authorization = await aKey("etat", null);
  const lastUse = () => rows("SELECT last_used_on AS day FROM api_keys");
  expect(await lastUse()).toEqual([{ day: null }]);
  await authenticatePublisher(db, authorization, new Date("2026-01-14T23:30:00Z"));
  expect(await lastUse()).toEqual([{ day: "2026-01-15" }]);
  await authenticatePublisher(db, "Bearer pass_unknown", new Date("2026-01-20T12:00:00Z"));
  expect(await lastUse()).toEqual([{ day: "2026-01-15" }]);
});

test("a posting without administration gets that of the key, and is unchanged when it is sent again", async () => {
  const posting = aPosting({ reference: "S-2026-000001", administration: null });
  expect(await send([posting], sender)).toMatchObject({ created: 1 });
  expect(await findOffer(db, "S-2026-000001")).toMatchObject({ administration: { slug: CULTURE.slug } });
  expect(await send([posting], { ...sender, minute: 1 })).toMatchObject({ unchanged: 1 });
});

test("a posting that names another administration goes to quarantine, and the others are published", async () => {
  const report = await send(
    [
      aPosting({ reference: "S-2026-000001", administration: "Ministère de l’Intérieur" }),
      aPosting({ reference: "S-2026-000002", administration: "ministère de la culture" }),
    ],
    sender,
  );
  expect(report).toMatchObject({
    created: 1,
    quarantined: [{ reference: "S-2026-000001", reason: expect.stringContaining("autre administration") }],
  });
});

test("an offer that is sent alone obeys the same rule", async () => {
  const posting = aPosting({ reference: "S-2026-000001", administration: "Ministère de l’Intérieur" });
  expect(await publishPosting(db, SCOPED, posting, "S-2026-000001", at(0))).toEqual({
    refused: expect.stringContaining("autre administration"),
  });
  const published = await publishPosting(db, SCOPED, { ...posting, administration: null }, "S-2026-000001", at(0));
  expect(published).toMatchObject({ created: true });
  expect(await rows("SELECT source FROM offers")).toEqual([{ source: `@${CULTURE.slug}/api` }]);
});

async function aKey(name: string, administration: string | null): Promise<string> {
  const { key, hash } = await makeApiKey();
  await env.CATALOGUE.prepare("INSERT INTO api_keys (name, hash, administration, created_at) VALUES (?, ?, ?, ?)")
    .bind(name, hash, administration, at(0).toISOString())
    .run();
  return `Bearer ${key}`;
}
