import { env } from "cloudflare:workers";
import { beforeEach, expect, test } from "vitest";
import { compileMatch } from "#app/domain/search/match.ts";
import { parseSearch } from "#app/domain/search/search.ts";
import { toSlug } from "#app/domain/slug.ts";
import { authenticatePublisher } from "#app/services/api/api-keys.ts";
import { followAdministrations, giveLabel, giveParent, mergeInto } from "#app/services/operations/administrations.ts";
import { releaseDraft } from "#app/services/publishing/release-draft.ts";
import { reindexOffers } from "#app/services/search/reindex-offers.ts";
import { hashSecret } from "#app/services/secrets.ts";
import { openAccounts } from "#db/accounts/database.ts";
import { findDraft } from "#db/accounts/publishing/drafts/drafts.ts";
import { findRecruiterByEmail } from "#db/accounts/publishing/recruiters/recruiters.ts";
import { openCatalogue } from "#db/catalogue/database.ts";
import { findAdministrationLabels } from "#db/catalogue/offers/administrations.ts";
import { findOffer } from "#db/catalogue/offers/offers.ts";
import { listAdministrationChoices } from "#db/catalogue/operations/key-lists.ts";
import { findOffers } from "#db/catalogue/search/offer-pages.ts";
import { INDEX_NAME } from "#db/catalogue/search-index.ts";
import { eachFault } from "#test/support/faults.ts";
import { at, COUNTS, db, emptyCatalogue, rows, send } from "#test/support/imports/imports.ts";
import { aPosting } from "#test/support/postings.ts";
import { aDraft, aReleased, aWriter, CULTURE, forgetPublishing, theDraft } from "#test/support/spaces/drafts.ts";

const accounts = openAccounts(env.ACCOUNTS);
const deps = { accounts, catalogue: db };
const operator = { id: 1, email: "ada@pass.example" };
const KEPT = "ministere-de-la-culture-et-de-la-communication";
const KEPT_LABEL = "Ministère de la Culture et de la Communication";
const OURS = aPosting({ reference: "S-2026-000001", title: "Archiviste" });
const THEIRS = aPosting({ reference: "S-2026-000002", title: "Juriste", administration: KEPT_LABEL });

beforeEach(async () => {
  await forgetPublishing();
  await emptyCatalogue();
  await env.CATALOGUE.prepare("DELETE FROM api_keys").run();
  await send([OURS, THEIRS]);
});

test("a renamed administration keeps its slug and its label, whichever label imports give", async () => {
  const label = "Ministère des Arts";
  await aWriter();
  const renaming = { operator, slug: CULTURE, label, reason: "Décret" };
  expect(await giveLabel(deps, renaming, at(1))).toBe("renamed");
  await settle();
  expect(await send([OURS], { minute: 2 })).toMatchObject({ unchanged: 1 });
  await send(
    [aPosting({ reference: "S-2026-000003" }), aPosting({ reference: "S-2026-000004", administration: label })],
    {
      minute: 3,
    },
  );
  for (const reference of ["S-2026-000001", "S-2026-000003", "S-2026-000004"]) {
    expect((await findOffer(db, reference))?.administration).toEqual({ slug: CULTURE, label });
  }
  // The words of the new label find the offers that were there before.
  expect((await found("q=arts")).sort()).toEqual(["S-2026-000001", "S-2026-000003", "S-2026-000004"]);
  expect((await findRecruiterByEmail(accounts, "anne@culture.gouv.fr"))?.administrationLabel).toBe(label);
});

test("what a recruiter writes after her administration was renamed is published for it", async () => {
  const recruiter = await aWriter();
  await giveLabel(deps, { operator, slug: CULTURE, label: "Ministère des Arts", reason: "Décret" }, at(1));
  const draft = await aDraft(recruiter);
  const released = await releaseDraft(deps, draft, { version: draft.version, actor: "Anne" }, at(2));
  expect(released).toMatchObject({ done: "published" });
  const reference = (await theDraft()).refs[0] ?? "";
  expect((await findOffer(db, reference))?.administration?.slug).toBe(CULTURE);
});

test("a label that is another administration's is refused, and changes nothing", async () => {
  const renaming = { operator, slug: CULTURE, label: KEPT_LABEL, reason: "Décret" };
  expect(await giveLabel(deps, renaming, at(1))).toBe("taken");
  expect(await findAdministrationLabels(db, [CULTURE])).toEqual(new Map([[CULTURE, "Ministère de la Culture"]]));
});

