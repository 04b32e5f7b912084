import { env } from "cloudflare:workers";
import { beforeEach, expect, test } from "vitest";
import type { TypedDraft } from "#app/domain/publishing/draft-form.ts";
import { publishScheduled } from "#app/services/imports/publish-scheduled.ts";
import { finishReleases, releaseDraft } from "#app/services/publishing/release-draft.ts";
import { saveDraft } from "#app/services/publishing/save-draft.ts";
import { openAccounts } from "#db/accounts/database.ts";
import type { Draft } from "#db/accounts/publishing/drafts/drafts.ts";
import { openCatalogue } from "#db/catalogue/database.ts";
import { breaking, eachFault } from "#test/support/faults.ts";
import { aDraft, aWriter, forgetPublishing, READY, theDraft } from "#test/support/spaces/drafts.ts";

const NOW = new Date("2026-03-02T10:00:00.000Z");
const later = (minutes: number) => new Date(NOW.getTime() + minutes * 60_000);
const deps = { accounts: openAccounts(env.ACCOUNTS), catalogue: openCatalogue(env.CATALOGUE) };
const release = (draft: Draft, now = NOW, version = draft.version) =>
  releaseDraft(deps, draft, { version, actor: "Anne" }, now);

type Row = { reference: string; city: string | null; withdrawn: number; title: string; source: string };
const offers = async () =>
  (
    await env.CATALOGUE.prepare(
      "SELECT reference, city, title, source, withdrawn_at IS NOT NULL AS withdrawn FROM offers ORDER BY id",
    ).all<Row>()
  ).results;
const events = async () =>
  (await env.ACCOUNTS.prepare("SELECT event FROM publishing_events ORDER BY id").all<{ event: string }>()).results.map(
    ({ event }) => event,
  );

/** Saves other words in a draft. */
async function retype(typed: TypedDraft): Promise<Draft> {
  const draft = await theDraft();
  await saveDraft(deps.accounts, draft, draft.version, typed, NOW);
  return theDraft();
}

beforeEach(forgetPublishing);

test("a draft becomes one offer a place, under references that it keeps", async () => {
  const draft = await aDraft(await aWriter(), { place2: "Lyon" });
  const released = await release(draft);
  const first = "reference" in (released as object) ? (released as { reference: string }).reference : "";
  expect(released).toEqual({ done: "published", reference: expect.stringMatching(/^S-2026-[2-9B-Z]{6}$/) });
  expect(await offers()).toMatchObject([
    { reference: first, city: "Rennes", source: "@ministere-de-la-culture/formulaire" },
    { reference: `${first}-2`, city: "Lyon" },
  ]);
  expect(await theDraft()).toMatchObject({ state: "released", releasedVersion: 1, refs: [first, `${first}-2`] });
  expect(await events()).toEqual(["draft-created", "offer-published"]);
});

test("an edit keeps the references of its places, withdraws those that are gone and publishes the new ones", async () => {
  await release(await aDraft(await aWriter(), { place2: "Lyon" }));
  const [first] = (await theDraft()).refs;
  const edited = await retype({ ...READY, title: "Archiviste", place3: "Brest" });
  expect(await release(edited)).toEqual({ done: "updated", reference: first });
  expect(await offers()).toMatchObject([
    { reference: first, title: "Archiviste", withdrawn: 0 },
    { reference: `${first}-2`, withdrawn: 1 },
    { reference: `${first}-3`, city: "Brest", withdrawn: 0 },
  ]);
  const again = await retype({ ...READY, place2: "Lyon" });
  await release(again);
  expect((await offers()).map(({ withdrawn }) => withdrawn)).toEqual([0, 0, 1]);
});

test("an offer whose day is to come is published on that day", async () => {
  const draft = await aDraft(await aWriter(), { publishesOn: "2026-03-05" });
  expect(await release(draft)).toMatchObject({ done: "scheduled" });
  expect(await offers()).toEqual([]);
  await publishScheduled(deps.catalogue, new Date("2026-03-05T06:00:00.000Z"));
  expect(await offers()).toMatchObject([{ title: READY.title, city: "Rennes" }]);
});

test("a draft that is not ready, or has changed since it was read, is not published", async () => {
  const draft = await aDraft(await aWriter(), { title: "" });
  expect(await release(draft)).toEqual({ errors: { title: expect.any(String) } });
  expect(await release(draft, NOW, 7)).toBe("changed");
  const changed = await retype(READY);
  expect(await release({ ...changed, version: draft.version }, NOW, draft.version)).toBe("changed");
  expect(await offers()).toEqual([]);
});

test("broken anywhere, a release is finished by the tick or by asking again, as the same offers", async () => {
  await eachFault(async (faults, name) => {
    await forgetPublishing();
    const draft = await aDraft(await aWriter(), { place2: "Lyon" });
    const broken = {
      accounts: openAccounts(faults.d1(env.ACCOUNTS)),
      catalogue: openCatalogue(faults.d1(env.CATALOGUE)),
    };
    await releaseDraft(broken, draft, { version: 1, actor: "Anne" }, NOW).catch(() => null);
    await finishReleases(deps, later(2));
    const now = await theDraft();
    if (now.state !== "released") await release(now);
    expect(
      (await offers()).map(({ city }) => city),
      name,
    ).toEqual(["Rennes", "Lyon"]);
    expect((await theDraft()).state, name).toBe("released");
    expect(
      (await events()).filter((event) => event === "offer-published"),
      name,
    ).toHaveLength(1);
  });
});

test("two windows that publish at once publish the same offers", async () => {
  const draft = await aDraft(await aWriter());
  await Promise.all([release(draft), release(draft)]);
  expect(await offers()).toHaveLength(1);
});

test("what another window saved is not overwritten, and what is typed already is no conflict", async () => {
  const draft = await aDraft(await aWriter());
  const other = { ...READY, title: "Autre" };
  expect(await saveDraft(deps.accounts, draft, 1, other, NOW)).toEqual({ version: 2 });
  expect(await saveDraft(deps.accounts, draft, 1, other, NOW)).toEqual({ version: 2 });
  expect(await saveDraft(deps.accounts, draft, 1, { ...READY, title: "Encore" }, NOW)).toMatchObject({
    conflict: { version: 2, title: "Autre" },
  });
  expect((await theDraft()).typed).toEqual(other);
});

test("a save whose answer is lost is no conflict when it is sent again", async () => {
  const draft = await aDraft(await aWriter());
  const typed = { ...READY, title: "Autre" };
  const lost = openAccounts(breaking(1, "after").d1(env.ACCOUNTS));
  await saveDraft(lost, draft, 1, typed, NOW).catch(() => null);
  expect(await saveDraft(deps.accounts, draft, 1, typed, NOW)).toEqual({ version: 2 });
});
