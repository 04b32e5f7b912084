import { Validator } from "@seriousme/openapi-schema-validator";
import * as v from "valibot";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { ApiOfferSchema, ApiPageSchema, ProblemSchema } from "#app/domain/api/api-offer.ts";
import { ImportReportSchema } from "#app/domain/imports/import-report.ts";
import { PARAMETERS } from "#app/domain/search/search.ts";
import { aPosting } from "#test/support/postings.ts";
import { publish } from "#test/support/publish.ts";
import { type Site, startSite } from "#test/support/site.ts";
import { ensureLocalKey } from "#workers/local/local-key.ts";

let site: Site;
let key: string;
beforeAll(async () => {
  site = await startSite();
  site.setClock(new Date("2026-01-15T12:00:00Z"));
  key = await ensureLocalKey(site, null);
  await publish(
    site,
    Array.from({ length: 45 }, (_, n) =>
      aPosting({
        reference: `S-2026-${String(n).padStart(6, "0")}`,
        title: n % 2 ? "Archiviste" : "Juriste",
        level: n % 3 ? 6 : null,
        startsOn: n % 4 ? null : "2026-09-01",
      }),
    ),
  );
});
afterAll(() => site.stop());

const json = async (path: string) => (await site.fetch(path)).json();
const page = async (query: string) => v.parse(ApiPageSchema, await json(`/api/v1/offres${query}`));

