import { spawnSync } from "node:child_process";
import {
  cpSync,
  globSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import type { IConfiguration } from "dependency-cruiser";
import { afterAll, expect, test } from "vitest";
import { root } from "#workers/local/build.ts";

const config = createRequire(import.meta.url)(join(root, ".dependency-cruiser.cjs")) as IConfiguration &
  Required<Pick<IConfiguration, "forbidden">>;
const house = mkdtempSync(join(tmpdir(), "house-"));
afterAll(() => rmSync(house, { recursive: true }));

/** Every floor, and something that it must not reach. */
const forbidden: [from: string, to: string][] = [
  ["app/domain/a.ts", "db/catalogue/x.ts"],
  ["app/domain/b.ts", "drizzle-orm"],
  ["app/domain/c.ts", "node:fs"],
  ["app/mails/a.ts", "app/services/x.ts"],
  ["db/catalogue/a.ts", "db/accounts/x.ts"],
  ["db/accounts/a.ts", "db/catalogue/x.ts"],
  ["db/catalogue/b.ts", "app/services/x.ts"],
  ["db/d1/a.ts", "db/accounts/x.ts"],
  ["db/backup/a.ts", "db/accounts/x.ts"],
  ["app/services/a.ts", "app/http/x.ts"],
  ["app/services/b.ts", "@remix-run/cloudflare"],
  ["app/http/a.ts", "app/ui/x.ts"],
  ["app/ui/a.ts", "db/catalogue/x.ts"],
  ["app/ui/b.ts", "app/http/x.ts"],
  ["app/enhance/a.ts", "app/domain/x.ts"],
  ["app/routes/offers/a.ts", "app/routes/home/x.ts"],
  ["app/routes/offers/b.ts", "workers/web/x.ts"],
  ["workers/web/a.ts", "app/routes/home/x.ts"],
  ["workers/alerts/a.ts", "app/ui/x.ts"],
];

/** And some that a floor may. */
const allowed: [from: string, to: string][] = [
  ["app/domain/ok.ts", "valibot"],
  ["app/services/ok.ts", "db/catalogue/x.ts"],
  ["app/routes/offers/ok.ts", "db/catalogue/x.ts"],
  ["workers/alerts/ok.ts", "app/services/x.ts"],
];

/** On each floor with rooms: every room reaches for the one after it, and a file beside the rooms for a room. */
const FLOORS = ["app/domain", "app/services", "app/ui", "db/accounts", "db/catalogue"];
const ROOMS = config.forbidden.flatMap(({ name }) => (name?.startsWith("room-") ? [name.slice("room-".length)] : []));
const betweenRooms = FLOORS.flatMap((floor) => [
  ...ROOMS.map((room, at): [string, string] => [`${floor}/${room}/up.ts`, `${floor}/${ROOMS[at + 1] ?? "page"}/x.ts`]),
  [`${floor}/beside.ts`, `${floor}/${ROOMS[0]}/x.ts`] as [string, string],
]);
const backwards = FLOORS.map((floor): [string, string] => [`${floor}/${ROOMS[1]}/ok.ts`, `${floor}/${ROOMS[0]}/x.ts`]);

test("an import that goes up a floor fails the lint, one that goes down does not", () => {
  expect(offenders([...forbidden, ...allowed])).toEqual(new Set(forbidden.map(([from]) => from)));
});

test("a room that imports one after it fails the lint, one that imports one before it does not", () => {
  expect(offenders([...betweenRooms, ...backwards])).toEqual(new Set(betweenRooms.map(([from]) => from)));
});

test("every folder of a floor is one of the rooms, or the styles", () => {
  const folders = FLOORS.flatMap((floor) =>
    readdirSync(join(root, floor), { withFileTypes: true }).filter((entry) => entry.isDirectory()),
  );
  const rooms = [...ROOMS, "page", "style"];
  expect(folders.map(({ name }) => name).filter((name) => !rooms.includes(name))).toEqual([]);
});

test("no folder holds more than fifteen files of code", () => {
  const folders = new Map<string, number>();
  for (const file of globSync("{app,db,workers,test,bench}/**/*.{ts,tsx,mjs,js,css}", {
    cwd: root,
    exclude: ["**/.*"],
  }))
    folders.set(dirname(file), (folders.get(dirname(file)) ?? 0) + 1);
  expect([...folders].filter(([, files]) => files > 15)).toEqual([]);
});

test("the rooms that the lint orders are those of the first decision", () => {
  const decision = readFileSync(join(root, "docs/decisions/0001-the-house.md"), "utf8");
  const table = decision.slice(decision.indexOf("| room |"), decision.indexOf("What stands beside"));
  const told = [...table.matchAll(/^\| (`.+?) \|/gm)].flatMap(([, rooms = ""]) =>
    rooms.replace(/\(.+\)/, "").match(/[a-z-]+/g),
  );
  expect(told).toEqual([...ROOMS, "page"]);
});

/** The files that break a rule in a house that holds these imports and nothing else. */
function offenders(imports: [string, string][]): Set<string> {
  rmSync(house, { recursive: true, force: true });
  for (const folder of ["app", "db", "workers"]) mkdirSync(join(house, folder), { recursive: true });
  build(imports);
  return new Set(depcruise());
}

function build(imports: [string, string][]): void {
  for (const file of [".dependency-cruiser.cjs", "tsconfig.json", "package.json"])
    cpSync(join(root, file), join(house, file));
  symlinkSync(join(root, "node_modules"), join(house, "node_modules"));
  for (const [from, to] of imports) {
    const ours = /^(app|db|workers)\//.test(to);
    write(from, `import * as x from ${JSON.stringify(ours ? `#${to}` : to)};\nexport const y = x;\n`);
    if (ours) write(to, "export const z = 1;\n");
  }
}

function write(path: string, text: string): void {
  mkdirSync(dirname(join(house, path)), { recursive: true });
  writeFileSync(join(house, path), text);
}

/** The files that break a rule. */
function depcruise(): string[] {
  const { stdout } = spawnSync(
    process.execPath,
    [
      join(root, "node_modules/dependency-cruiser/bin/dependency-cruise.mjs"),
      ...["--config", ".dependency-cruiser.cjs", "--output-type", "json", "app", "db", "workers"],
    ],
    { cwd: house, encoding: "utf8" },
  );
  const { summary } = JSON.parse(stdout) as { summary: { violations: { from: string }[] } };
  return summary.violations.map(({ from }) => from);
}