test("offers, drafts, people, keys and scheduled offers of a merged administration are the kept one's", async () => {
  const released = await aReleased(await aWriter(), {}, at(1));
  const reference = released.refs[0] ?? "";
  const key = await aKey();
  await send([aPosting({ reference: "S-2026-000005", publishedAt: "2026-02-01T08:00:00.000Z" })], { minute: 2 });
  expect(await merge()).toBe("merged");
  await settle();

  expect((await findOffer(db, reference))?.administration).toEqual({ slug: KEPT, label: KEPT_LABEL });
  expect(await findRecruiterByEmail(accounts, "anne@culture.gouv.fr")).toMatchObject({
    administration: KEPT,
    administrationLabel: KEPT_LABEL,
  });
  expect(await authenticatePublisher(db, key, at(5))).toEqual({
    name: `@${KEPT}`,
    administration: { slug: KEPT, label: KEPT_LABEL, otherSlugs: [CULTURE] },
  });
  expect(await rows("SELECT administration FROM scheduled_offers")).toEqual([{ administration: KEPT }]);
  // She edits the offer as before: it is her new administration's.
  const draft = await findDraft(accounts, { id: "brouillon", administration: KEPT });
  if (!draft) throw new Error("no draft");
  const edited = await releaseDraft(deps, draft, { version: draft.version, actor: "Anne" }, at(6));
  expect(edited).toMatchObject({ done: "updated", reference });
  expect(await rows("SELECT DISTINCT source FROM offers WHERE source LIKE '@%'")).toEqual([
    { source: `@${KEPT}/formulaire` },
  ]);
});

test("an import of the old label lands on the kept administration, also by a key that only knows it", async () => {
  await merge();
  await settle();
  expect(await send([OURS], { minute: 3 })).toMatchObject({ unchanged: 1 });
  const administration = { slug: KEPT, label: KEPT_LABEL, otherSlugs: [CULTURE] };
  const report = await send([aPosting({ reference: "S-2026-000003" })], {
    minute: 4,
    publisher: `@${KEPT}`,
    administration,
  });
  expect(report).toMatchObject({ created: 1, quarantined: [] });
  for (const reference of ["S-2026-000001", "S-2026-000003"]) {
    expect((await findOffer(db, reference))?.administration?.slug).toBe(KEPT);
  }
});

test("a search by the old slug, and one that was saved and compiled before, find what the kept one finds", async () => {
  const saved = compileMatch(parseSearch(new URLSearchParams(`administration=${CULTURE}`)).search).expression;
  await merge();
  await settle();
  await send([aPosting({ reference: "S-2026-000006", administration: KEPT_LABEL })], { minute: 3 });
  const all = ["S-2026-000006", "S-2026-000002", "S-2026-000001"];
  expect(await found(`administration=${KEPT}`)).toEqual(all);
  expect(await found(`administration=${CULTURE}`)).toEqual(all);
  const matched = await env.CATALOGUE.prepare(`SELECT count(*) AS n FROM ${INDEX_NAME} WHERE ${INDEX_NAME} MATCH ?`)
    .bind(saved)
    .first();
  expect(matched).toEqual({ n: 3 });
  expect(await findAdministrationLabels(db, [CULTURE])).toEqual(new Map([[CULTURE, KEPT_LABEL]]));
});

test("administrations whose whole feeds would withdraw each other's offers are not merged", async () => {
  const theirs = aPosting({ reference: "S-2026-000007", administration: KEPT_LABEL });
  await send([aPosting({ reference: "S-2026-000008" })], { publisher: `@${CULTURE}`, full: true, minute: 1 });
  await send([theirs], { publisher: `@${KEPT}`, minute: 2 });
  expect(await merge()).toBe("shared-feeds");
});

test("a whole feed that came under a name that was merged since is a feed of its administration too", async () => {
  const third = "Direction des archives";
  const into = toSlug(third);
  await send([aPosting({ reference: "S-2026-000008" })], { publisher: `@${CULTURE}`, full: true, minute: 1 });
  await send([aPosting({ reference: "S-2026-000009", administration: third })], { minute: 1 });
  await send([aPosting({ reference: "S-2026-000007", administration: KEPT_LABEL })], {
    publisher: `@${KEPT}`,
    minute: 2,
  });
  expect(await mergeInto(deps, { operator, slug: CULTURE, into, reason: "Doublon" }, at(3))).toBe("merged");
  expect(await mergeInto(deps, { operator, slug: into, into: KEPT, reason: "Doublon" }, at(4))).toBe("shared-feeds");
});

