import { env } from "cloudflare:workers";
import { beforeEach, expect, test } from "vitest";
import { readReminderToken, reminderToken } from "#app/services/mails/reminder-links.ts";
import { writeMails } from "#app/services/mails/write-mails.ts";
import { actOnOffer, findKnownOffer } from "#app/services/publishing/act-on-offer.ts";
import { followReminderLink } from "#app/services/publishing/follow-reminder-link.ts";
import { finishReleases } from "#app/services/publishing/release-draft.ts";
import { remindRecruiters } from "#app/services/publishing/remind-recruiters.ts";
import { openAccounts } from "#db/accounts/database.ts";
import { openCatalogue } from "#db/catalogue/database.ts";
import { eachFault } from "#test/support/faults.ts";
import { aReleased, aWriter, CULTURE, forgetPublishing, theDraft } from "#test/support/spaces/drafts.ts";
import { aRecruiterRow } from "#test/support/spaces/recruiters.ts";

const NOW = new Date("2026-03-02T10:00:00.000Z");
const WEEK = new Date("2026-03-13T07:00:00.000Z");
const EVE = new Date("2026-03-19T07:00:00.000Z");
const deps = {
  accounts: openAccounts(env.ACCOUNTS),
  catalogue: openCatalogue(env.CATALOGUE),
  signingKey: "key",
  siteUrl: "https://pass.example",
};
const ENDING = { expiresOn: "2026-03-20", place2: "Lyon" };

type Row = { kind: string; recipient: string; state: string; text: string | null };
const mails = async () =>
  (
    await env.ACCOUNTS.prepare(
      "SELECT kind, recipient, state, text FROM mails ORDER BY created_at, recipient",
    ).all<Row>()
  ).results;
const theOffer = async () => {
  const { refs } = await theDraft();
  const known = await findKnownOffer(deps, refs[0] ?? "", CULTURE);
  if (!known) throw new Error("no offer");
  return known;
};
const by = { administration: CULTURE, actor: "Anne" };

beforeEach(forgetPublishing);

test("the author gets one mail for all the places, a week and a day before the last day", async () => {
  await aReleased(await aWriter(), ENDING, NOW);
  for (const at of [NOW, NOW, WEEK, WEEK, EVE, EVE]) await remindRecruiters(deps, at);
  expect(await mails()).toMatchObject([
    { kind: "offer-reminder", recipient: "anne@culture.gouv.fr" },
    { kind: "offer-reminder", recipient: "anne@culture.gouv.fr" },
  ]);
  await writeMails(deps, 10, EVE);
  const [, eve] = await mails();
  expect(eve?.text).toContain("Rennes (35), Lyon (69)");
  expect(eve?.text).toContain("https://pass.example/recruteurs/liens/");
});

test("once the author has left, the administrators get it", async () => {
  const author = await aWriter();
  await aReleased(author, ENDING, NOW);
  for (const name of ["un", "deux"]) {
    await aRecruiterRow(deps.accounts, { administration: CULTURE, role: "administrator", email: `${name}@culture.fr` });
  }
  await aRecruiterRow(deps.accounts, { administration: CULTURE, email: "trois@culture.fr" });
  await env.ACCOUNTS.prepare("DELETE FROM recruiters WHERE id = ?").bind(author.id).run();
  for (const at of [NOW, WEEK]) await remindRecruiters(deps, at);
  expect((await mails()).map(({ recipient }) => recipient)).toEqual(["deux@culture.fr", "un@culture.fr"]);
});

test("broken anywhere, a reminder is asked for once", async () => {
  await eachFault(async (faults, name) => {
    await forgetPublishing();
    await aReleased(await aWriter(), ENDING, NOW);
    await remindRecruiters(deps, NOW);
    const broken = {
      accounts: openAccounts(faults.d1(env.ACCOUNTS)),
      catalogue: openCatalogue(faults.d1(env.CATALOGUE)),
    };
    await remindRecruiters(broken, WEEK).catch(() => null);
    await remindRecruiters(deps, WEEK);
    expect(await mails(), name).toHaveLength(1);
  });
});

test("nothing is told of an offer that is closed by then", async () => {
  await aReleased(await aWriter(), ENDING, NOW);
  for (const at of [NOW, WEEK]) await remindRecruiters(deps, at);
  // The mail is asked for; then the offer is closed in the catalogue, by whatever hand.
  await env.CATALOGUE.prepare("UPDATE offers SET withdrawn_at = ?").bind(WEEK.toISOString()).run();
  await writeMails(deps, 10, WEEK);
  expect(await mails()).toEqual([]);
});

test("a reminder of a last day that has changed before it was written is not sent", async () => {
  await aReleased(await aWriter(), ENDING, NOW);
  for (const at of [NOW, WEEK]) await remindRecruiters(deps, at);
  await env.CATALOGUE.prepare("UPDATE offers SET expires_on = '2099-01-01'").run();
  await writeMails(deps, 10, WEEK);
  expect(await mails()).toEqual([]);
});

