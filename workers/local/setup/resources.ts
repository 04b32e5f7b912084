import { CONFIGS, type Environment, nameIn, readSettings } from "../environment.ts";
import type { Wrangler } from "../wrangler.ts";

/** Everything that the two workers are bound to. Personal data asks for the EU, which only creation can choose. */
function wanted(folder: string, environment: Environment) {
  const settings = CONFIGS.map((config) => readSettings(folder, config));
  const names = (list: (string | undefined)[]) =>
    [...new Set(list)].flatMap((name) => (name ? [nameIn(environment, name)] : []));
  return {
    databases: names(settings.flatMap(({ d1_databases = [] }) => d1_databases.map((each) => each.database_name))),
    buckets: names(settings.flatMap(({ r2_buckets = [] }) => r2_buckets.map((each) => each.bucket_name))),
    queues: names(
      settings.flatMap(({ queues: { producers = [], consumers = [] } = {} }) => [
        ...producers.map(({ queue }) => queue),
        ...consumers.flatMap((each) => [each.queue, each.dead_letter_queue]),
      ]),
    ),
  };
}

/**
 * Creates the databases, buckets and queues of an environment that do not exist yet.
 * @param change runs a command that changes something
 * @returns the id of each database by its name
 */
export function createResources(
  folder: string,
  environment: Environment,
  read: Wrangler,
  change: Wrangler,
): Map<string, string> {
  const { databases, buckets, queues } = wanted(folder, environment);
  const missing = (names: string[], existing: { has: (name: string) => boolean }) =>
    names.filter((name) => !existing.has(name));

  const missingDatabases = missing(databases, listDatabases(read));
  for (const name of missingDatabases) change(["d1", "create", name, "--jurisdiction", "eu"]);
  for (const name of missing(buckets, listBuckets(read)))
    change(["r2", "bucket", "create", name, "--jurisdiction", "eu"]);
  for (const name of missing(queues, listQueues(read))) change(["queues", "create", name]);
  return listDatabases(read);
}

function listDatabases(read: Wrangler): Map<string, string> {
  const listed = JSON.parse(read(["d1", "list", "--json"]) || "[]") as { name: string; uuid: string }[];
  return new Map(listed.map(({ name, uuid }) => [name, uuid]));
}

/** Buckets are listed as lines `name: …`, one jurisdiction at a time. */
function listBuckets(read: Wrangler): Set<string> {
  const listed = read(["r2", "bucket", "list", "--jurisdiction", "eu"]);
  return new Set([...listed.matchAll(/^name:\s*(\S+)/gm)].map(([, name = ""]) => name));
}

/** Queues are listed as a table, a page at a time: a page without a new name is past the last one. */
function listQueues(read: Wrangler): Set<string> {
  const names = new Set<string>();
  for (let page = 1, before = -1; names.size > before; page++) {
    before = names.size;
    const listed = read(["queues", "list", "--page", String(page)]);
    for (const [name] of listed.matchAll(/\bpass-[a-z0-9-]+/g)) names.add(name);
  }
  return names;
}
