import type { Config, Environment } from "../environment.ts";
import type { Wrangler } from "../wrangler.ts";

type Deps = {
  wrangler: Wrangler;
  /** Waits until `alerts` has indexed every offer for the new `web`; throws when that does not advance. */
  untilIndexed: () => Promise<void>;
  /** What is wrong with the site that was deployed, a line a page. */
  smokeTest: () => Promise<string[]>;
  say: (line: string) => void;
};

/** The worker that stood before: null when there was none. */
type Before = { config: Config; version: string | null };

/**
 * Releases both workers: migrations, `alerts`, the index, `web`, then the smoke test. When a step fails after a worker was
 * deployed, both are put back to the versions that stood before. Migrations stay: they only add, so that the version
 * before works on them (test/site/local/migrations.test.ts).
 * @returns whether the new version stands
 */
export async function release(deps: Deps, environment: Environment): Promise<boolean> {
  const { wrangler, say } = deps;
  const run = (...args: string[]) => {
    say(`wrangler ${args.join(" ")}`);
    wrangler(args);
  };
  const deployed: Before[] = [];
  const deploy = (config: Config) => {
    const before = { config, version: currentVersion(wrangler, config, environment) };
    // From here on the worker may be the new one, even when the command fails: it is put back then.
    deployed.unshift(before);
    run("deploy", "--minify", "--config", config, "--env", environment);
  };
  try {
    for (const database of ["CATALOGUE", "ACCOUNTS"]) {
      run("d1", "migrations", "apply", database, "--remote", "--config", "wrangler.toml", "--env", environment);
    }
    // `alerts` first: its cron fills the index that the new version of `web` reads (docs/decisions/0007-two-indexes.md).
    deploy("workers/alerts/wrangler.toml");
    await deps.untilIndexed();
    deploy("wrangler.toml");
    const wrong = await deps.smokeTest();
    if (wrong.length > 0) throw new Error(`The site does not answer as it should:\n  ${wrong.join("\n  ")}`);
  } catch (error) {
    say(error instanceof Error ? error.message : String(error));
    for (const before of deployed) putBack(deps, before, environment);
    say(deployed.length === 0 ? "Nothing was released." : "The release failed.");
    return false;
  }
  say(`Released to ${environment}: ten pages answer.`);
  return true;
}

function currentVersion(wrangler: Wrangler, config: Config, environment: Environment): string | null {
  try {
    const status = wrangler(["deployments", "status", "--json", "--config", config, "--env", environment]);
    const { versions } = JSON.parse(status) as { versions: { version_id: string; percentage: number }[] };
    return versions.toSorted((a, b) => b.percentage - a.percentage)[0]?.version_id ?? null;
  } catch (error) {
    if (error instanceof Error && /has no deployments|not found|does not exist/.test(error.message)) return null;
    throw error;
  }
}

function putBack({ wrangler, say }: Deps, { config, version }: Before, environment: Environment): void {
  if (version === null) {
    say(`${config} was deployed for the first time: there is no version to go back to.`);
    return;
  }
  const args = [
    "rollback",
    version,
    "--yes",
    "--message",
    "The release failed",
    "--config",
    config,
    "--env",
    environment,
  ];
  const command = `wrangler rollback ${version} --yes --config ${config} --env ${environment}`;
  try {
    wrangler(args);
    say(`${config} is back at version ${version}.`);
  } catch (error) {
    say(`${config} could not be put back: ${(error as Error).message}\nDo it by hand: npx ${command}`);
  }
}
