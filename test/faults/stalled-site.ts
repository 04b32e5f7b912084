import { type D1State, startFaultyD1 } from "#test/support/faulty-d1.ts";
import { aPosting } from "#test/support/postings.ts";
import { publish } from "#test/support/publish.ts";
import { type Site, startSite } from "#test/support/site.ts";
import { drawer } from "#workers/local/demonstration/random.ts";

export type SiteStall = { name: string; state: D1State; seconds: number };

export type SiteRow = {
  name: string;
  /** Pages, feeds and answers of the API that were seen before: how they were answered. */
  seen: { fresh: number; stale: number; failed: number };
  /** Pages that nobody has seen: a 503 that says when to come back is no failure of ours, any other 5xx is. */
  unseen: { answered: number; told: number; failed: number };
  /** Forms: kept with what was typed, or taken. */
  forms: { taken: number; kept: number; failed: number };
  calls: number;
  faults: number;
  p50: number;
  p99: number;
};

/** A minute of the pages' clock passes in each second, so that every page is too old a second after it was made. */
const SPEED = 60;
const START = Date.parse("2026-01-15T12:00:00Z");
const TOPICS = ["archives", "bibliothèque", "comptable", "dessin", "forêt", "géologie", "hydraulique", "juriste"];

/** Asks a site for pages at a rate, while its database fails in each of these ways. */
export async function runStalledSite(
  { rate, seed }: { rate: number; seed: number },
  stalls: SiteStall[],
  say: (line: string) => void = () => {},
): Promise<SiteRow[]> {
  const draw = drawer(seed);
  const d1 = await startFaultyD1(() => draw.below(1_000_000) / 1_000_000);
  const site = await startSite({ EDGE_CACHE: "on" }, () => {}, null, d1.between);
  const begin = performance.now();
  const now = () => site.setClock(new Date(START + (performance.now() - begin) * SPEED));
  try {
    now();
    const references = TOPICS.map((_, index) => `S-2026-${100_000 + index}`);
    await publish(
      site,
      TOPICS.map((title, index) => aPosting({ reference: references[index] ?? "", title })),
    );
    const seen = pathsOf(references);
    for (const path of seen) await expectSeen(site, path);
    const rows: SiteRow[] = [];
    let unseen = 0;
    for (const { name, state, seconds } of stalls) {
      const row = emptyRow(name);
      const counted = { calls: d1.calls, faults: d1.faults };
      const times: number[] = [];
      const pending: Promise<void>[] = [];
      d1.state = state;
      const from = performance.now();
      for (let n = 0; n < seconds * rate; n++) {
        await untilMs(from + (n * 1000) / rate);
        now();
        const kind = draw.below(20);
        if (kind === 0) pending.push(askForm(site, row));
        else if (kind === 1) pending.push(askUnseen(site, `/offres?q=inconnu${++unseen}`, row));
        else pending.push(askSeen(site, draw.pick(seen), row, times));
      }
      await Promise.all(pending);
      d1.state = { is: "well" };
      row.calls = d1.calls - counted.calls;
      row.faults = d1.faults - counted.faults;
      times.sort((a, b) => a - b);
      row.p50 = Math.round(times[Math.floor(times.length / 2)] ?? 0);
      row.p99 = Math.round(times[Math.floor(times.length * 0.99)] ?? 0);
      rows.push(row);
      say(JSON.stringify(row));
      await recovered(site, now);
    }
    return rows;
  } finally {
    await site.stop();
    await d1.stop();
  }
}

function pathsOf(references: string[]): string[] {
  return [
    ...["/", "/offres", "/aide", "/sitemap.xml", "/stages-et-apprentissages", "/offres.rss", "/offres.atom"],
    ...["/api/v1/offres", "/api/v1/openapi.json", "/offres/criteres?dimension=region"],
    ...references.flatMap((reference) => [`/offres/${reference}`, `/api/v1/offres/${reference}`]),
    ...TOPICS.flatMap((topic) => {
      const query = `q=${encodeURIComponent(topic)}`;
      return [`/offres?${query}`, `/offres.rss?${query}`, `/suggestions?${query}`];
    }),
  ];
}

async function expectSeen(site: Site, path: string): Promise<void> {
  const { status } = await site.fetch(path);
  if (status !== 200) throw new Error(`${path}: ${status}`);
}

async function askSeen(site: Site, path: string, { seen }: SiteRow, times: number[]): Promise<void> {
  const begin = performance.now();
  const response = await site.fetch(path).catch(() => null);
  await response?.arrayBuffer();
  times.push(performance.now() - begin);
  if (response?.status !== 200) seen.failed += 1;
  else if (response.headers.has("Cache-Status")) seen.stale += 1;
  else seen.fresh += 1;
}

async function askUnseen(site: Site, path: string, { unseen }: SiteRow): Promise<void> {
  const response = await site.fetch(path, { headers: { Accept: "text/html" } }).catch(() => null);
  const page = (await response?.text()) ?? "";
  if (response?.status === 200) unseen.answered += 1;
  else if (response?.status === 503 && response.headers.has("Retry-After") && page.includes("<h1>")) unseen.told += 1;
  else unseen.failed += 1;
}

async function askForm(site: Site, { forms }: SiteRow): Promise<void> {
  const typed = `lea${Math.random()}`;
  const response = await site
    .fetch("/mot-de-passe-oublie", {
      method: "POST",
      body: new URLSearchParams({ login: `${typed}@exemple.fr` }),
      headers: { Origin: site.site, "CF-Connecting-IP": `192.0.2.${Math.floor(Math.random() * 250)}` },
    })
    .catch(() => null);
  const page = (await response?.text()) ?? "";
  if (response?.status === 303) forms.taken += 1;
  else if (response?.status === 503 && page.includes(`value="${typed}@exemple.fr"`)) forms.kept += 1;
  else forms.failed += 1;
}

/** Waits until the site asks its database again. */
async function recovered(site: Site, now: () => void): Promise<void> {
  for (let tries = 0; tries < 60; tries++) {
    now();
    const { status } = await site.fetch(`/api/v1/offres?q=rien&region=atlantide`);
    if (status === 200) return;
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
  throw new Error("the site does not ask its database again");
}

function untilMs(at: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, Math.max(0, at - performance.now())));
}

function emptyRow(name: string): SiteRow {
  return {
    name,
    seen: { fresh: 0, stale: 0, failed: 0 },
    unseen: { answered: 0, told: 0, failed: 0 },
    forms: { taken: 0, kept: 0, failed: 0 },
    calls: 0,
    faults: 0,
    p50: 0,
    p99: 0,
  };
}
