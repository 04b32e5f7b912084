import { setTimeout as wait } from "node:timers/promises";

/** What ten addresses must answer: together they ask each part of the product and both databases. */
const EXPECTED: { path: string; holds: RegExp; status?: number[] }[] = [
  { path: "/", holds: /<main/ },
  { path: "/offres?q=informatique", holds: /<main/ },
  { path: "/stages-et-apprentissages", holds: /<main/ },
  { path: "/inscription", holds: /<form/ },
  { path: "/connexion", holds: /<form/ },
  { path: "/developpeurs", holds: /<main/ },
  { path: "/api/v1/offres", holds: /^\{/ },
  { path: "/offres.rss", holds: /<rss/ },
  { path: "/robots.txt", holds: /Sitemap:/i },
  // 503 too: mails that are late, or a cron that has not fired yet, are no fault of this release.
  { path: "/sante", holds: /"catalogue":true,"accounts":true/, status: [200, 503] },
];

/**
 * Asks the deployed site for ten pages until all answer as they should, since a release takes some seconds to be everywhere.
 * @param origin `https://…`
 * @param times how often they are asked, at most
 * @returns what was still wrong at the end, a line a page
 */
export async function smokeTest(
  origin: string,
  { times, pauseMs = 5_000 }: { times: number; pauseMs?: number },
): Promise<string[]> {
  for (let asked = 1; ; asked++) {
    const wrong = (await Promise.all(EXPECTED.map((each) => tryPage(origin, each)))).filter((line) => line !== null);
    if (wrong.length === 0 || asked >= times) return wrong;
    await wait(pauseMs);
  }
}

async function tryPage(
  origin: string,
  { path, holds, status = [200] }: (typeof EXPECTED)[number],
): Promise<string | null> {
  try {
    const response = await fetch(origin + path, { redirect: "manual", signal: AbortSignal.timeout(20_000) });
    const body = await response.text();
    if (!status.includes(response.status)) return `${path} answered ${response.status}`;
    return holds.test(body) ? null : `${path} answered something else than expected`;
  } catch (error) {
    const { cause, message } = error as Error;
    return `${path} did not answer: ${cause instanceof Error ? cause.message : message}`;
  }
}
