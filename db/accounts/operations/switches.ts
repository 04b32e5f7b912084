import { type SQL, sql } from "drizzle-orm";
import { SWITCHES, type SwitchName } from "#app/domain/operations/switches.ts";
import type { Accounts } from "#db/accounts/database.ts";
import { runBatch } from "#db/batch.ts";
import { listOf } from "#db/d1/list-of.ts";
import { type OperatorAct, recordOperatorEvent } from "./operator-audit.ts";

/** A switch that is off: since when, ISO 8601, and what people are told. */
type Off = { since: string; notice: string };

/**
 * Which of some switches are off. It reads a row of an index for each.
 * @returns those that are off; the others are absent
 */
export async function findSwitchedOff(
  db: Accounts,
  names: readonly SwitchName[],
): Promise<Partial<Record<SwitchName, Off>>> {
  const asked = SWITCHES.filter(({ name }) => names.includes(name));
  const settings = listOf(asked.flatMap(({ setting, name }) => [setting, noticeOf(name)]));
  const rows = await db.all<{ name: string; value: string }>(
    sql`SELECT name, value FROM settings WHERE name IN ${settings}`,
  );
  const values = new Map(rows.map(({ name, value }) => [name, value]));
  const off = asked.flatMap(({ name, setting, notice }): [SwitchName, Off][] => {
    const since = values.get(setting);
    return since === undefined ? [] : [[name, { since, notice: values.get(noticeOf(name)) ?? notice }]];
  });
  return Object.fromEntries(off);
}

/** What people are told of a switch that is off; null while it is on. */
export async function findNotice(db: Accounts, name: SwitchName): Promise<string | null> {
  return (await findSwitchedOff(db, [name]))[name]?.notice ?? null;
}

/** Whether something is switched off. */
export async function isSwitchedOff(db: Accounts, name: SwitchName): Promise<boolean> {
  return (await findNotice(db, name)) !== null;
}

type Act = Pick<OperatorAct, "operator"> & { reason: string };

/** Switches something off, and writes it down. @returns false when it was off already: nothing has changed */
export async function switchOff(
  db: Accounts,
  name: SwitchName,
  { notice, ...act }: Act & { notice: string },
  now: Date,
): Promise<boolean> {
  const { setting, code } = definition(name);
  const isOn = sql`NOT ${isOff(setting)}`;
  const [, , changed] = await runBatch<[never, never, { name: string }]>(db, [
    recordOperatorEvent({ ...act, event: "switched-off", subject: { kind: "switch", id: code } }, now, isOn),
    sql`INSERT OR REPLACE INTO settings (name, value) SELECT ${noticeOf(name)}, ${notice} WHERE ${isOn}`,
    sql`INSERT INTO settings (name, value) VALUES (${setting}, ${now.toISOString()})
      ON CONFLICT (name) DO NOTHING RETURNING name`,
  ]);
  return changed.length > 0;
}

/** Switches something on again, and writes it down. @returns false when it was on already */
export async function switchOn(db: Accounts, name: SwitchName, act: Act, now: Date): Promise<boolean> {
  const { setting, code } = definition(name);
  const [, , changed] = await runBatch<[never, never, { name: string }]>(db, [
    recordOperatorEvent({ ...act, event: "switched-on", subject: { kind: "switch", id: code } }, now, isOff(setting)),
    sql`DELETE FROM settings WHERE name = ${noticeOf(name)}`,
    sql`DELETE FROM settings WHERE name = ${setting} RETURNING name`,
  ]);
  return changed.length > 0;
}

function isOff(setting: string): SQL {
  return sql`EXISTS (SELECT 1 FROM settings WHERE name = ${setting})`;
}

function noticeOf(name: SwitchName): string {
  return `${name}-notice`;
}

function definition(wanted: SwitchName) {
  const found = SWITCHES.find(({ name }) => name === wanted);
  if (!found) throw new Error(`There is no switch ${wanted}`);
  return found;
}
