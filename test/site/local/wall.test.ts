import { spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { root } from "#workers/local/build.ts";

let copy: string;
beforeAll(() => {
  copy = mkdtempSync(join(tmpdir(), "wall-"));
  for (const path of ["app", "db", "workers", "package.json", "tsconfig.json", "vite.config.ts", "wrangler.toml"]) {
    cpSync(join(root, path), join(copy, path), { recursive: true });
  }
  symlinkSync(join(root, "node_modules"), join(copy, "node_modules"));
});
afterAll(() => rmSync(copy, { recursive: true }));

test.each([
  ["an enhancement", "app/enhance/index.ts"],
  ["a component", "app/ui/search/pagination.tsx"],
])("the build fails when %s takes code of the server to the browser", { timeout: 60_000 }, (_, file) => {
  const source = readFileSync(join(copy, file), "utf8");
  writeFileSync(
    join(copy, file),
    `import { openCatalogue } from "#db/catalogue/database.ts";\n${source}\nexport const taken = openCatalogue;\n`,
  );
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [join(root, "node_modules/.bin/remix"), "vite:build"],
    { cwd: copy, encoding: "utf8", env: { ...process.env, NODE_ENV: "production" } },
  );
  writeFileSync(join(copy, file), source);
  expect(stdout + stderr).toContain("Import denied");
  expect(status).not.toBe(0);
});
