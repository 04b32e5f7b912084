import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, expect, test } from "vitest";
import { standInWrangler } from "#test/support/outside/stand-in-wrangler.ts";
import { root } from "#workers/local/build.ts";
import { untilIndexed } from "#workers/local/commands/until-indexed.ts";
import { release } from "#workers/local/release/release.ts";
import { smokeTest } from "#workers/local/release/smoke.ts";
import { wranglerIn } from "#workers/local/wrangler.ts";

const path = process.env.PATH;
afterEach(() => {
  process.env.PATH = path;
});

async function run({ wrong = [] as string[], broken = "", indexed = async () => {}, first = false } = {}) {
  const stand = standInWrangler("never");
  process.env.PATH = `${stand.folder}:${path}`;
  const wrangler = wranglerIn(root);
  if (!first)
    for (const config of ["workers/alerts/wrangler.toml", "wrangler.toml"])
      wrangler(["rollback", "v1", "--config", config]);
  const begun = first ? 0 : stand.done().length;
  if (broken) stand.break(broken);
  const said: string[] = [];
  const deps = {
    wrangler,
    untilIndexed: indexed,
    smokeTest: async () => wrong,
    say: (line: string) => said.push(line),
  };
  const stands = await release(deps, "staging");
  const asked = stand.done().slice(begun);
  return { stands, said: said.join("\n"), changes: asked.filter((line) => !line.startsWith("deployments")) };
}

test("a release migrates both databases, then deploys `alerts`, then `web`", async () => {
  const { stands, changes } = await run();
  expect(stands).toBe(true);
  expect(changes).toEqual([
    "d1 migrations apply CATALOGUE --remote --config wrangler.toml --env staging",
    "d1 migrations apply ACCOUNTS --remote --config wrangler.toml --env staging",
    "deploy --minify --config workers/alerts/wrangler.toml --env staging",
    "deploy --minify --config wrangler.toml --env staging",
  ]);
});

test("a release whose site does not answer puts both workers back, and says which page", async () => {
  const { stands, said, changes } = await run({ wrong: ["/offres answered 500"] });
  expect(stands).toBe(false);
  expect(said).toContain("/offres answered 500");
  expect(changes.slice(-2)).toEqual([
    "rollback v1 --yes --message The release failed --config wrangler.toml --env staging",
    "rollback v1 --yes --message The release failed --config workers/alerts/wrangler.toml --env staging",
  ]);
});

test("a release whose `web` cannot be deployed puts both workers back", async () => {
  const { stands, changes } = await run({ broken: "deploy --minify --config wrangler.toml" });
  expect(stands).toBe(false);
  expect(changes.filter((line) => line.startsWith("rollback"))).toHaveLength(2);
});

test("a release whose index does not advance puts `alerts` back, and leaves `web` alone", async () => {
  const { changes } = await run({ indexed: () => Promise.reject(new Error("nothing is indexed")) });
  expect(changes.filter((line) => line.startsWith("rollback"))).toEqual([
    "rollback v1 --yes --message The release failed --config workers/alerts/wrangler.toml --env staging",
  ]);
  expect(changes).not.toContain("deploy --minify --config wrangler.toml --env staging");
});

test("a database that does not answer for a moment while the index is waited for stops no release", async () => {
  const answers = [() => "[]", () => JSON.stringify([{ results: [{ left: 5 }] }])];
  const wrangler = () => {
    const answer = answers.pop();
    if (answer) return answer();
    if (asked++ === 0) throw new Error("Network connection lost");
    return JSON.stringify([{ results: [{ left: 0 }] }]);
  };
  let asked = 0;
  await untilIndexed("staging", { wrangler, pauseMs: 1 });
  expect(asked).toBe(2);
});

test("a release whose migrations fail deploys nothing", async () => {
  const { stands, said, changes } = await run({ broken: "migrations apply" });
  expect(stands).toBe(false);
  expect(said).toContain("Nothing was released.");
  expect(changes).toEqual([]);
});

test("a worker that cannot be put back is told of, with the command to do it by hand", async () => {
  const { said } = await run({ broken: "rollback", wrong: ["/ answered 500"] });
  expect(said).toContain("npx wrangler rollback v1 --yes --config wrangler.toml --env staging");
});

test("a first release that fails says that there is no version to go back to", async () => {
  const { stands, said } = await run({ first: true, wrong: ["/ answered 500"] });
  expect(stands).toBe(false);
  expect(said).toContain("wrangler.toml was deployed for the first time");
});

test("the smoke test asks again until every page answers, and names those that never do", async () => {
  let asked = 0;
  const server = createServer(({ url }, response) => {
    asked++;
    const early = asked <= 10;
    response.statusCode = early || url === "/connexion" ? 500 : 200;
    response.end(
      '{ <main <form <rss Sitemap: "catalogue":true,"accounts":true'.replace("{ ", url?.startsWith("/api") ? "{" : ""),
    );
  }).listen(0);
  const origin = `http://localhost:${(server.address() as AddressInfo).port}`;
  expect(await smokeTest(origin, { times: 3, pauseMs: 10 })).toEqual(["/connexion answered 500"]);
  expect(asked).toBeGreaterThan(10);
  server.close();
  expect(await smokeTest(origin, { times: 1 })).toHaveLength(10);
});
