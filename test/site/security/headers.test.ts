import { afterAll, beforeAll, expect, test } from "vitest";
import { aPosting } from "#test/support/postings.ts";
import { publish } from "#test/support/publish.ts";
import { type Site, startSite } from "#test/support/site.ts";

let site: Site;
beforeAll(async () => {
  site = await startSite();
  await publish(site, [aPosting({ reference: "S-2026-000001" })]);
});
afterAll(() => site.stop());

const POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; object-src 'none'; frame-ancestors 'none'; manifest-src 'self'; upgrade-insecure-requests";

/** Pages, machines' addresses, errors of every kind, redirections. */
const addresses: [path: string, status: number, method?: string][] = [
  ["/", 200],
  ["/offres", 200],
  ["/offres?q=communication&region=53", 200],
  ["/offres/S-2026-000001", 200],
  ["/offres/S-2026-999999", 404],
  ["/aide", 200],
  ["/accessibilite", 200],
  ["/mentions-legales", 200],
  ["/donnees-personnelles", 200],
  ["/cookies", 200],
  ["/plan-du-site", 200],
  ["/donnees", 200],
  ["/statistiques", 200],
  ["/statistiques/offres.csv", 200],
  ["/inscription", 200],
  ["/connexion", 200],
  ["/nulle-part", 404],
  ["/nulle-part/%E0%A4%A", 404],
  ["/pass/offres", 301],
  ["/robots.txt", 200],
  ["/sante", 503],
  ["/assets/absent.js", 404],
  ["/api/v1/imports", 401, "POST"],
  ["/api/v1/imports", 405],
  ["/", 405, "POST"],
  ["/requete-refusee", 403],
];

test.each(addresses)("%s answers %i with every security header", async (path, status, method = "GET") => {
  const { status: answered, headers } = await site.fetch(path, { method, headers: { Origin: site.site } });
  expect(answered).toBe(status);
  expect(headers.get("Content-Security-Policy")).toBe(POLICY);
  expect(headers.get("Strict-Transport-Security")).toBe("max-age=63072000; includeSubDomains");
  expect(headers.get("X-Content-Type-Options")).toBe("nosniff");
  expect(headers.get("Referrer-Policy")).toBe("strict-origin-when-cross-origin");
  expect(headers.get("Cross-Origin-Opener-Policy")).toBe("same-origin");
  // The pages of other sites may read the API, its refusals too.
  expect(headers.get("Cross-Origin-Resource-Policy")).toBe(path.startsWith("/api/") ? "cross-origin" : "same-origin");
  expect(headers.get("Cross-Origin-Embedder-Policy")).toBe("require-corp");
  expect(headers.get("Permissions-Policy")).toContain("geolocation=()");
  expect(headers.get("X-Frame-Options")).toBe("DENY");
  expect(headers.get("Set-Cookie")).toBeNull();
});

test("the files that a page loads are there, with the headers, and may be kept for ever", async () => {
  const html = await (await site.fetch("/")).text();
  const files = [...html.matchAll(/(?:href|src)="(\/assets\/[^"]+)"/g)].map(([, path = ""]) => path);
  expect(files.length).toBeGreaterThanOrEqual(2);
  for (const path of files) {
    const response = await site.fetch(path);
    expect(response.status, path).toBe(200);
    expect(response.headers.get("Cache-Control")).toBe("public, max-age=31536000, immutable");
    expect(response.headers.get("X-Content-Type-Options")).toBe("nosniff");
    expect(response.headers.get("Strict-Transport-Security")).toBe("max-age=63072000; includeSubDomains");
    // What is said of a file that a browser has already takes the place of what was said when it came.
    const again = await site.fetch(path, { headers: { "If-None-Match": response.headers.get("ETag") ?? "" } });
    expect(again.status, path).toBe(304);
    expect(again.headers.get("Cache-Control")).toBe("public, max-age=31536000, immutable");
  }
});

test("the address of the manual leads to the same page, its search kept", async () => {
  const locations = ["/pass", "/pass/", "/pass/offres?q=a%20b&type=stage", "/pass//autre.example/x"].map(
    async (path) => {
      const { status, headers } = await site.fetch(path);
      expect(status).toBe(301);
      return new URL(headers.get("Location") ?? "", site.site).href.replace(site.site, "");
    },
  );
  expect(await Promise.all(locations)).toEqual(["/", "/", "/offres?q=a%20b&type=stage", "/autre.example/x"]);
});

test("a page that only begins like the old address is not redirected", async () => {
  expect((await site.fetch("/passeport")).status).toBe(404);
});

test("no page is hydrated: no inline script, no style attribute, no React", async () => {
  for (const path of ["/", "/offres", "/offres/S-2026-000001", "/aide", "/nulle-part"]) {
    const html = await (await site.fetch(path)).text();
    expect(html, path).not.toMatch(/<script(?![^>]*\ssrc=)(?![^>]*application\/ld\+json)/);
    expect(html, path).not.toMatch(/\sstyle="/);
    expect(html, path).not.toContain("__remix");
  }
});
