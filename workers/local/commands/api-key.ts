import { makeApiKey } from "#app/services/api/api-keys.ts";
import { insertApiKey, listApiKeys, revokeApiKey } from "#db/catalogue/api/api-keys.ts";
import type { Catalogue } from "#db/catalogue/database.ts";
import { type Environment, targetOf } from "#workers/local/environment.ts";
import { runRemotely, withLocalCatalogue } from "./databases.ts";
import { fail } from "./fail.ts";

const USAGE = `Usage: npm run api-key -- create NAME [--remote|--env staging]
       npm run api-key -- revoke NAME [--remote|--env staging]
       npm run api-key -- list [--remote|--env staging]
NAME is made of lower case letters, figures and « - », 40 at most.`;

const { environment, typed } = targetOf(process.argv.slice(2));
const [command, name = ""] = typed;
const named = command === "create" || command === "revoke";
if (!(named ? /^[a-z0-9-]{1,40}$/.test(name) : command === "list")) fail(USAGE);
const now = new Date().toISOString();

if (environment) await obeyRemotely(environment);
else await withLocalCatalogue(obey);

async function obey(db: Catalogue): Promise<void> {
  if (command === "list") {
    for (const key of await listApiKeys(db)) {
      console.log(keyLine(key.name, key.createdAt, key.revokedAt));
    }
  } else if (command === "revoke") {
    printRevoked(await revokeApiKey(db, name, now));
  } else {
    const { key, hash } = await makeApiKey();
    printCreated(await insertApiKey(db, { name, hash, createdAt: now }), key);
  }
}

/** Runs the command on Cloudflare. Of the typed text only the name enters the SQL, and its letters were checked. */
async function obeyRemotely(environment: Environment): Promise<void> {
  const ask = (sql: string) => runRemotely(environment, "CATALOGUE", [sql])[0] ?? [];
  if (command === "list") {
    for (const { name: each, created_at, revoked_at } of ask(
      "SELECT name, created_at, revoked_at FROM api_keys ORDER BY name",
    ))
      console.log(keyLine(String(each), String(created_at), revoked_at));
  } else if (command === "revoke") {
    const revoked = ask(
      `UPDATE api_keys SET revoked_at = '${now}' WHERE name = '${name}' AND revoked_at IS NULL RETURNING name`,
    );
    printRevoked(revoked.length > 0);
  } else {
    const { key, hash } = await makeApiKey();
    const created = ask(
      `INSERT INTO api_keys (name, hash, created_at) VALUES ('${name}', '${hash}', '${now}') ON CONFLICT DO NOTHING RETURNING name`,
    );
    printCreated(created.length > 0, key);
  }
}

const keyLine = (key: string, createdAt: string, revokedAt: string | number | null | undefined) =>
  `${key}\tcreated ${createdAt}${revokedAt ? `\trevoked ${revokedAt}` : ""}`;

function printRevoked(revoked: boolean): void {
  if (revoked) console.log(`The key ${name} is revoked.`);
  else refuse(`There is no key ${name} in force.`);
}

function printCreated(created: boolean, key: string): void {
  if (created) console.log(`The key of ${name}, shown this once:\n${key}`);
  else refuse(`There is already a key ${name}.`);
}

/** Prints why nothing was done. The program still closes the databases that it opened. */
function refuse(sentence: string): void {
  console.error(sentence);
  process.exitCode = 1;
}
