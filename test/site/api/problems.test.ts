import * as v from "valibot";
import { afterAll, beforeAll, expect, test } from "vitest";
import { ProblemSchema } from "#app/domain/api/api-offer.ts";
import { type Site, startSite } from "#test/support/site.ts";

let site: Site;
beforeAll(async () => {
  site = await startSite();
});
afterAll(() => site.stop());

const KEY = { Authorization: "Bearer unknown" };

const refusals: [what: string, path: string, init: RequestInit, status: number][] = [
  ["an address that the API does not have", "/api/v1/offre", {}, 404],
  ["the same, asked by a browser", "/api/v2", { headers: { Accept: "text/html" } }, 404],
  ["an offer that does not exist", "/api/v1/offres/S-2026-1", {}, 404],
  ["a malformed instant", "/api/v1/offres?updated-since=hier", {}, 400],
  ["a method that a search does not know", "/api/v1/offres", { method: "POST" }, 405],
  ["a method that the description does not know", "/api/v1/openapi.json", { method: "POST" }, 405],
  ["an import by GET", "/api/v1/imports", {}, 405],
  ["an import without key", "/api/v1/imports", { method: "POST", body: "x" }, 401],
  ["an import with another key", "/api/v1/imports", { method: "POST", body: "x", headers: KEY }, 401],
  ["a webhook that nobody signed", "/api/v1/mails/evenements", { method: "POST", body: "{}" }, 401],
];

test.each(refusals)("%s is refused by a problem in JSON, said in French", async (_, path, init, status) => {
  const response = await site.fetch(path, init);
  expect(response.status).toBe(status);
  expect(response.headers.get("Content-Type")).toBe("application/problem+json; charset=utf-8");
  const problem = v.parse(ProblemSchema, await response.json());
  expect(problem.status).toBe(status);
  expect(problem.detail).toMatch(/^\p{Lu}?.+\.$/u);
});

test("a failure of the database is a problem too", async () => {
  const db = await site.catalogue();
  await db.prepare("ALTER TABLE offers RENAME TO lost").run();
  const response = await site.fetch("/api/v1/offres/S-2026-000001");
  await db.prepare("ALTER TABLE lost RENAME TO offers").run();
  expect(response.status).toBe(500);
  expect(v.parse(ProblemSchema, await response.json()).title).toBe("Erreur du service");
});

test("a refusal keeps what it allows instead", async () => {
  expect((await site.fetch("/api/v1/imports")).headers.get("Allow")).toBe("POST");
});
