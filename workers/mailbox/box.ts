import { DurableObject } from "cloudflare:workers";
import type { Fault } from "./faults.ts";
import type { Mail, MailEntry } from "./mail.ts";

/** The outcome of a call: the id of the mail and the fault to answer with, or a key that came with another mail. */
export type Received = { id: string; fault: Fault | null } | "other-payload";

/** Mails whose bodies are kept: a bench sends a hundred thousand. The entries of all mails are kept. */
const BODIES = 5_000;
const KEY_MS = 24 * 3_600_000;

type Row = { seq: number; id: string; key: string | null; recipient: string; subject: string; received_at: string };

/** All mails that were received, in order of arrival, and the faults to answer with. */
export class Mailbox extends DurableObject {
  private readonly sql = this.ctx.storage.sql;

  constructor(ctx: DurableObjectState, env: unknown) {
    super(ctx, env as never);
    this.sql.exec(`
      CREATE TABLE IF NOT EXISTS mails (seq INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT UNIQUE, key TEXT UNIQUE, hash TEXT,
        recipient TEXT, subject TEXT, received_at TEXT);
      CREATE INDEX IF NOT EXISTS mails_recipient ON mails (recipient, seq);
      CREATE TABLE IF NOT EXISTS bodies (seq INTEGER PRIMARY KEY, mail TEXT);
      CREATE TABLE IF NOT EXISTS faults (seq INTEGER PRIMARY KEY AUTOINCREMENT, fault TEXT, recipient TEXT, times INTEGER)`);
  }

  /** Stores a mail, once for a key, unless the next fault says that it is not taken. @param hash of the request body */
  receive(mail: Omit<Mail, "id" | "receivedAt">, key: string | null, hash: string): Received {
    const now = new Date();
    const recipient = recipientsOf(mail);
    const fault = this.takeFault(recipient);
    const known = key === null ? null : this.findKey(key);
    if (known && Date.parse(known.received_at) > now.getTime() - KEY_MS) {
      return known.hash === hash ? { id: known.id, fault } : "other-payload";
    }
    const id = crypto.randomUUID();
    if (fault && !fault.takes && fault.answer !== "ok") return { id, fault };
    const receivedAt = now.toISOString();
    this.sql.exec("UPDATE mails SET key = NULL WHERE key = ?", key);
    const { seq } = this.sql
      .exec<{ seq: number }>(
        "INSERT INTO mails (id, key, hash, recipient, subject, received_at) VALUES (?, ?, ?, ?, ?, ?) RETURNING seq",
        id,
        key,
        hash,
        recipient,
        mail.subject,
        receivedAt,
      )
      .one();
    this.sql.exec("INSERT INTO bodies VALUES (?, ?)", seq, JSON.stringify({ ...mail, id, receivedAt }));
    this.sql.exec("DELETE FROM bodies WHERE seq <= ?", seq - BODIES);
    return { id, fault };
  }

  /** Entries of mails, newest first. @param before lists only mails with a smaller number */
  list({ to, before, limit }: { to: string | null; before: number; limit: number }): MailEntry[] {
    return this.sql
      .exec<Row>(
        "SELECT * FROM mails WHERE (? IS NULL OR recipient = ?) AND seq < ? ORDER BY seq DESC LIMIT ?",
        to,
        to,
        before,
        limit,
      )
      .toArray()
      .map(entryOf);
  }

  /** Entries of mails, in order of arrival. */
  listAfter(after: number, limit: number): MailEntry[] {
    return this.sql
      .exec<Row>("SELECT * FROM mails WHERE seq > ? ORDER BY seq LIMIT ?", after, limit)
      .toArray()
      .map(entryOf);
  }

  /** Whole mails, newest first. */
  mails({ to, before, limit }: { to: string | null; before: number; limit: number }): Mail[] {
    return this.sql
      .exec<{ mail: string }>(
        `SELECT b.mail FROM mails m JOIN bodies b ON b.seq = m.seq
          WHERE (? IS NULL OR m.recipient = ?) AND m.seq < ? ORDER BY m.seq DESC LIMIT ?`,
        to,
        to,
        before,
        limit,
      )
      .toArray()
      .map(({ mail }) => JSON.parse(mail) as Mail);
  }

  /** One mail whole, or null. */
  mail(id: string): Mail | null {
    const [found] = this.sql
      .exec<{ mail: string }>("SELECT b.mail FROM mails m JOIN bodies b ON b.seq = m.seq WHERE m.id = ?", id)
      .toArray();
    return found ? (JSON.parse(found.mail) as Mail) : null;
  }

  /** The number of mails. */
  count(): number {
    return this.sql.exec<{ n: number }>("SELECT count(*) AS n FROM mails").one().n;
  }

  /** Deletes every mail and every fault. */
  empty(): void {
    for (const table of ["mails", "bodies", "faults"]) this.sql.exec(`DELETE FROM ${table}`);
  }

  addFaults(faults: Fault[]): void {
    for (const fault of faults) {
      this.sql.exec(
        "INSERT INTO faults (fault, recipient, times) VALUES (?, ?, ?)",
        JSON.stringify(fault),
        fault.to,
        fault.times,
      );
    }
  }

  /** The faults that are not used yet, at most 1000. */
  faults(): Fault[] {
    return this.sql
      .exec<{ fault: string; times: number }>("SELECT fault, times FROM faults ORDER BY seq LIMIT 1000")
      .toArray()
      .map(({ fault, times }) => ({ ...(JSON.parse(fault) as Fault), times }));
  }

  clearFaults(): void {
    this.sql.exec("DELETE FROM faults");
  }

  private takeFault(recipient: string): Fault | null {
    const [next] = this.sql
      .exec<{ seq: number; fault: string; times: number }>(
        "SELECT seq, fault, times FROM faults WHERE recipient IS NULL OR recipient = ? ORDER BY seq LIMIT 1",
        recipient,
      )
      .toArray();
    if (!next) return null;
    if (next.times > 1) this.sql.exec("UPDATE faults SET times = times - 1 WHERE seq = ?", next.seq);
    else this.sql.exec("DELETE FROM faults WHERE seq = ?", next.seq);
    return JSON.parse(next.fault) as Fault;
  }

  private findKey(key: string): (Row & { hash: string }) | null {
    const [found] = this.sql.exec<Row & { hash: string }>("SELECT * FROM mails WHERE key = ?", key).toArray();
    return found ?? null;
  }
}

const recipientsOf = ({ to }: Pick<Mail, "to">) => [to].flat().join(", ");

function entryOf({ seq, id, key, recipient, subject, received_at }: Row): MailEntry {
  return { seq, id, key, to: recipient, subject, receivedAt: received_at };
}
