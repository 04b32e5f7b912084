import { readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import * as v from "valibot";
import { afterAll, beforeAll, expect, test } from "vitest";
import { ProblemSchema } from "#app/domain/api/api-offer.ts";
import { revokeApiKey } from "#db/catalogue/api/api-keys.ts";
import { openCatalogue } from "#db/catalogue/database.ts";
import { aPosting } from "#test/support/postings.ts";
import { type Site, startSite } from "#test/support/site.ts";
import { root } from "#workers/local/build.ts";
import { ensureLocalKey } from "#workers/local/local-key.ts";

let site: Site;
let key: string;
beforeAll(async () => {
  site = await startSite();
  key = await ensureLocalKey(site, null);
});
afterAll(() => site.stop());

const fixture = (name: string) => readFileSync(join(root, "test/fixtures/feeds", name), "utf8");
const line = (reference: string) => JSON.stringify(aPosting({ reference }));

async function send(body: BodyInit, query = "", headers: Record<string, string> = {}) {
  const posted = { method: "POST", headers: { Authorization: `Bearer ${key}`, ...headers }, body };
  return answered(await site.fetch(`/api/v1/imports${query}`, posted));
}

/** Sends a body in pieces, as curl sends one of unknown length. */
async function sendInPieces(text: string) {
  const posted = () => ({
    method: "POST",
    headers: { Authorization: `Bearer ${key}` },
    body: new Blob([text]).stream(),
    duplex: "half",
  });
  return answered(await site.fetch("/api/v1/imports", posted));
}

async function answered(response: Response) {
  const answer = (await response.json()) as { detail?: string } & Record<string, unknown>;
  return { status: response.status, answer };
}

async function offers(): Promise<number> {
  const row = await (await site.catalogue()).prepare("SELECT count(*) AS n FROM offers").first<{ n: number }>();
  return row?.n ?? 0;
}

test("a feed of each kind is published, and its report tells what was made of it", async () => {
  const { status, answer } = await send(fixture("apprenticeships.rss"), "?full=1");
  expect(status).toBe(200);
  expect(answer).toMatchObject({ source: "local/pass-apprentissage", state: "complete", created: 4, withdrawn: 0 });
  expect(answer.quarantined).toHaveLength(3);
  expect((await send(fixture("internships.rss"), "?full=1")).answer).toMatchObject({
    source: "local/pass-stage",
    created: 2,
  });
  expect((await send(fixture("apprenticeships.rss"), "?full=1")).answer).toMatchObject({ created: 0, unchanged: 4 });
  const page = await (await site.fetch("/offres/A-2026-000101")).text();
  expect(page).toMatch(/"mailto:recrutement@archives\.example\?subject=Candidature%20[^"]+%20A-2026-000101&amp;body=/);
  expect(page).not.toContain("alert(1)");
});

test("postings one a line are published, compressed or not", async () => {
  expect((await send(line("S-2026-000301"))).answer).toMatchObject({ source: "local/ndjson", created: 1 });
  const { status, answer } = await send(gzipSync(line("S-2026-000302")), "?source=ville", {
    "Content-Encoding": "gzip",
  });
  expect({ status, source: answer.source, created: answer.created }).toEqual({
    status: 200,
    source: "local/ville",
    created: 1,
  });
});

test("the CSV of « Choisir le service public » is published, but for what is neither internship nor apprenticeship", async () => {
  const csv = `Référence;Intitulé du poste;Nature de l'emploi\n2026-305;Archiviste;Stage\n2026-306;Préfète;Emploi\n`;
  const { answer } = await send(csv);
  expect(answer).toMatchObject({ source: "local/csp", created: 1, quarantined: [] });
  expect((await site.fetch("/offres/2026-305")).status).toBe(200);
});

test("a file in parts is told as incomplete until its last part", async () => {
  expect((await send(line("S-2026-000311"), "?run=r1&part=1&parts=2")).status).toBe(202);
  expect(await send(line("S-2026-000312"), "?run=r1&part=2&parts=2")).toMatchObject({
    status: 200,
    answer: { state: "complete" },
  });
});

test("a full feed that would withdraw too many is refused with its figures", async () => {
  const four = ["1", "2", "3", "4"].map((n) => line(`S-2026-00032${n}`)).join("\n");
  await send(four, "?full=1&source=etroit");
  const { status, answer } = await send(line("S-2026-000321"), "?full=1&source=etroit");
  expect(status).toBe(409);
  expect(answer.detail).toContain("3 des 4 offres ouvertes");
  expect((await send(line("S-2026-000321"), "?full=1&source=etroit&force=1")).answer).toMatchObject({ withdrawn: 3 });
});

