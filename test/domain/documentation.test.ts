import { existsSync, globSync, readFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { expect, test } from "vitest";
import { root } from "#workers/local/build.ts";
import manifest from "../../package.json" with { type: "json" };

const PAGES = globSync(["*.md", "docs/**/*.md", "bench/*.md"], { cwd: root }).map((path) => ({
  path,
  text: readFileSync(join(root, path), "utf8"),
}));

/** What a page names, as « page: name », unless it is there. */
const missing = (named: RegExp, isThere: (name: string, page: string) => boolean): string[] =>
  PAGES.flatMap(({ path, text }) =>
    [...text.matchAll(named)].flatMap(([, name = ""]) => (isThere(name, path) ? [] : [`${path}: ${name}`])),
  );

/** Paths from the root, or from a floor. */
const PATHS =
  /`((?:app|bench|db|docs|migrations|test|workers|domain|services|ui|routes|catalogue|accounts)\/[\w.{},*/-]+)`/g;

test("every link from a page of documentation to a file or a heading of ours leads there", () => {
  const leads = (link: string, page: string) => {
    const [file = "", heading] = link.split("#");
    const target = file === "" ? page : join(dirname(page), file);
    if (!existsSync(join(root, target))) return false;
    return heading === undefined || headingsOf(readFileSync(join(root, target), "utf8")).includes(heading);
  };
  expect(missing(/(?:\]\(|src=")(?!https?:|mailto:)([^)"\s]+)/g, leads)).toEqual([]);
});

test("every command that the documentation names is in package.json", () => {
  const scripts: Record<string, string> = manifest.scripts;
  expect(missing(/npm run (?:-s )?([\w:-]+)/g, (name) => name in scripts)).toEqual([]);
});

test("every path that the documentation names is there", () => {
  const isThere = (path: string) => ["", "app/", "db/"].some((from) => globSync(from + path, { cwd: root }).length > 0);
  expect(missing(PATHS, isThere)).toEqual([]);
});

test("each decision has a number of its own, and tells its context, what was decided and what follows", () => {
  const decisions = PAGES.filter(({ path }) => dirname(path) === "docs/decisions");
  const numbers = decisions.map(({ path }) => Number(basename(path).slice(0, 4)));
  expect(new Set(numbers).size).toBe(numbers.length);
  for (const { path, text } of decisions) {
    expect(text.startsWith(`# ${Number(basename(path).slice(0, 4))}. `), path).toBe(true);
    const headings = [...text.matchAll(/^## (.+)$/gm)].map(([, heading]) => heading);
    const told = headings.filter((heading) => ["Context", "Decision", "Consequences"].includes(heading ?? ""));
    expect(told, path).toEqual(["Context", "Decision", "Consequences"]);
  }
});

/** The anchors of the headings of a page, as the forges make them. */
function headingsOf(text: string): string[] {
  return [...text.matchAll(/^#+ (.+)$/gm)].map(([, heading = ""]) =>
    heading
      .toLowerCase()
      .replaceAll(/[^\p{Letter}\p{Number} _-]/gu, "")
      .replaceAll(" ", "-"),
  );
}
