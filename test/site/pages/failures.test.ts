import { createElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { afterAll, beforeAll, expect, test } from "vitest";
import { ErrorPage } from "#app/ui/page/error-page.tsx";
import { SiteProvider } from "#app/ui/page/site.ts";
import { type Site, startSite } from "#test/support/site.ts";

let site: Site;
beforeAll(async () => {
  site = await startSite();
});
afterAll(() => site?.stop());

test.each([
  ["an unknown address", "GET", "/une-page/qui-n-existe-pas", 404, "Page introuvable"],
  ["a form sent to an unknown address", "POST", "/une-page/qui-n-existe-pas", 404, "Page introuvable"],
  ["a form sent to a page that takes none", "POST", "/aide", 405, "Action impossible"],
])("%s is told in French with a way back, and kept out of search engines", async (_, method, path, status, title) => {
  const answer = await site.fetch(path, { method, headers: { Origin: site.site } });
  const page = await answer.text();
  expect(answer.status).toBe(status);
  expect(page).toContain(`<h1>${title}</h1>`);
  expect(page).toContain('<meta name="robots" content="noindex"/>');
  expect(page).toContain('<form action="/offres"');
  expect(page).toContain("Accessibilité\u00a0: non conforme");
});

test("a failure shows nothing of the error", () => {
  const page = renderToStaticMarkup(createElement(ErrorPage, { error: new Error("SELECT secret FROM /app/x.ts") }));
  expect(page).toContain("Une erreur est survenue");
  expect(page).not.toMatch(/secret|x\.ts|Error:/);
});

test("a failure gives a reference to quote, a mistaken address does not", () => {
  const tell = (status: number) => {
    const error = { status, statusText: "", data: null, internal: false };
    const page = createElement(ErrorPage, { error });
    return renderToStaticMarkup(
      createElement(
        SiteProvider,
        { value: { brand: "neutral", member: false, recruiter: false, incident: "8f00-CDG" } },
        page,
      ),
    );
  };
  expect(tell(500)).toContain("8f00-CDG");
  expect(tell(404)).not.toContain("8f00-CDG");
});
