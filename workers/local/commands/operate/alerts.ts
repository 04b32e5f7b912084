import {
  deadLetterQuestion,
  pauseAlerts,
  type Question,
  resumeAlerts,
  statusQuestions,
} from "#db/accounts/operations/alert-status.ts";
import type { Command } from "./command.ts";
import type { Databases } from "./databases.ts";
import { table } from "./table.ts";

/** How alerts and mails stand, and how they are stopped. */
export const alertCommands = {
  "alerts:status": alone((databases, now) => show(databases, statusQuestions(now))),
  "alerts:pause": alone(({ accounts }, now) => {
    accounts([pauseAlerts(now)]);
    console.log("The alerts are stopped: nothing is matched, written or sent until alerts:resume.");
  }),
  "alerts:resume": alone(({ accounts }) => {
    accounts([resumeAlerts()]);
    console.log("The alerts go on: what was published meanwhile is mailed from the next tick on.");
  }),
  "alerts:dead-letters": alone((databases) => show(databases, [deadLetterQuestion()])),
} satisfies Record<string, Command>;

/** A command that takes nothing. */
function alone(act: (databases: Databases, now: Date) => void): Command {
  return {
    takes: "",
    act: (typed, databases, now) => {
      if (typed.length > 0) return false;
      act(databases, now);
      return true;
    },
  };
}

function show({ accounts }: Databases, questions: Question[]): void {
  const answers = accounts(questions.map(({ statement }) => statement));
  for (const [index, { title }] of questions.entries()) console.log(`${title}\n${table(answers[index] ?? [])}\n`);
}
