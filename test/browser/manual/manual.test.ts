import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { launchBrowser } from "#test/support/browser.ts";
import { publish } from "#test/support/publish.ts";
import { AS_DEPLOYED, startSite } from "#test/support/site.ts";
import { aCandidate } from "#test/support/spaces/candidate.ts";
import { aRecruiter } from "#test/support/spaces/recruiters.ts";
import { root } from "#workers/local/build.ts";
import { CHANGING, LEAVING } from "./account.ts";
import { APPLYING } from "./applying.ts";
import { CONSULTING } from "./consulting.ts";
import { CRITERIA } from "./criteria.ts";
import { NOT_WALKED } from "./not-walked.ts";
import { OFFERS } from "./offers.ts";
import { ALERTS, SAVING } from "./saved-searches.ts";
import { LOGGING_IN, SIGNING_UP } from "./sign-up.ts";
import type { Walk, World } from "./walk.ts";

/** The story of a candidate, from the home page to the end of her account: sentences of the users’ manual. */
const WALK = [
  ...CONSULTING,
  ...CRITERIA,
  ...APPLYING,
  ...SIGNING_UP,
  ...LOGGING_IN,
  ...CHANGING,
  ...SAVING,
  ...ALERTS,
  ...LEAVING,
];

/** The same candidate in four browsers. */
const LOOKS = [
  { username: "ada.large", isWide: true, runsScripts: true },
  { username: "ada.large-nue", isWide: true, runsScripts: false },
  { username: "ada.mobile", isWide: false, runsScripts: true },
  { username: "ada.mobile-nue", isWide: false, runsScripts: false },
];

let browser: Browser;
let world: World;
const walks: Walk[] = [];
beforeAll(async () => {
  const site = await startSite(AS_DEPLOYED);
  await publish(site, OFFERS);
  const neighbour = await aCandidate(site, "zoe.petit");
  world = { site, recruiter: await aRecruiter(site), neighbour: "zoe.petit@exemple.fr" };
  await neighbour.post("/mes-recherches/nouvelle?q=archiviste", { name: "Archives" });
  await neighbour.post("/mes-recherches", { action: "alerte", recherche: "1", cadence: "immediate" });
  // Only what comes after the first run of the alerts is mailed.
  await site.tick(new Date());
  browser = await launchBrowser();
  for (const look of LOOKS) {
    const { isWide, runsScripts: javaScriptEnabled } = look;
    const viewport = isWide ? { width: 1280, height: 900 } : { width: 360, height: 740 };
    const page = await (await browser.newContext({ viewport, javaScriptEnabled })).newPage();
    // Less than Playwright's own: whatever takes longer is not there.
    page.setDefaultTimeout(20_000);
    walks.push({ ...world, ...look, page });
  }
});
afterAll(async () => {
  await browser?.close();
  await world?.site.stop();
});

/** The sentence that was not kept: those after it cannot be tried. */
let broken: string | null = null;

for (const { line, says, does, happens, sees } of WALK) {
  test(`line ${line}: ${says}…`, async ({ skip }) => {
    skip(broken !== null, `after « ${broken} »`);
    broken = says;
    await inEachLook(does);
    await happens?.(world);
    if (sees) await inEachLook(sees);
    await inEachLook(fits);
    broken = null;
  });
}

/** Lets the four candidates do the same side by side; what fails is told with the look. */
async function inEachLook(act: (walk: Walk) => Promise<void>): Promise<void> {
  const failures: string[] = [];
  await Promise.all(
    walks.map((walk) =>
      act(walk).catch((error: Error) => {
        failures.push(`${walk.username}, on ${walk.page.url()}: ${error.message}`);
      }),
    ),
  );
  expect(failures.join("\n\n")).toBe("");
}

async function fits({ page }: Walk): Promise<void> {
  expect(await page.evaluate("document.documentElement.scrollWidth"), "its width").toBe(page.viewportSize()?.width);
}

/** The manual itself is not ours to publish: it may lie beside the repository. */
const MANUAL = join(root, "../shared/candidate-manual.fr.txt");

test.skipIf(!existsSync(MANUAL))("every sentence of the manual is walked, or there is a reason why not", () => {
  const told = [...WALK, ...NOT_WALKED];
  const isTold = (sentence: Told) => told.filter((each) => each.line === sentence.line && begins(sentence, each));
  const sentences = sentencesOf(readFileSync(MANUAL, "utf8"));
  expect(sentences.filter((sentence) => isTold(sentence).length !== 1)).toEqual([]);
  expect(told).toHaveLength(sentences.length);
});

test("what is left out because another sentence tells it is walked there", () => {
  const walked = new Set(WALK.map(({ line }) => line));
  expect(NOT_WALKED.flatMap(({ at = [] }) => at).filter((line) => !walked.has(line))).toEqual([]);
});

type Told = { line: number; says: string };

const begins = (sentence: Told, { says }: Told) => sentence.says.startsWith(says);

/** The sentences of the manual, each with the line on which it begins. A line that begins small continues the last. */
function sentencesOf(text: string): Told[] {
  const sentences: Told[] = [];
  for (const [index, raw] of text.split("\n").entries()) {
    const line = raw.replaceAll(/\s+/g, " ").trim();
    if (line === "") continue;
    const [first = "", ...others] = line.replace(/^• /, "").split(/(?<=\.) (?=\p{Lu})/u);
    const last = sentences.at(-1);
    if (last && /^\p{Ll}/u.test(line)) last.says += ` ${first}`;
    else sentences.push({ line: index + 1, says: first });
    sentences.push(...others.map((says) => ({ line: index + 1, says })));
  }
  return sentences;
}
