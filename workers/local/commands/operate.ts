import { targetOf } from "#workers/local/environment.ts";
import { fail } from "./fail.ts";
import { alertCommands } from "./operate/alerts.ts";
import { backupCommands } from "./operate/backups.ts";
import type { Command } from "./operate/command.ts";
import { databases } from "./operate/databases.ts";
import { operatorCommands } from "./operate/operators.ts";
import { recruiterCommands } from "./operate/recruiters.ts";
import { searchCommands } from "./operate/searches.ts";
import { sourceCommands } from "./operate/sources.ts";

/** What operators can do, by the name that they type. */
const COMMANDS: Record<string, Command> = {
  ...alertCommands,
  ...backupCommands,
  ...operatorCommands,
  ...recruiterCommands,
  ...searchCommands,
  ...sourceCommands,
};

const { environment, typed } = targetOf(process.argv.slice(2));
const [name = "", ...rest] = typed;
const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
if (!command) fail(usage());
const understood = await command.act(rest, databases(environment), new Date());
if (!understood) fail(usage());

function usage(): string {
  const lines = Object.entries(COMMANDS).map(([each, { takes }]) =>
    ["npm run operate --", each, takes, "[--remote|--env staging]"].filter(Boolean).join(" "),
  );
  return `Usage: ${lines.join("\n       ")}
--remote: production. Without either, the databases of this machine, whether PASS is running or not.`;
}
