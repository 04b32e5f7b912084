import { parseArgs } from "node:util";
import type { SQL } from "drizzle-orm";
import { SOURCE_KINDS, SOURCE_NAME, type SourceKind, sourceName } from "#app/domain/imports/sources/source.ts";
import { checkSourceUrl } from "#app/domain/imports/sources/source-url.ts";
import {
  addSource,
  forceSource,
  listSources,
  pauseSource,
  pullSourceNow,
  removeSource,
  resumeSource,
} from "#db/catalogue/operations/source-statements.ts";
import type { Rows } from "#workers/local/commands/databases.ts";
import { fail } from "#workers/local/commands/fail.ts";
import type { Command } from "./command.ts";
import type { Databases } from "./databases.ts";
import { table } from "./table.ts";

/** The addresses from which offers are pulled. */
export const sourceCommands = {
  "sources:add": { takes: "URL --as pass|ndjson|csp [--name NAME] [--every MINUTES] [--partial]", act: add },
  "sources:list": {
    takes: "",
    act: (typed, { catalogue }, now) => {
      if (typed.length > 0) return false;
      console.log(table(catalogue([listSources(now)])[0] ?? []));
      return true;
    },
  },
  "sources:pull": named(pullSourceNow, ({ name, paused }) =>
    paused ? `${name} is paused: it is pulled after sources:resume.` : `${name} is pulled within a minute.`,
  ),
  "sources:force": named(
    forceSource,
    ({ name, paused }) =>
      `Whatever ${name} no longer shows is withdrawn, this once, ${paused ? "after sources:resume" : "within a minute"}.`,
  ),
  "sources:pause": named(pauseSource, ({ name }) => `${name} is not pulled any more. Its offers stay.`),
  "sources:resume": named(resumeSource, ({ name }) => `${name} is pulled within a minute.`),
  "sources:remove": named(
    removeSource,
    ({ name, kind }) =>
      `${name} is removed. Its offers stay until their last day, under ${name}/${kind}: a source or a key of this name takes them over.`,
  ),
} satisfies Record<string, Command>;

function add(typed: string[], { catalogue, remote }: Databases, now: Date): boolean {
  const asked = readAdded(typed);
  if (!asked) return false;
  // A deployed worker pulls nothing from the machine that it runs on.
  const checked = checkSourceUrl(asked.url, { local: !remote });
  if ("refused" in checked) return fail(`${asked.url}: ${checked.refused}`);
  const name = asked.name ?? sourceName(checked.url);
  if (!SOURCE_NAME.test(name))
    return fail(`« ${name} » is no name: lower case letters, figures and « - », 40 at most.`);
  const [added = []] = catalogue([addSource({ ...asked, name, url: checked.url }, now)]);
  if (added.length === 0) return fail(`There is already a source ${name}: give another name with --name.`);
  console.log(`${name} is pulled within a minute, then every ${asked.everyMinutes} minutes.`);
  return true;
}

function readAdded(typed: string[]) {
  try {
    const { values, positionals } = parseArgs({
      args: typed,
      allowPositionals: true,
      options: {
        as: { type: "string" },
        name: { type: "string" },
        every: { type: "string", default: "60" },
        partial: { type: "boolean", default: false },
      },
    });
    const [url] = positionals;
    const { as: kind = "", name, every, partial } = values;
    if (!url || positionals.length > 1 || !isKind(kind) || !/^[1-9]\d{0,4}$/.test(every)) return null;
    return { url, kind, name, everyMinutes: Number(every), full: !partial };
  } catch {
    return null;
  }
}

const isKind = (kind: string): kind is SourceKind => Object.hasOwn(SOURCE_KINDS, kind);

/** A command about one source that exists. */
function named(statement: (name: string, now: Date) => SQL, said: (row: Rows[number]) => string): Command {
  return {
    takes: "NAME",
    act: ([name, ...rest], { catalogue }, now) => {
      if (!name || rest.length > 0) return false;
      const [[row] = []] = catalogue([statement(name, now)]);
      if (!row) return fail(`There is no source ${name}: sources:list names them.`);
      console.log(said(row));
      return true;
    },
  };
}