test("the administrations of a ministry that is merged into one of them are that one's, which is no one's", async () => {
  const third = "Direction des archives";
  await send([aPosting({ reference: "S-2026-000009", administration: third })], { minute: 1 });
  for (const slug of [KEPT, toSlug(third)]) {
    expect(await giveParent(deps, { operator, slug, parent: CULTURE, reason: "Décret" }, at(1))).toBe(true);
  }
  expect(await merge()).toBe("merged");
  const parents =
    "SELECT c.slug, p.slug AS parent FROM administrations c LEFT JOIN administrations p ON p.id = c.parent_id";
  expect(await rows(`${parents} WHERE c.merged_into IS NULL ORDER BY c.slug`)).toEqual([
    { slug: toSlug(third), parent: KEPT },
    { slug: KEPT, parent: null },
  ]);
});

test("a key is made for a kept administration, which is to choose once", async () => {
  await merge();
  expect(await giveLabel(deps, { operator, slug: KEPT, label: "Ministère des Arts", reason: "Décret" }, at(3))).toBe(
    "renamed",
  );
  expect(await listAdministrationChoices(db)).toEqual([{ slug: KEPT, label: "Ministère des Arts" }]);
});

test("what is merged already, unknown or the same is not merged", async () => {
  await merge();
  expect(await merge()).toBe("not-two");
  expect(await mergeInto(deps, { operator, slug: KEPT, into: KEPT, reason: "Doublon" }, at(2))).toBe("not-two");
  expect(await mergeInto(deps, { operator, slug: KEPT, into: "inconnue", reason: "Doublon" }, at(2))).toBe("not-two");
});

test("a merge that breaks at any call, of either database, is finished by the tick once it is decided", async () => {
  const prepare = async () => {
    await forgetPublishing();
    await emptyCatalogue();
    for (const table of ["offers", "administrations"]) {
      await env.CATALOGUE.prepare("DELETE FROM sqlite_sequence WHERE name = ?").bind(table).run();
    }
    await send([OURS, THEIRS]);
    await aDraft(await aWriter());
  };
  await prepare();
  const before = await state();
  await merge();
  await settle();
  const after = await state();
  expect(after).not.toEqual(before);
  const outcomes = new Set<string>();
  const broken = await eachFault(async (faults, fault) => {
    await prepare();
    const breaking = {
      accounts: openAccounts(faults.d1(env.ACCOUNTS)),
      catalogue: openCatalogue(faults.d1(env.CATALOGUE)),
    };
    await merge(breaking).catch(() => {});
    await settle();
    const now = await state();
    const isDone = JSON.stringify(now) === JSON.stringify(after);
    outcomes.add(isDone ? "merged" : "untouched");
    if (!isDone) expect(now, fault).toEqual(before);
  });
  expect(broken).toBeGreaterThan(8);
  expect([...outcomes].sort()).toEqual(["merged", "untouched"]);
});

const merge = (by = deps) => mergeInto(by, { operator, slug: CULTURE, into: KEPT, reason: "Doublon" }, at(2));

/** What the ticks do until nothing is left. */
async function settle(): Promise<void> {
  await followAdministrations(deps, at(3));
  await reindexOffers(db);
}

async function state() {
  const ours = async (sql: string) => (await env.ACCOUNTS.prepare(sql).all()).results;
  return [
    await rows("SELECT slug, label, merged_into, stale_after FROM administrations ORDER BY slug"),
    await rows("SELECT reference, administration_id, source, indexed FROM offers ORDER BY reference"),
    await rows(`SELECT rowid, k FROM ${INDEX_NAME} ORDER BY rowid`),
    await rows(COUNTS),
    await ours("SELECT administration, email FROM recruiters"),
    await ours("SELECT administration, label FROM publishers"),
    await ours("SELECT administration, id FROM drafts"),
    await ours("SELECT administration, event FROM publishing_events ORDER BY event"),
  ];
}

async function aKey(): Promise<string> {
  await env.CATALOGUE.prepare("INSERT INTO api_keys (name, hash, administration, created_at) VALUES (?, ?, ?, ?)")
    .bind(`@${CULTURE}/abc`, await hashSecret("pass_secret"), CULTURE, at(0).toISOString())
    .run();
  return "Bearer pass_secret";
}

async function found(query: string): Promise<string[]> {
  const { offers } = await findOffers(db, parseSearch(new URLSearchParams(query)).search, "2026-01-15");
  return offers.map(({ reference }) => reference);
}
