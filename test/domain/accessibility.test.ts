import { globSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import axe from "axe-core";
import { expect, test } from "vitest";
import { root } from "#workers/local/build.ts";

const read = (path: string) => readFileSync(join(root, path), "utf8");
const readAll = (pattern: string) => globSync(pattern, { cwd: root }).map(read).join("\n");
const DOCUMENT = read("docs/accessibility.md");
/** How many criteria each of the thirteen themes of the RGAA has. */
const THEMES = [9, 2, 3, 13, 8, 2, 5, 10, 4, 14, 13, 11, 12];

const CRITERIA = [...DOCUMENT.matchAll(/^\| (\d+\.\d+) \| ([^|]+) \| ([^|]+) \| ([^|]*) \| ([^|]*) \|$/gm)].map(
  ([, number = "", , machine = "", checks = "", hand = ""]) => ({ number, machine, checks, hand: hand.trim() }),
);

test("the table has each criterion of the RGAA once, in order", () => {
  const all = THEMES.flatMap((count, theme) => Array.from({ length: count }, (_, at) => `${theme + 1}.${at + 1}`));
  expect(CRITERIA.map(({ number }) => number)).toEqual(all);
});

test("each criterion that a machine checks names a check, and each other says how a person does", () => {
  const wrong = CRITERIA.filter(({ machine, checks, hand }) =>
    machine === "by hand" ? checks.trim() || !hand : !checks.trim() || !["yes", "in part", "absent"].includes(machine),
  );
  expect(wrong).toEqual([]);
});

test("the figures under the table are its own", () => {
  const count = (machine: string) => CRITERIA.filter((criterion) => criterion.machine === machine).length;
  const told = [...(/Of the 106, (.+?)\n\n/s.exec(DOCUMENT)?.[1] ?? "").matchAll(/\*\*(\d+)\*\*/g)];
  expect(told.map(([, figure]) => Number(figure))).toEqual(["yes", "in part", "absent", "by hand"].map(count));
});

test("every check that the table names exists", () => {
  const rules = new Set(axe.getRules().map(({ ruleId }) => ruleId));
  const sniffer = readFileSync(createRequire(import.meta.url).resolve("html_codesniffer/build/HTMLCS.js"), "utf8");
  const asked = new Set(
    [...readAll("test/browser/accessibility/*.ts").matchAll(/"([\w-]+)"/g)].map(([, name]) => name),
  );
  const tests = readAll("test/{browser,site,domain}/**/*.test.ts");
  const missing = CRITERIA.flatMap(({ number, checks }) => {
    const named = [...checks.matchAll(/`(?:(axe|htmlcs) )?([^`]+)`|"([^"]+)"/g)];
    return named.flatMap(([, engine, check = "", title]) => {
      const exists =
        title !== undefined
          ? tests.includes(`"${title.replace("“Annuler”", "« Annuler »")}"`)
          : engine === "axe"
            ? rules.has(check)
            : engine === "htmlcs"
              ? sniffer.includes(check)
              : asked.has(check);
      return exists ? [] : [`${number}: ${title ?? check}`];
    });
  });
  expect(missing).toEqual([]);
});

test("the declaration says the same state, day, contact and tools as the document", () => {
  const declared = read("app/routes/information/accessibility.tsx").replace(/\s+/g, " ");
  const fact = (name: string) => new RegExp(`^\\| ${name} \\| (.+) \\|$`, "m").exec(DOCUMENT)?.[1] ?? "";
  expect(declared).toContain(`<strong>${fact("State")}</strong>`);
  expect(declared).toContain("référentiel général d’amélioration de l’accessibilité (RGAA), version 4.1,");
  expect(fact("Reference")).toBe("RGAA, version 4.1");
  expect(declared).toContain(`dateTime="${fact("Declared on")}"`);
  expect(declared).toContain("la liste des non-conformités n’est pas établie");
  expect(declared).toContain("les textes des offres sont rédigés par les employeurs".replace("les", "Les"));
  expect(declared).toContain("paths.legalNotice()");
  expect(fact("Contact")).toContain("/mentions-legales");
  for (const tool of ["axe-core", "HTML_CodeSniffer", "Chromium"]) {
    expect(fact("Tools")).toContain(tool);
    expect(declared).toContain(tool);
  }
  expect(read("app/ui/page/footer.tsx")).toMatch(new RegExp(`Accessibilité\\s: ${fact("State")}`));
});

test("no script listens to a movement, to more than a click, or to a single letter", () => {
  // That the list of suggestions takes the focus from the field is prevented where a button is pressed, and is no act.
  const scripts = readAll("app/enhance/**/*.ts").replace('("mousedown", (event) => event.preventDefault())', "");
  expect(
    scripts.match(/["'](?:touch|pointer|mouse|gesture|drag|device(?:motion|orientation)|keypress)\w*["']/g) ?? [],
  ).toEqual([]);
  // Keys that are listened for: none is a letter, a digit or a sign; the space presses what has the focus.
  const keys = [...scripts.matchAll(/key(?:\)? !==|\)? ===|: ) ?"([^"]+)"/g)].map(([, key = ""]) => key);
  expect(keys.filter((key) => /^[^ ]$/.test(key))).toEqual([]);
  expect(keys.length).toBeGreaterThan(0);
});
