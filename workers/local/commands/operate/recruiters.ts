import { parseArgs } from "node:util";
import { sql } from "drizzle-orm";
import * as v from "valibot";
import { Email, emailKey, line } from "#app/domain/account/account.ts";
import { toSlug } from "#app/domain/slug.ts";
import { openPublisher } from "#db/accounts/publishing/recruiters/publishers.ts";
import {
  type Invited,
  inviteStatements,
  OPERATOR,
  promoteStatements,
  removeStatements,
} from "#db/accounts/publishing/recruiters/recruiters.ts";
import { fail } from "#workers/local/commands/fail.ts";
import type { Command } from "./command.ts";
import type { Databases } from "./databases.ts";
import { table } from "./table.ts";

/** Who publishes for which administration. An administrator of an administration does the same on the site. */
export const recruiterCommands = {
  "recruiters:invite": {
    takes: "MAIL --administration SLUG [--administrator] [--label LABEL]",
    act: invite,
  },
  "recruiters:list": { takes: "[--administration SLUG]", act: list },
  "recruiters:remove": { takes: "MAIL", act: remove },
} satisfies Record<string, Command>;

function invite(typed: string[], databases: Databases, now: Date): boolean {
  const { mail, administration, administrator, label } = read(typed) ?? {};
  if (!mail || !administration) return false;
  const email = addressOf(mail);
  const invitation = {
    administration,
    email,
    role: administrator ? "administrator" : "recruiter",
    actor: null,
  } as const;
  const rows = databases.accounts([
    ...openUnlessOpen(databases, administration, label, now),
    // Somebody who is here already is made an administrator too.
    ...(administrator ? promoteStatements(invitation, now) : []),
    ...inviteStatements(invitation, now),
  ]);
  const { outcome, role } = (rows.at(-1)?.[0] ?? {}) as { outcome?: Invited; role?: string };
  if (outcome === "elsewhere") {
    fail(`${email} publishes for another administration: see recruiters:list, and remove it there first.`);
  }
  if (outcome === "already-here") console.log(`${email} publishes for ${administration}, as ${role}.`);
  else console.log(`${email} is invited to ${administration}, as ${role}. The mail leaves within a minute.`);
  return true;
}

/** The statement that makes the row of an administration unless it has one. Its label is that of the catalogue. */
function openUnlessOpen({ accounts, catalogue }: Databases, slug: string, typed: string | undefined, now: Date) {
  const [known] = accounts([sql`SELECT label FROM publishers WHERE administration = ${slug}`]);
  if (known?.[0]) return [];
  const [listed] = catalogue([
    sql`SELECT label, (SELECT k.slug FROM administrations k WHERE k.id = a.merged_into) AS kept
      FROM administrations a WHERE slug = ${slug}`,
  ]);
  const [row] = listed ?? [];
  if (row?.kept) fail(`${slug} was merged into ${row.kept}: give that one.`);
  const label = row?.label ?? (typed === undefined ? null : v.parse(line("A label is missing.", 200), typed));
  if (label === null) {
    fail(`No offer was ever published for ${slug}: give its name too, --label "Ministère de …".`);
  }
  // The catalogue will know an administration by the slug of its label: another slug would never meet its offers.
  const wanted = row ? slug : toSlug(String(label));
  if (wanted !== slug) fail(`The slug of « ${label} » is ${wanted}, not ${slug}.`);
  return [openPublisher({ slug, label: String(label) }, now)];
}

function list(typed: string[], { accounts }: Databases): boolean {
  const asked = read(typed);
  if (!asked || asked.mail) return false;
  const { administration = null } = asked;
  const [rows] = accounts([
    sql`SELECT administration, email, role, created_at AS invited, last_login_at AS "last login" FROM recruiters
      WHERE ${administration} IS NULL OR administration = ${administration} ORDER BY administration, email_key`,
  ]);
  console.log(table(rows ?? []));
  return true;
}

function remove(typed: string[], { accounts }: Databases, now: Date): boolean {
  const { mail } = read(typed) ?? {};
  if (!mail) return false;
  const key = emailKey(mail);
  const left = sql`SELECT r.administration FROM recruiters AS r WHERE r.email_key = ${key} AND NOT EXISTS (
    SELECT 1 FROM recruiters AS o WHERE o.administration = r.administration AND o.role = 'administrator' AND o.id <> r.id)`;
  const [last, ...removed] = accounts([left, ...removeStatements(sql`email_key = ${key}`, OPERATOR, now)]);
  if (removed.at(-1)?.length === 0) fail(`Nobody publishes with the address ${mail}.`);
  console.log(`${mail} publishes no more, and its sessions are closed. Its drafts stay.`);
  const [alone] = last ?? [];
  if (alone) {
    console.log(
      `${alone.administration} has no administrator any more: recruiters:invite MAIL --administration ${alone.administration} --administrator makes one.`,
    );
  }
  return true;
}

type Typed = {
  mail: string | undefined;
  administration: string | undefined;
  administrator: boolean;
  label: string | undefined;
};

/** What was typed; null when it is not understood. */
function read(args: string[]): Typed | null {
  try {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: {
        administration: { type: "string" },
        administrator: { type: "boolean", default: false },
        label: { type: "string" },
      },
    });
    if (positionals.length > 1) return null;
    const { administration, administrator, label } = values;
    return { mail: positionals[0], administration, administrator, label };
  } catch {
    return null;
  }
}

function addressOf(mail: string): string {
  const email = v.safeParse(Email, mail);
  return email.success ? email.output : fail(`${mail} is no mail address.`);
}
