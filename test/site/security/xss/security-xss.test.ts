import sax from "sax";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { dangersIn, XSS } from "#test/support/hostile-text.ts";
import { aPosting } from "#test/support/postings.ts";
import { publish } from "#test/support/publish.ts";
import { type Site, startSite } from "#test/support/site.ts";
import { hiddenFields, openBrowser } from "#test/support/spaces/candidate.ts";

const reference = (index: number) => `S-2026-${String(index).padStart(6, "0")}`;

describe("1.2.1, 1.2.3: what people write renders inert", () => {
  let site: Site;
  beforeAll(async () => {
    site = await startSite();
    await publish(
      site,
      XSS.map((text, index) =>
        aPosting({
          reference: reference(index),
          title: `Offre ${index} ${text}`,
          administration: text.replace(/\s+/g, " ").trim() || "x",
          employer: text,
          service: text,
          city: text,
          description: `<p>${text}</p>${text}`,
          profile: text,
          employerDescription: text,
          more: `<a href="${text}">x</a>`,
          contacts: [
            { name: text, email: "recrutement@drac.example", phone: text, url: "https://drac.example/?a=b" },
            { url: text, email: text },
          ],
        }),
      ),
      "?source=hostile",
    );
  });
  afterAll(() => site.stop());

  const shown = async (path: string) => (await site.fetch(path)).text();

  test("there are at least 200 hostile texts, and each would be noticed in a page that does not escape", () => {
    expect(XSS.length).toBeGreaterThanOrEqual(200);
    const markup = XSS.filter((text) => /<[a-z]/i.test(text) && !/^(\\|&lt;|＜|\+ADw)/.test(text));
    const unnoticed = markup.filter((text) =>
      [
        "<p>x",
        '<input value="x',
        "<input value='x",
        "<script>x",
        "<!-- x",
        "<textarea>x",
        "<title>x",
        "<style>x",
      ].every((page) => dangersIn(page.replace("x", () => text)).length === 0),
    );
    expect(unnoticed.length / markup.length).toBeLessThan(0.05);
  });

  test("of an employer, in the page of each offer", async () => {
    for (let index = 0; index < XSS.length; index++) {
      const html = await shown(`/offres/${reference(index)}`);
      expect(html, XSS[index]).toContain(`Offre ${index}`);
      expect(dangersIn(html), XSS[index]).toEqual([]);
    }
  }, 120_000);

  test("of an employer, in the lists, the landing pages and the suggestions", async () => {
    const pages = Math.ceil(XSS.length / 20);
    const lists = Array.from({ length: pages }, (_, page) => `/offres?page=${page + 1}`);
    for (const path of [
      "/",
      ...lists,
      "/stages-et-apprentissages",
      "/stages-et-apprentissages/bretagne",
      "/suggestions?q=off",
    ]) {
      expect(dangersIn(await shown(path)), path).toEqual([]);
    }
    expect((await shown(`/offres?page=${pages}`)).match(/Offre \d+/g)?.length).toBeGreaterThan(0);
  });

  test("of an employer, in the feeds: well-formed, and inert for a reader that shows HTML", async () => {
    for (const kind of ["rss", "atom"]) {
      const xml = await shown(`/offres.${kind}`);
      const parser = sax.parser(true);
      let open = "";
      parser.onopentag = ({ name }) => {
        open = name;
      };
      const read = (text: string) => {
        if (/description|content|summary/.test(open)) expect(dangersIn(text, { styles: false }), text).toEqual([]);
      };
      parser.ontext = read;
      parser.oncdata = read;
      parser.write(xml).close();
    }
  });

  test("of an employer, in the API and the calendar, which no browser takes for a page", async () => {
    for (const [path, type] of [
      ["/api/v1/offres", "application/json"],
      [`/api/v1/offres/${reference(0)}`, "application/json"],
    ] as const) {
      const { headers } = await site.fetch(path);
      expect(headers.get("Content-Type")).toContain(type);
      expect(headers.get("X-Content-Type-Options")).toBe("nosniff");
    }
  });

  test("of a visitor, in every parameter of the search and of the access pages", async () => {
    for (const text of XSS) {
      const typed = encodeURIComponent(text);
      for (const path of [
        `/offres?q=${typed}&region=${typed}&type=${typed}&tri=${typed}&page=${typed}&${typed}=${typed}`,
        `/connexion?retour=${typed}&fait=${typed}`,
        `/offres/${typed}`,
        `/activation/${typed}`,
      ]) {
        const response = await site.fetch(path);
        expect(response.status, path).toBeLessThan(500);
        expect(dangersIn(await response.text()), path).toEqual([]);
      }
    }
  }, 120_000);

  test("of a visitor, in the forms that come back with what was typed", async () => {
    const { draft = "" } = hiddenFields(await openBrowser(site).text("/inscription"));
    for (const [index, text] of XSS.entries()) {
      const browser = openBrowser(site, `192.0.2.${index % 250}`);
      const fields = [
        "lastName",
        "firstName",
        "username",
        "email",
        "phone",
        "civility",
        "level",
        "domain",
        "availableOn",
        "consent",
      ];
      const body = new FormData();
      for (const name of fields) body.append(name, text);
      body.append("draft", index % 2 === 0 ? draft : text);
      const signUp = await browser.send("/inscription", { method: "POST", body });
      expect(signUp.status, text).toBe(422);
      expect(dangersIn(await signUp.text()), text).toEqual([]);
      if (index % 4 > 0) continue;
      for (const path of ["/connexion", "/activation"]) {
        const form = new URLSearchParams({ login: text.replaceAll("@", ""), password: "", retour: text });
        const echoed = await browser.send(path, { method: "POST", body: form });
        expect(echoed.status, text).toBeLessThan(500);
        expect(dangersIn(await echoed.text()), text).toEqual([]);
      }
    }
  }, 120_000);
});