test("an offer that is filled takes its waiting reminder back, and is not told of again", async () => {
  await aReleased(await aWriter(), ENDING, NOW);
  for (const at of [NOW, WEEK]) await remindRecruiters(deps, at);
  await writeMails(deps, 10, WEEK);
  expect(await mails()).toMatchObject([{ state: "pending" }]);
  await actOnOffer(deps, await theOffer(), { does: "fill", everywhere: true }, by, WEEK);
  expect(await mails()).toEqual([]);
  await remindRecruiters(deps, EVE);
  expect(await mails()).toEqual([]);
  expect((await theDraft()).remindAt).toBeNull();
});

test("an offer that is prolonged is told of before its new last day, and keeps it through an edit", async () => {
  await aReleased(await aWriter(), ENDING, NOW);
  await remindRecruiters(deps, NOW);
  await actOnOffer(deps, await theOffer(), { does: "extend", lastDay: "2026-04-20" }, by, NOW);
  const { typed, version, releasedVersion } = await theDraft();
  expect([typed.expiresOn, releasedVersion]).toEqual(["2026-04-20", version]);
  for (const at of [WEEK, EVE]) await remindRecruiters(deps, at);
  expect(await mails()).toEqual([]);
  await remindRecruiters(deps, new Date("2026-04-13T07:00:00.000Z"));
  expect(await mails()).toHaveLength(1);
});

const lastDays = async () =>
  (await env.CATALOGUE.prepare("SELECT expires_on AS day FROM offers").all<{ day: string }>()).results.map(
    ({ day }) => day,
  );

test("an offer that is prolonged while an edit of it is being published keeps its new last day", async () => {
  await aReleased(await aWriter(), ENDING, NOW);
  await env.ACCOUNTS.prepare(
    "UPDATE drafts SET state = 'releasing', version = 2, typed = json_set(typed, '$.title', 'Archiviste')",
  ).run();
  await actOnOffer(deps, await theOffer(), { does: "extend", lastDay: "2026-04-20" }, by, NOW);
  await finishReleases(deps, WEEK);
  expect(await lastDays()).toEqual(["2026-04-20", "2026-04-20"]);
  expect(await theDraft()).toMatchObject({ state: "released" });
});

test("a link acts once, on all the places, wherever it breaks before", async () => {
  await eachFault(async (faults, name) => {
    await forgetPublishing();
    const { id } = await aReleased(await aWriter(), ENDING, NOW);
    const token = await reminderToken("key", { draft: id, act: "prolonger", lastDay: "2026-03-20" });
    const broken = {
      ...deps,
      accounts: openAccounts(faults.d1(env.ACCOUNTS)),
      catalogue: openCatalogue(faults.d1(env.CATALOGUE)),
    };
    const first = await followReminderLink(broken, token, WEEK).catch(() => "broken");
    const second = await followReminderLink(deps, token, WEEK);
    expect([first, second].includes("done") || second === "used", name).toBe(true);
    expect(await lastDays(), name).toEqual(["2026-04-20", "2026-04-20"]);
    expect(await followReminderLink(deps, token, EVE), name).toBe("used");
  });
});

test("the links of a mail close an offer, and do nothing to one that is closed", async () => {
  const { id } = await aReleased(await aWriter(), ENDING, NOW);
  const link = (act: "pourvue" | "retirer") => reminderToken("key", { draft: id, act, lastDay: "2026-03-20" });
  expect(await followReminderLink(deps, await link("pourvue"), WEEK)).toBe("done");
  expect(await followReminderLink(deps, await link("retirer"), WEEK)).toBe("closed");
  const { results } = await env.CATALOGUE.prepare("SELECT closed_by_hand AS why FROM offers").all();
  expect(results).toEqual([{ why: "filled" }, { why: "filled" }]);
});

test("a token that was changed is no link", async () => {
  const token = await reminderToken("key", { draft: "a", act: "retirer", lastDay: null });
  expect(await readReminderToken("key", token)).toEqual({ draft: "a", act: "retirer", lastDay: null });
  expect(await readReminderToken("key", token.replace("retirer", "pourvue"))).toBeNull();
  expect(await readReminderToken("other", token)).toBeNull();
});

test("the link of each reminder of an offer without a last day acts, when that of an earlier one was used", async () => {
  await aReleased(await aWriter(), {}, NOW);
  for (const day of ["2026-06-02", "2026-09-02"]) {
    const at = new Date(`${day}T10:00:00.000Z`);
    await remindRecruiters(deps, at);
    await writeMails(deps, 10, at);
    const [, token = ""] = /liens\/(\S+)/.exec((await mails()).at(-1)?.text ?? "") ?? [];
    expect(await followReminderLink(deps, token, at), day).toBe("done");
  }
});

test("an offer that never had a contact stays published when its author says so", async () => {
  const { id } = await aReleased(await aWriter(), { contact1Email: "" }, NOW);
  const token = await reminderToken("key", { draft: id, act: "prolonger", lastDay: null });
  expect(await followReminderLink(deps, token, WEEK)).toBe("done");
});
