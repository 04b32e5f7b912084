import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { untilQuiet } from "#test/support/accounts-dump.ts";
import { type Site, startSite } from "#test/support/site.ts";
import { type Browser, mailTo } from "#test/support/spaces/candidate.ts";
import { aRecruiter } from "#test/support/spaces/recruiters.ts";

let site: Site;
let chief: Browser;
let numbers = 0;
/** Each test has an administration and a mail domain of its own. */
let administration: string;
let domain: string;

beforeAll(async () => {
  site = await startSite();
});
afterAll(() => site.stop());
beforeEach(async () => {
  numbers += 1;
  administration = `prefecture-${numbers}`;
  domain = `dep${String.fromCharCode(96 + numbers)}.gouv.fr`;
  chief = await aRecruiter(site, { administration, role: "administrator", email: `chief@${domain}` });
});

const MEMBERS = "/recruteurs/membres";
const sql = async <Row>(query: string, ...values: string[]) =>
  (
    await (
      await site.accounts()
    )
      .prepare(query)
      .bind(...values)
      .all<Row>()
  ).results;
const idOf = async (email: string) =>
  String((await sql<{ id: number }>("SELECT id FROM recruiters WHERE email = ?", email))[0]?.id);
const roles = async () =>
  (
    await sql<{ email: string; role: string }>(
      "SELECT email, role FROM recruiters WHERE administration = ? ORDER BY email",
      administration,
    )
  ).map(({ email, role }) => `${email.split("@")[0]} ${role}`);
const events = async () =>
  (
    await sql<{ event: string; subject: string | null }>(
      "SELECT event, subject FROM publishing_events WHERE administration = ? AND event NOT LIKE '%logged-in' ORDER BY id",
      administration,
    )
  ).map(({ event, subject }) => [event, subject].filter(Boolean).join(" "));
const act = async (fields: Record<string, string>, browser = chief) => {
  const answered = await browser.post(MEMBERS, fields);
  return answered.headers.get("Location")?.replace(`${MEMBERS}?fait=`, "") ?? answered.status;
};

describe("an invitation", () => {
  test("makes a member, says who invites in a mail without a secret, and is written down", async () => {
    await chief.post("/recruteurs/activite", { name: "Léa Martin" });
    expect(await act({ action: "inviter", email: `new@${domain}`, role: "recruiter" })).toBe("invitation");
    const mail = await mailTo(site, `new@${domain}`, "Publiez vos offres");
    expect(mail.text).toContain(`Léa Martin (chief@${domain}) vous invite`);
    expect(mail.text).toContain(`Administration ${administration}`);
    expect(mail.text).toMatch(/\/recruteurs\/connexion\n/);
    expect(await roles()).toEqual(["chief administrator", "new recruiter"]);
    expect(await events()).toEqual([`recruiter-invited new@${domain}`]);
    expect(await chief.text(MEMBERS)).toContain("pas encore de connexion");
  });

  test("is sent again to who has not logged in yet, and refused for a member who has", async () => {
    await act({ action: "inviter", email: `new@${domain}`, role: "recruiter" });
    expect(await act({ action: "inviter", email: `NEW@${domain}`, role: "administrator" })).toBe("relance");
    expect(await roles()).toEqual(["chief administrator", "new recruiter"]);
    const refused = await chief.post(MEMBERS, { action: "inviter", email: `chief@${domain}` });
    expect([refused.status, await refused.text()]).toEqual([422, expect.stringContaining("est déjà membre")]);
  });

  test("of somebody who publishes for another administration is refused plainly, and she is not told", async () => {
    await aRecruiter(site, { administration: "ailleurs", email: `busy@${domain}` });
    const refused = await chief.post(MEMBERS, { action: "inviter", email: `busy@${domain}` });
    expect([refused.status, await refused.text()]).toEqual([422, expect.stringContaining("autre administration")]);
    await untilQuiet(site);
    expect(await sql("SELECT 1 FROM mails WHERE recipient = ?", `busy@${domain}`)).toEqual([]);
    expect(await roles()).toEqual(["chief administrator"]);
  });

  test("of an address that is none keeps what was typed", async () => {
    const refused = await chief.post(MEMBERS, { action: "inviter", email: "new@", role: "administrator" });
    expect(refused.status).toBe(422);
    expect(await refused.text()).toMatch(/value="new@".*checked="" value="administrator"/s);
  });
});

