import { afterAll, beforeAll, expect, test } from "vitest";
import { aPosting } from "#test/support/postings.ts";
import { publish } from "#test/support/publish.ts";
import { type Site, startSite } from "#test/support/site.ts";

let site: Site;
const MEMBER = { Cookie: "__Host-session=someone.secret; other=1" };
const start = Date.parse("2026-01-15T12:00:00Z");
/** From now on, requests come so many seconds after noon. */
const at = (seconds: number) => site.setClock(new Date(start + seconds * 1_000));
const count = async (path: string, headers: Record<string, string> = {}) =>
  /(\d+|Aucune) offres?/.exec(await (await site.fetch(path, { headers })).text())?.[1];

beforeAll(async () => {
  site = await startSite({ EDGE_CACHE: "on" });
  at(0);
  await publish(site, [aPosting({ reference: "S-2026-000001" })]);
});
afterAll(() => site.stop());

/** A search that nobody has asked for yet. */
let searches = 0;
const fresh = () => `/offres?q=communication+-mot${++searches}`;

test("a page is answered from the cache for 30 s, once more until 60 s, then made anew first", async () => {
  const path = fresh();
  at(0);
  expect(await count(path)).toBe("1");
  await publish(site, [aPosting({ reference: "S-2026-000002" })]);
  at(29);
  expect(await count(path)).toBe("1");
  at(31);
  expect(await count(path)).toBe("1");
  // Refreshed meanwhile, without anybody waiting for it.
  await expect.poll(() => count(path)).toBe("2");
  await publish(site, [aPosting({ reference: "S-2026-000003" })]);
  at(31 + 60);
  expect(await count(path)).toBe("3");
});

test("parameters that mean nothing, and the order of the others, make no other page", async () => {
  const path = fresh();
  at(100);
  const tag = (await site.fetch(`${path}&region=53&type=stage`)).headers.get("ETag");
  expect(tag).toMatch(/^"[\w+/=]+"$/);
  at(110);
  await publish(site, [aPosting({ reference: "S-2026-000004" })]);
  for (const query of [
    "&type=stage&region=53",
    "&region=53&type=stage&utm_source=x",
    "&region=53&type=stage&page=1&x",
  ]) {
    expect((await site.fetch(path + query)).headers.get("ETag")).toBe(tag);
  }
});

test("ten thousand junk parameters fill the cache with one page", async () => {
  const path = fresh();
  at(200);
  const first = (await site.fetch(path)).headers.get("ETag");
  await publish(site, [aPosting({ reference: "S-2026-000005" })]);
  const junk = (request: number) => Array.from({ length: 100 }, (_, n) => `&junk${request}x${n}=${n}`).join("");
  const answers = await Promise.all(
    Array.from({ length: 100 }, (_, n) => site.fetch(path + junk(n), { method: "HEAD" })),
  );
  // A page of its own would show the offer that was published since.
  expect(new Set(answers.map(({ headers }) => headers.get("ETag")))).toEqual(new Set([first]));
});

test("a page that tells of the address itself is not kept", async () => {
  const response = await site.fetch("/offres?region=atlantide");
  expect(response.headers.get("ETag")).toBeNull();
  // Nor by a browser, which would show it to somebody who has logged in since.
  expect(response.headers.get("Cache-Control")).toBe("public, no-cache");
  expect(response.headers.get("Vary")).toContain("Cookie");
  expect(await response.text()).toContain("atlantide");
  expect(await (await site.fetch("/offres")).text()).not.toContain("atlantide");
});

test("members and passers-by get different pages, and nothing else of their cookies counts", async () => {
  at(300);
  const path = fresh();
  const anonymous = await site.fetch(path);
  const member = await site.fetch(path, { headers: MEMBER });
  expect(anonymous.headers.get("Vary")).toContain("Cookie");
  expect(await anonymous.text()).not.toContain("someone");
  expect(await member.text()).not.toContain("someone");
  const another = await site.fetch(path, { headers: { Cookie: "__Host-session=another.one" } });
  expect(another.headers.get("ETag")).toBe(member.headers.get("ETag"));
});

test("an address within the cache's own names is no page", async () => {
  await site.fetch("/offres");
  expect((await site.fetch("/.edge/anonymous/offres")).status).toBe(404);
  expect((await site.fetch("/offres/..%2F.edge%2Fmember%2Foffres")).status).toBe(404);
});

test("what has not changed is answered 304 without a body", async () => {
  at(400);
  const path = fresh();
  const tag = (await site.fetch(path)).headers.get("ETag") ?? "";
  const again = await site.fetch(path, { headers: { "If-None-Match": `"other", W/${tag}` } });
  expect(again.status).toBe(304);
  expect(await again.text()).toBe("");
  expect(again.headers.get("Cache-Control")).toBe("public, no-cache");
  expect((await site.fetch(path, { headers: { "If-None-Match": '"other"' } })).status).toBe(200);
});

test("errors, closed offers, redirections and what is not read are never kept", async () => {
  for (const path of ["/nulle-part", "/offres/S-2026-999999", "/offres/s-2026-000001", "/pass/offres", "/sante"]) {
    const response = await site.fetch(path);
    expect(response.headers.get("ETag"), path).toBeNull();
    expect(response.headers.get("Cache-Control"), path).not.toContain("public");
  }
  const posted = await site.fetch("/offres", { method: "POST" });
  expect(posted.headers.get("ETag")).toBeNull();
});

test("every other page is private and is not stored", async () => {
  for (const path of ["/connexion", "/inscription"]) {
    expect((await site.fetch(path)).headers.get("Cache-Control")).toBe("private, no-store");
  }
});

test("an offer that was withdrawn is gone within a minute, everywhere", async () => {
  at(500);
  await publish(site, [aPosting({ reference: "S-2026-000009", title: "Xylophoniste" })]);
  expect((await site.fetch("/offres/S-2026-000009")).status).toBe(200);
  expect(await count("/offres?q=xylophoniste")).toBe("1");
  const db = await site.catalogue();
  await db.prepare("UPDATE offers SET expires_on = '2026-01-14' WHERE reference = 'S-2026-000009'").run();
  at(560);
  expect((await site.fetch("/offres/S-2026-000009")).status).toBe(410);
  expect(await count("/offres?q=xylophoniste")).toBe("Aucune");
});
