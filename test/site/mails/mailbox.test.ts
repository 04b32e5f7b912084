import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { type Site, startSite } from "#test/support/site.ts";

let site: Site;
beforeAll(async () => {
  site = await startSite();
});
afterAll(() => site.stop());
beforeEach(() => fetch(`${site.mailbox}/mails`, { method: "DELETE" }));

const AUTHORIZED = { Authorization: "Bearer key" };

function send(mail: unknown, headers: Record<string, string> = AUTHORIZED): Promise<Response> {
  return fetch(`${site.mailbox}/emails`, { method: "POST", headers, body: JSON.stringify(mail), redirect: "manual" });
}

const json = async (path: string) => (await fetch(`${site.mailbox}${path}`)).json();
const text = async (path: string) => (await fetch(`${site.mailbox}${path}`)).text();
const ask = (faults: unknown) => fetch(`${site.mailbox}/faults`, { method: "POST", body: JSON.stringify(faults) });

const mail = {
  from: "PASS <ne-pas-repondre@pass.example>",
  to: ["candidate@mail.example"],
  subject: "Bienvenue <b>ici</b>",
  html: '<p>Bonjour</p><script>parent.document.title = "x"</script>',
  text: "Bonjour & bienvenue : https://pass.example/a?b=1&c=2",
  headers: { "List-Id": "<alertes.pass.example>" },
};

describe("what it shows", () => {
  test("is nothing at first, then what it receives, inert", async () => {
    expect(await text("/")).toContain("Aucun message reçu");
    const { id } = (await (await send(mail)).json()) as { id: string };
    expect(await text("/")).toContain("Bienvenue &lt;b&gt;ici&lt;/b&gt;");
    const shown = await text(`/mails/${id}`);
    expect(shown).toContain("Bonjour &amp; bienvenue");
    expect(shown).toContain('<a href="https://pass.example/a?b=1&amp;c=2">');
    expect(shown).toContain("&lt;alertes.pass.example&gt;");
    expect(shown).not.toContain("<script>");
    expect(
      shown.match(/<iframe sandbox="allow-popups allow-popups-to-escape-sandbox" width="(360|700)"/g),
    ).toHaveLength(2);
    const framed = await fetch(`${site.mailbox}/mails/${id}/html`);
    expect(framed.headers.get("Content-Security-Policy")).toMatch(/^sandbox allow-popups .*default-src 'none'/);
    expect(await framed.text()).toContain("<p>Bonjour</p>");
  });

  test("is a whole page as a mail program reads it: what is added comes after its doctype", async () => {
    const html = '<!doctype html><html lang="fr"><head><title>a</title></head><body><p>a</p></body></html>';
    const { id } = (await (await send({ ...mail, html })).json()) as { id: string };
    expect(await text(`/mails/${id}/html`)).toMatch(/^<!doctype html><base target="_blank"><html lang="fr">/);
  });

  test("is the newest mails first, page after page, of everybody or of one address", async () => {
    for (let n = 1; n <= 60; n++) await send({ ...mail, to: [`a${n % 2}@mail.example`], subject: `n° ${n}.` });
    const first = await text("/");
    expect(first).toContain("60 messages reçus");
    expect(first.indexOf("n° 60.")).toBeLessThan(first.indexOf("n° 59."));
    expect(first).not.toContain("n° 10.");
    const [, older = ""] = /href="([^"]+)">Messages plus anciens/.exec(first) ?? [];
    expect(await text(older)).toContain("n° 1.");
    const hers = await text("/?to=a1%40mail.example");
    expect([hers.includes("n° 59."), hers.includes("n° 60.")]).toEqual([true, false]);
    const subjects = ((await json("/mails.json?to=a0%40mail.example&limit=2")) as { subject: string }[]).map(
      ({ subject }) => subject,
    );
    expect(subjects).toEqual(["n° 60.", "n° 58."]);
  });

  test("is told to programs in the order in which it came, with its keys", async () => {
    for (const key of ["one", "two", "three"]) await send(mail, { ...AUTHORIZED, "Idempotency-Key": key });
    const all = (await json("/accepted.json")) as { seq: number; key: string }[];
    expect(all.map(({ key }) => key)).toEqual(["one", "two", "three"]);
    expect(await json(`/accepted.json?after=${all[1]?.seq}`)).toMatchObject([{ key: "three" }]);
  });

  test("is the inbox, for a mail that is not there, and says so", async () => {
    expect((await fetch(`${site.mailbox}/mails/absent`)).status).toBe(404);
    expect(await text("/mails/absent")).toContain("Ce message n’est pas, ou n’est plus, dans la boîte.");
    expect(await text("/")).not.toContain("Ce message n’est pas");
  });

  test("is all of it where what is asked is no number", async () => {
    await send(mail);
    expect(await json("/mails.json?limit=many&before=now")).toHaveLength(1);
    expect(await json("/accepted.json?after=first&limit=")).toHaveLength(1);
    expect(await text("/?before=now")).toContain("Bienvenue");
  });
});