test.each([
  ["malformed XML", () => "<rss><channel></rss>", 400],
  ["a feed of which nothing can be read", () => fixture("internships.rss").replaceAll("</title>", ""), 400],
  ["a billion laughs", () => `<!DOCTYPE x [<!ENTITY a "aaa"><!ENTITY b "&a;&a;&a;">]><rss>&b;</rss>`, 400],
  ["a text that is no JSON", () => "Bonjour,\nvoici nos offres.", 400],
  ["bytes that are no UTF-8", () => new Uint8Array([0x7b, 0xff, 0xfe, 0x7d]), 400],
  ["nothing", () => "", 400],
  ["10,001 offers", () => `${line("S-2026-000401")}\n`.repeat(10_001), 413],
  ["50 MB", () => `${line("S-2026-000401")}\n`.repeat(50_000_000 / 700), 413],
  ["20 MB in one line", () => "x".repeat(20_000_001), 413],
])("%s: a clear refusal, and nothing is written", async (_, body, expected) => {
  const before = await offers();
  const { status, answer } = await send(body());
  expect(status).toBe(expected);
  v.parse(ProblemSchema, answer);
  expect(answer.detail).toMatch(/^[A-Z].+\.$/);
  expect(await offers()).toBe(before);
});

test("a broken offer among others goes to quarantine with its line, and the others are published", async () => {
  const { status, answer } = await send(`${line("S-2026-000402")}\n{"reference":\n${line("S-2026-000403")}`);
  expect(status).toBe(200);
  expect(answer).toMatchObject({
    created: 2,
    quarantined: [{ reference: null, reason: "La ligne 2 n’est pas du JSON." }],
  });
});

test("a feed of an employer, in its encoding, is published but for what is broken in it", async () => {
  const { status, answer } = await send(readFileSync(join(root, "test/fixtures/feeds/employer-windows-1252.rss")));
  expect(status).toBe(200);
  expect(answer).toMatchObject({
    quarantined: [{ reference: "A-2026-000303" }, { reference: "A-2026-000305" }],
  });
  expect(await (await site.fetch("/offres/A-2026-000301")).text()).toContain(
    "Chargé(e) d’études – Eau &amp; assainissement",
  );
});

test("the charset of the request counts where the body does not tell its encoding", async () => {
  const body = Buffer.from(line("S-2026-000404").replace('"title":"', '"title":"Été '), "latin1");
  expect((await send(body, "", { "Content-Type": "application/x-ndjson; charset=iso-8859-1" })).answer).toMatchObject({
    created: 1,
  });
  expect((await send(body, "?source=autre")).status).toBe(400);
});

test.each([
  ["a feed", () => fixture("internships.rss").slice(0, -20)],
  ["a file of lines", () => `${line("S-2026-000405")}\n${line("S-2026-000406").slice(0, -5)}`],
])("%s whose end is missing withdraws nothing: it is refused when it is full", async (_, body) => {
  const before = await offers();
  const { status, answer } = await send(body(), "?full=1");
  expect(status).toBe(400);
  expect(answer.detail).toContain("fin du fichier manque");
  expect(await offers()).toBe(before);
});

test("a body that swells once inflated is refused at the same size", async () => {
  const { status } = await send(gzipSync("x".repeat(60_000_000)), "", { "Content-Encoding": "gzip" });
  expect(status).toBe(413);
});

test("a body that comes in pieces without its length is refused as soon as it is too large", async () => {
  const postings = `${line("S-2026-000401")}\n`.repeat(80_000);
  expect((await sendInPieces(postings)).status).toBe(413);
});

test.each([
  ["?part=1", 400],
  ["?run=a&part=3&parts=2", 400],
  ["?source=../x", 400],
  ["?full=oui", 400],
])("the query %s is refused", async (query, expected) => {
  expect((await send(line("S-2026-000401"), query)).status).toBe(expected);
});

test("an encoding that is not known is refused", async () => {
  expect((await send("x", "", { "Content-Encoding": "br" })).status).toBe(415);
});

test.each([
  ["no key", ""],
  ["another key", `Bearer pass_${"A".repeat(43)}`],
  ["another scheme", "Basic YTpi"],
  ["half of a header", "Bearer"],
])("%s: 401, and nothing is written", async (_, authorization) => {
  const before = await offers();
  const { status } = await send(line("S-2026-000401"), "", { Authorization: authorization });
  expect(status).toBe(401);
  expect(await offers()).toBe(before);
});

test("a key that is revoked opens nothing any more", async () => {
  await revokeApiKey(openCatalogue(await site.catalogue()), "local", new Date().toISOString());
  expect((await send(line("S-2026-000401"))).status).toBe(401);
});

test("the key itself is kept nowhere", async () => {
  const { results } = await (await site.catalogue()).prepare("SELECT * FROM api_keys").all();
  expect(JSON.stringify(results)).not.toContain(key.slice(5, 20));
});
