import type { Page } from "playwright-core";
import { audit, bringEngines, type Fault } from "./engines.ts";
import { asTheBrowserReadsIt } from "./source.ts";
import { NARROW, VARIANTS } from "./variants.ts";

type Finding = { variant: string; check: string; fault: string };
export type Seen = { findings: Finding[]; remarks: number; labels: [name: string, label: string][] };

const UNFOLD = "for (const each of document.querySelectorAll('main details')) each.open = true";

/**
 * Looks at a page in every variant, and leaves it as it was.
 * @param source what the server sent for it
 * @param thorough whether to go through it with the tab key too, and to ask the engines twice what seldom differs
 */
export async function look(page: Page, source: string, { thorough = false } = {}): Promise<Seen> {
  const findings: Finding[] = [];
  let remarks = 0;
  const add = (variant: string, faults: Fault[]) => {
    findings.push(...faults.map(([check, fault]) => ({ variant, check, fault })));
  };
  await page.evaluate(UNFOLD);
  await bringEngines(page);
  for (const { name, show, ask, again } of VARIANTS) {
    await show(page);
    const heard = await audit(page, thorough ? { ...ask, ...again } : ask);
    add(name, heard.faults);
    remarks += heard.remarks;
  }
  if (thorough) add("keyboard", await byTabs(page));
  add("print", await onPaper(page));
  add("no style", await withoutStyle(page));
  add("no script", await withoutScripts(page, source));
  const labels = await page.evaluate<[string, string][]>("labelsOfFields()");
  await page.setViewportSize(NARROW);
  return { findings, remarks, labels };
}

/** The tab key leads to all that can be used, in the order of the page, and out of it at the end. */
async function byTabs(page: Page): Promise<Fault[]> {
  const stops = await page.evaluate<number>("style.on(), keyboard.begin()");
  for (let stop = 0; stop <= stops; stop++) await page.keyboard.press("Tab");
  // What scrolls by itself is a stop too.
  for (let more = 0; more < stops && !(await page.evaluate("document.activeElement === document.body")); more++) {
    await page.keyboard.press("Tab");
  }
  const faults = await page.evaluate<string[]>("keyboard.end()");
  return faults.map((fault) => ["tab-order", fault]);
}

/** On paper the page has the whole width. */
async function onPaper(page: Page): Promise<Fault[]> {
  await page.emulateMedia({ media: "print" });
  const width = await page.evaluate<number>("style.on(), widthOfText()");
  await page.emulateMedia({ media: "screen" });
  return width < 700 ? [["print-width", `the widest text has ${width} pixels`]] : [];
}

/** Without a style, all that is said is still there, in the order of the text. */
async function withoutStyle(page: Page): Promise<Fault[]> {
  const [styled = "", bare = ""] = await page.evaluate<string[]>(
    '[textShown(), (style.off(), textShown().replaceAll("\\n", ""))]',
  );
  await page.evaluate("style.on()");
  const lost = styled.split("\n").filter((line) => !bare.includes(line));
  return lost.map((line): Fault => ["all-said-without-style", `lost, or said in another order: ${line}`]);
}

async function withoutScripts(page: Page, source: string): Promise<Fault[]> {
  const html = JSON.stringify(source);
  const faults = await page.evaluate<string[]>(`sourceChecks["works-without-scripts"](${html})`);
  const made = await page.evaluate<string[]>(`sourceChecks.elements(${html})`);
  return [
    ...faults.map((fault): Fault => ["works-without-scripts", fault]),
    ...asTheBrowserReadsIt(source, made).map((fault): Fault => ["source-as-written", fault]),
  ];
}
