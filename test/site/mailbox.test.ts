import { afterAll, beforeAll, expect, test } from "vitest";
import { type Site, startSite } from "#test/support/site.ts";

let site: Site;
beforeAll(async () => {
  site = await startSite();
});
afterAll(() => site.stop());

function send(mail: unknown, headers: Record<string, string> = {}): Promise<Response> {
  return fetch(`${site.mailbox}/emails`, { method: "POST", headers, body: JSON.stringify(mail) });
}

const mail = {
  from: "PASS <ne-pas-repondre@pass.example>",
  to: ["candidate@mail.example"],
  subject: "Bienvenue <b>ici</b>",
  html: '<p>Bonjour</p><script>parent.document.title = "x"</script>',
  text: "Bonjour & bienvenue",
};

test("the mailbox is empty at first, and shows what it receives, inert", async () => {
  expect(await (await fetch(site.mailbox)).text()).toContain("Aucun message reçu");
  const { id } = (await (await send(mail)).json()) as { id: string };
  expect(await (await fetch(site.mailbox)).text()).toContain("Bienvenue &lt;b&gt;ici&lt;/b&gt;");
  const page = await fetch(`${site.mailbox}/mails/${id}`);
  const html = await page.text();
  expect(html).toContain("Bonjour &amp; bienvenue");
  expect(html).not.toContain("<script>");
  expect(html).toContain("<iframe sandbox ");
});

test("a mail sent again under the same key is received once", async () => {
  const key = { "Idempotency-Key": "one" };
  const first = await (await send({ ...mail, subject: "Une fois" }, key)).json();
  expect(await (await send({ ...mail, subject: "Une fois" }, key)).json()).toEqual(first);
  expect((await (await fetch(site.mailbox)).text()).match(/Une fois/g)).toHaveLength(1);
});

test.each([
  ["no recipient", { ...mail, to: [] }],
  ["no subject", { ...mail, subject: undefined }],
  ["no mail", null],
])("%s is refused as the provider refuses it", async (_, refused) => {
  const response = await send(refused);
  expect(response.status).toBe(422);
  expect(await response.json()).toMatchObject({ name: "validation_error" });
});

test("a mail that is not there is told by the inbox", async () => {
  expect((await fetch(`${site.mailbox}/mails/absent`)).status).toBe(404);
});
