import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { makeApiKey } from "#app/services/api/api-keys.ts";
import { insertApiKey, listApiKeys, revokeApiKey } from "#db/catalogue/api/api-keys.ts";
import { type Catalogue, openCatalogue } from "#db/catalogue/database.ts";
import { build, root } from "#workers/local/build.ts";
import { startPlatform } from "#workers/local/platform.ts";
import { runningProcess } from "./running.ts";

const USAGE = `Usage: npm run api-key -- create NAME [--remote]
       npm run api-key -- revoke NAME [--remote]
       npm run api-key -- list [--remote]
NAME is made of lower case letters, figures and « - », 40 at most.`;

const remote = process.argv.includes("--remote");
const [command, name = ""] = process.argv.slice(2).filter((argument) => argument !== "--remote");
const named = command === "create" || command === "revoke";
if (!(named ? /^[a-z0-9-]{1,40}$/.test(name) : command === "list")) fail(USAGE);
const now = new Date().toISOString();

if (remote) runRemotely();
else await runLocally();

async function runLocally(): Promise<void> {
  const data = join(root, ".data");
  if (!existsSync(data)) fail("There is no local database yet: run `npm start` first.");
  const process = runningProcess(data);
  if (process) fail(`PASS is running (process ${process}): stop it first, the database takes one program at a time.`);
  await build();
  const platform = await startPlatform({ data, port: 0, mailboxPort: 0 });
  try {
    await obey(openCatalogue(await platform.miniflare.getD1Database("CATALOGUE", "web")));
  } finally {
    await platform.stop();
  }
}

async function obey(db: Catalogue): Promise<void> {
  if (command === "list") {
    for (const key of await listApiKeys(db)) {
      console.log(`${key.name}\tcreated ${key.createdAt}${key.revokedAt ? `\trevoked ${key.revokedAt}` : ""}`);
    }
  } else if (command === "revoke") {
    if (!(await revokeApiKey(db, name, now))) refuse(`There is no key ${name} in force.`);
    else console.log(`The key ${name} is revoked.`);
  } else {
    const { key, hash } = await makeApiKey();
    if (!(await insertApiKey(db, { name, hash, createdAt: now }))) refuse(`There is already a key ${name}.`);
    else show(key);
  }
}

/** The same, on Cloudflare. Nothing that is typed enters the SQL but a name, whose letters were checked. */
async function runRemotely(): Promise<void> {
  if (command === "list") return execute("SELECT name, created_at, revoked_at FROM api_keys ORDER BY name");
  if (command === "revoke") {
    return execute(`UPDATE api_keys SET revoked_at = '${now}' WHERE name = '${name}' AND revoked_at IS NULL`);
  }
  const { key, hash } = await makeApiKey();
  execute(`INSERT INTO api_keys (name, hash, created_at) VALUES ('${name}', '${hash}', '${now}')`);
  show(key);
}

function execute(sql: string): void {
  const { status } = spawnSync("wrangler", ["d1", "execute", "pass-catalogue", "--remote", "--command", sql], {
    cwd: root,
    stdio: "inherit",
  });
  if (status !== 0) fail("The remote database refused: see above (a key of that name may exist already).");
}

function show(key: string): void {
  console.log(`The key of ${name}, shown this once:\n${key}`);
}

function refuse(sentence: string): void {
  console.error(sentence);
  process.exitCode = 1;
}

function fail(sentence: string): never {
  console.error(sentence);
  process.exit(1);
}