describe("a mail under a key", () => {
  const keyed = { ...AUTHORIZED, "Idempotency-Key": "one" };

  test("is received once, however often it is sent, twenty times at once too", async () => {
    const answers = await Promise.all(Array.from({ length: 20 }, async () => (await send(mail, keyed)).json()));
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    expect(await json("/mails.json")).toHaveLength(1);
  });

  test("that had another mail is refused as the provider refuses it", async () => {
    await send(mail, keyed);
    const other = await send({ ...mail, subject: "Autre" }, keyed);
    expect([other.status, await other.json()]).toMatchObject([409, { name: "invalid_idempotent_request" }]);
    expect(await json("/mails.json")).toHaveLength(1);
  });
});

test.each([
  ["no recipient", { ...mail, to: [] }, AUTHORIZED, 422, "validation_error"],
  ["a recipient that is no address", { ...mail, to: ["somebody"] }, AUTHORIZED, 422, "validation_error"],
  ["no subject", { ...mail, subject: undefined }, AUTHORIZED, 422, "validation_error"],
  ["no content", { ...mail, html: "", text: "" }, AUTHORIZED, 422, "validation_error"],
  ["no mail", null, AUTHORIZED, 422, "validation_error"],
  ["no key of the API", mail, {}, 401, "missing_api_key"],
  [
    "a key that is too long",
    mail,
    { ...AUTHORIZED, "Idempotency-Key": "a".repeat(257) },
    400,
    "invalid_idempotency_key",
  ],
])("%s is refused as the provider refuses it", async (_, refused, headers, status, name) => {
  const response = await send(refused, headers);
  expect(response.status).toBe(status);
  expect(await response.json()).toMatchObject({ name });
});

describe("faults that are asked for", () => {
  test("come in their order, so many times, to whom they are meant for, and no more", async () => {
    await ask([
      { answer: "429", retryAfter: 7, to: "candidate@mail.example" },
      { answer: "500", times: 2 },
      { answer: "refused", takes: true },
    ]);
    const other = await send({ ...mail, to: ["other@mail.example"] });
    expect(other.status).toBe(500);
    const limited = await send(mail);
    expect([limited.status, limited.headers.get("Retry-After")]).toEqual([429, "7"]);
    expect((await send(mail)).status).toBe(500);
    expect(await json("/mails.json")).toHaveLength(0);
    expect((await send(mail)).status).toBe(422);
    expect(await json("/mails.json")).toHaveLength(1);
    expect(await json("/faults")).toEqual([]);
    expect((await send(mail)).status).toBe(200);
  });

  test.each([
    ["502", 502],
    ["unreadable", 200],
    ["redirect", 301],
    ["unauthorized", 401],
    ["conflict", 409],
  ])("%s is answered", async (answer, status) => {
    await ask({ answer });
    expect((await send(mail)).status).toBe(status);
    expect(await json("/mails.json")).toHaveLength(0);
  });

  test("break the connection off, keep silent and answer slowly", async () => {
    await ask([
      { answer: "reset", takes: true },
      { answer: "timeout", seconds: 0.3 },
      { answer: "slow", seconds: 0.3 },
    ]);
    await expect(send(mail).then((answer) => answer.text())).rejects.toThrow();
    const begin = performance.now();
    expect((await send(mail)).status).toBe(500);
    expect(await (await send(mail)).json()).toMatchObject({ id: expect.any(String) });
    expect(performance.now() - begin).toBeGreaterThan(500);
    expect(await json("/mails.json")).toHaveLength(1);
  });

  test("are forgotten when asked, and those that make no sense are refused", async () => {
    await ask({ answer: "500", times: 9 });
    await fetch(`${site.mailbox}/faults`, { method: "DELETE" });
    expect((await send(mail)).status).toBe(200);
    expect((await ask({ answer: "perhaps" })).status).toBe(422);
  });
});
