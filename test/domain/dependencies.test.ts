import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import manifest from "../../package.json" with { type: "json" };

test("docs/dependencies.md has every package of package.json, and no other, with a reason, a licence and a keeper", () => {
  const rows = readFileSync("docs/dependencies.md", "utf8").matchAll(
    /^\| `([^`]+)` \| ([^|]+) \| ([^|]+) \| ([^|]+) \|$/gm,
  );
  const told = [...rows].map(([, name = ""]) => name);
  const used = [...Object.keys(manifest.dependencies), ...Object.keys(manifest.devDependencies)];
  expect(told.sort()).toEqual(used.sort());
});
