import { existsSync, globSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import type { SQL } from "drizzle-orm";
import {
  deadLetterQuestion,
  pauseAlerts,
  type Question,
  resumeAlerts,
  statusQuestions,
} from "#db/accounts/operations/alert-status.ts";
import { statementText } from "#db/batch.ts";
import { root } from "#workers/local/build.ts";
import { fail, type Rows, runRemotely } from "./databases.ts";

const USAGE = `Usage: npm run operate -- alerts:status [--remote]
       npm run operate -- alerts:pause [--remote]
       npm run operate -- alerts:resume [--remote]
       npm run operate -- alerts:dead-letters [--remote]
Without --remote, the database of this machine, whether PASS is running or not.`;

const remote = process.argv.includes("--remote");
const [command, ...rest] = process.argv.slice(2).filter((argument) => argument !== "--remote");
const now = new Date();

if (rest.length > 0) fail(USAGE);
else if (command === "alerts:status") show(statusQuestions(now));
else if (command === "alerts:dead-letters") show([deadLetterQuestion()]);
else if (command === "alerts:pause") {
  run([pauseAlerts(now)]);
  console.log("The alerts are stopped: nothing is matched, written or sent until alerts:resume.");
} else if (command === "alerts:resume") {
  run([resumeAlerts()]);
  console.log("The alerts go on: what was published meanwhile is mailed from the next tick on.");
} else fail(USAGE);

function show(questions: Question[]): void {
  const answers = run(questions.map(({ statement }) => statement));
  for (const [index, { title }] of questions.entries()) console.log(`${title}\n${table(answers[index] ?? [])}\n`);
}

/** The rows of each statement, in order. */
function run(statements: SQL[]): Rows[] {
  const texts = statements.map(statementText);
  return remote ? runRemotely("pass-accounts", texts) : runLocally(texts);
}

/** Opens the file of a local database. The product may be running: SQLite lets two programs open one file. */
function runLocally(texts: string[]): Rows[] {
  const folder = join(process.env.PASS_DATA ?? join(root, ".data"), "d1");
  const files = existsSync(folder) ? globSync("**/*.sqlite", { cwd: folder }).map((file) => join(folder, file)) : [];
  for (const file of files) {
    const database = new DatabaseSync(file, { timeout: 5_000 });
    try {
      const holds = database.prepare("SELECT 1 FROM sqlite_master WHERE name = 'saved_searches'").get();
      if (holds) return texts.map((text) => database.prepare(text).all() as Rows);
    } finally {
      database.close();
    }
  }
  return fail("There is no local database yet: run `npm start` first.");
}

/** Prints rows as a table, and a single row as one line a column. */
function table(rows: Rows): string {
  const [first] = rows;
  if (!first) return "  none";
  const cells = rows.map((row) => Object.values(row).map((value) => String(value ?? "–")));
  const names = Object.keys(first);
  if (rows.length === 1 && names.length > 4) {
    const width = Math.max(...names.map((name) => name.length));
    return names.map((name, index) => `  ${name.padEnd(width)}  ${cells[0]?.[index]}`).join("\n");
  }
  const widths = names.map((name, index) => Math.max(name.length, ...cells.map((row) => row[index]?.length ?? 0)));
  const line = (row: string[]) => `  ${row.map((cell, index) => cell.padEnd(widths[index] ?? 0)).join("  ")}`.trimEnd();
  return [names, ...cells].map(line).join("\n");
}
