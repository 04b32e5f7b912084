import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { axe } from "#test/support/browser.ts";

const inPage = (file: string) => readFileSync(join(import.meta.dirname, "in-page", `${file}.js`), "utf8");

/** What runs inside a page: two engines, and checks of our own for what neither looks at. */
const SOURCE = [
  axe,
  readFileSync(createRequire(import.meta.url).resolve("html_codesniffer/build/HTMLCS.js"), "utf8"),
  ...["audit", "words", "forms", "drawn", "sight", "cut-text", "keyboard", "source"].map(inPage),
  // What the last one answers is not sent.
  "0",
].join(";\n");

/** What is asked of a page: checks of ours by name, rules of axe, and sniffs of HTML_CodeSniffer. */
export type Asked = { checks?: string[]; axe?: "all" | string[]; htmlcs?: "all" | string[] };

export type Fault = [check: string, fault: string];

/** Puts the engines into a page that is loaded. */
export async function bringEngines(page: Page): Promise<void> {
  await page.evaluate(SOURCE);
}

/** @returns what is wrong with the page as it stands, and how many remarks the engines leave to a person */
export function audit(page: Page, { checks = [], axe, htmlcs }: Asked): Promise<{ faults: Fault[]; remarks: number }> {
  return page.evaluate(`audit(${JSON.stringify({ checks, axe: axe ?? null, htmlcs: htmlcs ?? null })})`);
}