describe("the search of the API", () => {
  test("answers what the page of the same address shows, as its description says", async () => {
    for (const query of ["", "?q=archiviste", "?q=archiviste&page=2", "?niveau=6&tri=debut", "?region=11"]) {
      const { offers, total } = await page(query);
      const html = await (await site.fetch(`/offres${query}`)).text();
      const shown = [...html.matchAll(/href="\/offres\/(S-2026-\d{6})/g)].map(([, reference]) => reference);
      expect(offers.map(({ reference }) => reference)).toEqual([...new Set(shown)]);
      expect(total).toEqual({ count: total.count, exact: true });
    }
  });

  test("leads from page to page by its Link header", async () => {
    let next: string | null = "/api/v1/offres?q=archiviste";
    const seen: string[] = [];
    while (next) {
      const response = await site.fetch(next);
      seen.push(...v.parse(ApiPageSchema, await response.json()).offers.map(({ reference }) => reference));
      const [, address] = /<([^>]*)>; rel="next"/.exec(response.headers.get("Link") ?? "") ?? [];
      expect(address ?? "https://pass.example/").toMatch(/^https:\/\/pass\.example\//);
      next = address ? address.replace("https://pass.example", "") : null;
    }
    expect(seen).toHaveLength(22);
    expect(new Set(seen).size).toBe(22);
  });

  test("tells what it did not understand of the address", async () => {
    expect((await page("?region=atlantide")).ignored).toEqual([
      { parameter: "region", value: "atlantide", reason: "unknown" },
    ]);
  });

  test("may be read by the pages of other sites", async () => {
    const response = await site.fetch("/api/v1/offres", { headers: { Origin: "https://other.example" } });
    expect(response.headers.get("Access-Control-Allow-Origin")).toBe("*");
    expect(response.headers.get("Cross-Origin-Resource-Policy")).toBe("cross-origin");
    const asked = await site.fetch("/api/v1/offres", { method: "OPTIONS" });
    expect(asked.status).toBe(204);
    expect(asked.headers.get("Access-Control-Allow-Methods")).toContain("GET");
  });
});

describe("an offer of the API", () => {
  test("is all that was said of it", async () => {
    const offer = v.parse(ApiOfferSchema, await json("/api/v1/offres/s-2026-000001"));
    expect(offer).toMatchObject({
      reference: "S-2026-000001",
      url: "https://pass.example/offres/S-2026-000001",
      level: { code: "6", label: expect.stringContaining("licence") },
      department: { code: "35", label: "Ille-et-Vilaine" },
      startsOn: null,
    });
  });

  test("that does not exist, or is closed, is a problem said in French", async () => {
    const unknown = await site.fetch("/api/v1/offres/S-2026-999999");
    expect(unknown.status).toBe(404);
    expect(unknown.headers.get("Content-Type")).toBe("application/problem+json; charset=utf-8");
    expect(v.parse(ProblemSchema, await unknown.json()).detail).toBe("Aucune offre ne porte cette référence.");
  });
});

const send = (method: string, reference: string, body?: string, authorization = `Bearer ${key}`) =>
  site.fetch(`/api/v1/offres/${reference}`, { method, headers: { Authorization: authorization }, body: body ?? null });

describe("publishing one offer", () => {
  test("creates it, edits it, and withdraws it; each again changes nothing", async () => {
    const body = JSON.stringify({ title: "Luthier", department: "88" });
    expect((await send("PUT", "S-2026-800000", body)).status).toBe(201);
    expect((await send("PUT", "S-2026-800000", body)).status).toBe(200);
    expect(await json("/api/v1/offres/S-2026-800000")).toMatchObject({ title: "Luthier", region: { code: "44" } });
    await send("PUT", "S-2026-800000", JSON.stringify({ title: "Archetier" }));
    expect((await page("?q=luthier")).total.count).toBe(0);
    expect((await page("?q=archetier")).total.count).toBe(1);
    for (const _ of [1, 2]) expect((await send("DELETE", "S-2026-800000")).status).toBe(204);
    expect((await page("?q=archetier")).total.count).toBe(0);
    expect((await site.fetch("/api/v1/offres/S-2026-800000")).status).toBe(410);
    expect((await send("DELETE", "S-2026-999999")).status).toBe(404);
  });

  test("keeps a yes, a no and the pay, and says what it did not understand", async () => {
    const facts = { telework: "non", disabilityFriendly: true, pay: "1 250 € brut par mois" };
    const sent = await send("PUT", "A-2026-800003", JSON.stringify({ title: "Vitrailliste", ...facts }));
    expect(sent.status).toBe(201);
    const read = async () => v.parse(ApiOfferSchema, await json("/api/v1/offres/A-2026-800003"));
    expect(await read()).toMatchObject({ ...facts, telework: false });
    const again = await send("PUT", "A-2026-800003", JSON.stringify({ title: "Vitrailliste", telework: "parfois" }));
    const { doubts } = (await again.json()) as { doubts: string[] };
    expect(doubts.join()).toContain("Le télétravail n’est dit ni par oui ni par non (« parfois »)");
    expect(await read()).toMatchObject({ telework: null, disabilityFriendly: null, pay: null });
    await send("DELETE", "A-2026-800003");
  });

  test.each([
    ["what is no JSON", "{", 400],
    ["what is no offer", "[]", 400],
    ["another reference", '{"reference":"S-2026-800002","title":"x"}', 422],
    ["an offer without a title", "{}", 422],
    ["too much", `{"title":"${"x".repeat(200_001)}"}`, 413],
  ])("refuses %s and keeps nothing of it", async (_, body, status) => {
    const response = await send("PUT", "S-2026-800001", body);
    expect(response.status).toBe(status);
    v.parse(ProblemSchema, await response.json());
    expect((await site.fetch("/api/v1/offres/S-2026-800001")).status).toBe(404);
  });

  test("wants a key, and the one of the publisher whose offer it is", async () => {
    expect((await send("PUT", "S-2026-000001", "{}", "Bearer unknown")).status).toBe(401);
    expect((await send("DELETE", "S-2026-000001", undefined, "")).status).toBe(401);
    const db = await site.catalogue();
    await db.prepare("UPDATE offers SET source = 'other/ndjson' WHERE reference = 'S-2026-000002'").run();
    expect((await send("PUT", "S-2026-000002", '{"title":"x"}')).status).toBe(403);
    expect((await send("DELETE", "S-2026-000002")).status).toBe(403);
    expect(await json("/api/v1/offres/S-2026-000002")).toMatchObject({ title: "Juriste" });
  });

  test("knows no other method", async () => {
    expect((await send("PATCH", "S-2026-000001", "{}")).status).toBe(405);
    expect((await site.fetch("/api/v1/offres", { method: "POST" })).status).toBe(405);
  });
});

type Operation = {
  parameters?: { name: string }[];
  requestBody?: { content: Record<string, { schema: object }> };
  responses: Record<string, { content?: Record<string, { schema: { $ref?: string } }> }>;
};
type Description = {
  paths: Record<string, Record<string, Operation>>;
  components: { schemas: Record<string, { required?: string[]; properties?: Record<string, object> }> };
};

describe("the description of the API", () => {
  const describe_ = async () => (await json("/api/v1/openapi.json")) as Description;

  test("is a valid OpenAPI document", async () => {
    const result = await new Validator().validate({ ...(await describe_()) });
    expect(result.errors).toBeUndefined();
    expect(result.valid).toBe(true);
  });

  test("asks for no more than the API does: the reference of an offer is in its address", async () => {
    const { components } = await describe_();
    expect(components.schemas.Posting?.required).toEqual(["title"]);
    const answered = await send("PUT", "S-2026-700000", '{"title":"Relieuse"}');
    expect([answered.status, Object.keys((await answered.json()) as object)]).toEqual([
      201,
      components.schemas.Published?.required,
    ]);
  });

  test("tells the facts that an offer may say, asked and answered", async () => {
    const { Offer, Posting } = (await describe_()).components.schemas;
    for (const fact of ["telework", "disabilityFriendly", "pay"]) {
      expect(Offer?.required).toContain(fact);
      for (const schema of [Offer, Posting]) {
        expect(schema?.properties?.[fact], fact).toMatchObject({ description: expect.stringMatching(/^(Si|La) /) });
      }
    }
  });

  test("tells how a file is sent, what may be asked of it, and what comes back", async () => {
    const { paths } = await describe_();
    const sent = paths["/api/v1/imports"]?.post;
    expect(sent?.parameters?.map(({ name }) => name)).toEqual(["full", "force", "source", "run", "part", "parts"]);
    const importing = async (query: string, body: string, headers: Record<string, string> = {}) => {
      const path = `/api/v1/imports${query}`;
      return site.fetch(path, { method: "POST", headers: { Authorization: `Bearer ${key}`, ...headers }, body });
    };
    const offer = '{"reference":"S-2026-700001","title":"Doreuse"}';
    const whole = await importing("", offer);
    expect(v.parse(ImportReportSchema, await whole.json()).created).toBe(1);
    const answers = [
      whole,
      await importing("?run=a&part=1&parts=2", offer),
      await importing("?full=2", offer),
      await importing("", "{"),
      await importing("", offer, { Authorization: "Bearer unknown" }),
      await importing("?source=petite", offer.replace("S-2026-700001", "S-2026-700002")),
      await importing("?source=petite&full=1", offer.replace("S-2026-700001", "S-2026-700003")),
      await importing("", offer, { "Content-Encoding": "br" }),
    ];
    const statuses = answers.map(({ status }) => status);
    expect(statuses).toEqual([200, 202, 400, 400, 401, 200, 409, 415]);
    for (const { status, headers } of answers) {
      const { content = {} } = sent?.responses[status] ?? {};
      expect(Object.keys(content), String(status)).toEqual([
        headers.get("Content-Type")?.replace("; charset=utf-8", ""),
      ]);
    }
  });

  test("tells every parameter of the search, a place in words and those of a copy among them", async () => {
    const { paths } = await describe_();
    const names = paths["/api/v1/offres"]?.get?.parameters?.map(({ name }) => name) ?? [];
    expect(names).toEqual([...Object.values(PARAMETERS), "ou", "updated-since", "after"]);
  });

  test("tells what has not changed of an offer as of a search", async () => {
    const { paths } = await describe_();
    for (const path of ["/api/v1/offres", "/api/v1/offres/{reference}"]) {
      expect(Object.keys(paths[path]?.get?.responses ?? {}), path).toContain("304");
    }
  });
});
