import { sql } from "drizzle-orm";
import * as v from "valibot";
import { Email } from "#app/domain/account/account.ts";
import {
  type InvitedOperator,
  inviteOperatorStatements,
  removeOperatorStatements,
  resetFactorStatements,
} from "#db/accounts/operations/access/operators.ts";
import { fail } from "#workers/local/commands/fail.ts";
import type { Command } from "./command.ts";
import type { Databases } from "./databases.ts";
import { table } from "./table.ts";

/** Who operates the site. The first operator is made here; operators invite and remove each other on the site too. */
export const operatorCommands = {
  "operators:create": { takes: "MAIL", act: create },
  "operators:list": { takes: "", act: list },
  "operators:remove": { takes: "MAIL", act: remove },
  "operators:reset-factor": { takes: "MAIL", act: resetFactor },
} satisfies Record<string, Command>;

function create([mail = "", ...rest]: string[], { accounts }: Databases, now: Date): boolean {
  if (!mail || rest.length > 0) return false;
  const email = v.safeParse(Email, mail);
  if (!email.success) return fail(`${mail} is no mail address.`);
  const rows = accounts(inviteOperatorStatements(email.output, null, now));
  const { outcome } = (rows.at(-1)?.[0] ?? {}) as { outcome?: InvitedOperator };
  if (outcome === "already-here") console.log(`${mail} is an operator, and has logged in.`);
  else console.log(`${mail} is an operator. The mail leaves within a minute.`);
  return true;
}

function list(typed: string[], { accounts }: Databases): boolean {
  if (typed.length > 0) return false;
  const [rows] = accounts([
    sql`SELECT email, created_at AS invited, last_login_at AS "last login",
        iif(totp_secret IS NULL, 'no', 'yes') AS "second factor",
        (SELECT count(*) FROM operator_rescue_codes AS c WHERE c.operator_id = operators.id) AS "rescue codes"
      FROM operators ORDER BY email_key`,
  ]);
  console.log(table(rows ?? []));
  return true;
}

function remove([mail = "", ...rest]: string[], { accounts }: Databases, now: Date): boolean {
  if (!mail || rest.length > 0) return false;
  const rows = accounts(removeOperatorStatements(mail, null, now));
  if (rows.at(-1)?.length === 0) fail(`No operator has the address ${mail}.`);
  console.log(`${mail} is no operator any more, and its session is closed.`);
  return true;
}

function resetFactor([mail = "", ...rest]: string[], { accounts }: Databases, now: Date): boolean {
  if (!mail || rest.length > 0) return false;
  const rows = accounts(resetFactorStatements(mail, now));
  if (rows.at(-1)?.length === 0) fail(`No operator has the address ${mail}.`);
  console.log(
    `${mail} enrols a phone anew at the next login. Its session is closed, its rescue codes are worth nothing.`,
  );
  return true;
}