describe("a member", () => {
  test("who is removed is logged out at once, cannot come back, and leaves her drafts", async () => {
    const member = await aRecruiter(site, { administration, email: `member@${domain}` });
    const id = await idOf(`member@${domain}`);
    await sql(
      `INSERT INTO drafts (id, administration, recruiter_id, state, typed, title, version, refs, reminded, created_at, updated_at)
       VALUES (?, ?, ?, 'draft', '{}', '', 1, '[]', '[]', '2026-01-01', '2026-01-01')`,
      `draft-${numbers}`,
      administration,
      id,
    );
    await sql(
      "INSERT INTO recruiter_tokens VALUES (?, ?, ?, ?, '2099-01-01')",
      `member@${domain}`,
      `hash-${numbers}`,
      `member@${domain}`,
      administration,
    );
    expect(await act({ action: "retirer", membre: id })).toBe("retrait");
    expect((await member.get("/recruteurs/activite")).headers.get("Location")).toMatch(/^\/recruteurs\/connexion/);
    expect(await sql("SELECT 1 FROM recruiter_tokens WHERE email = ?", `member@${domain}`)).toEqual([]);
    expect(await sql("SELECT recruiter_id FROM drafts WHERE administration = ?", administration)).toEqual([
      { recruiter_id: null },
    ]);
    expect(await events()).toEqual([`recruiter-removed member@${domain}`]);
  });

  test("gets another role, which counts from the next request on", async () => {
    const member = await aRecruiter(site, { administration, email: `member@${domain}` });
    expect((await member.get(MEMBERS)).status).toBe(403);
    expect(await act({ action: "role", membre: await idOf(`member@${domain}`), role: "administrator" })).toBe("role");
    expect((await member.get(MEMBERS)).status).toBe(200);
    expect(await events()).toEqual([`recruiter-changed member@${domain}`]);
  });

  test("who gives up administering, or leaves, is led to a page that is still hers, which says so", async () => {
    const second = await aRecruiter(site, { administration, role: "administrator", email: `second@${domain}` });
    const membre = await idOf(`second@${domain}`);
    const changed = await second.post(MEMBERS, { action: "role", membre, role: "recruiter" });
    expect(await second.text(changed.headers.get("Location") ?? "")).toContain("n’administrez plus");
    await act({ action: "role", membre, role: "administrator" });
    const left = await second.post(MEMBERS, { action: "retirer", membre });
    expect(await second.text(left.headers.get("Location") ?? "")).toContain("Vous êtes déconnecté.");
  });

  test("who is the last administrator is neither removed nor changed, not even by two at once", async () => {
    const id = await idOf(`chief@${domain}`);
    expect(await act({ action: "retirer", membre: id })).toBe("inchange");
    expect(await act({ action: "role", membre: id, role: "recruiter" })).toBe("inchange");
    const second = await aRecruiter(site, { administration, role: "administrator", email: `second@${domain}` });
    const other = await idOf(`second@${domain}`);
    await Promise.all([
      act({ action: "role", membre: other, role: "recruiter" }),
      act({ action: "role", membre: id, role: "recruiter" }, second),
    ]);
    expect((await roles()).filter((each) => each.endsWith("administrator"))).toHaveLength(1);
  });
});

describe("mail domains", () => {
  test("are allowed one by one, each that of the administrator who does it, and belong to one administration", async () => {
    expect(await act({ action: "domaine", domaine: "elysee.fr" })).toBe("domaine");
    expect(await chief.text(MEMBERS)).toContain(`@${domain}`);
    expect(await chief.text(MEMBERS)).not.toContain("elysee.fr");
    const rival = await aRecruiter(site, { administration: "rivale", role: "administrator", email: `rival@${domain}` });
    const refused = await rival.post(MEMBERS, { action: "domaine" });
    expect([refused.status, await refused.text()]).toEqual([422, expect.stringContaining("autre administration")]);
    await rival.post(MEMBERS, { action: "domaine-retirer", domaine: domain });
    expect(await sql("SELECT administration FROM publisher_domains WHERE domain = ?", domain)).toEqual([
      { administration },
    ]);
    expect(await act({ action: "domaine-retirer", domaine: domain })).toBe("domaine-retire");
    expect(await events()).toEqual([`domain-added ${domain}`, `domain-removed ${domain}`]);
  });

  test("of public providers are not allowed", async () => {
    const at = await aRecruiter(site, { administration, role: "administrator", email: `chief${numbers}@orange.fr` });
    expect(await at.text(MEMBERS)).not.toContain("Autoriser les adresses");
    expect((await at.post(MEMBERS, { action: "domaine" })).status).toBe(400);
  });
});

test("offers are read again before they are published if an administrator chooses so", async () => {
  expect(await act({ action: "relecture", relecture: "oui" })).toBe("relecture");
  expect(await chief.text(MEMBERS)).toContain("Publier sans relecture");
  await act({ action: "relecture", relecture: "oui" });
  await act({ action: "relecture", relecture: "non" });
  expect(await events()).toEqual(["review-on", "review-off"]);
});

test("a name that holds words and a link is no name", async () => {
  const refused = await chief.post("/recruteurs/activite", { name: "Gagnez : https://ailleurs.example" });
  expect(refused.status).toBe(422);
});
