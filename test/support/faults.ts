/** An error that is for good: after one that passes by itself, a read would be tried again. */
const BROKEN = "the database is broken";

type Moment = "before" | "after" | "late";

/**
 * Real bindings whose n-th call, counted over all of them, fails: before it is applied, or after. Or it comes `late`:
 * what others do `meanwhile` comes first.
 */
export function breaking(n: number, moment: Moment, meanwhile: () => Promise<void> = async () => {}) {
  let calls = 0;
  let onlyReads = false;
  const fail = async <T>(call: () => Promise<T>, reads = false): Promise<T> => {
    calls += 1;
    const broken = calls === n;
    if (broken) onlyReads = reads;
    if (broken && moment === "before") throw new Error(BROKEN);
    if (broken && moment === "late") await meanwhile();
    const result = await call();
    if (broken && moment === "after") throw new Error(BROKEN);
    return result;
  };
  return {
    d1: (database: D1Database) => breakingDatabase(database, fail),
    r2: (bucket: R2Bucket) => breakingBucket(bucket, fail),
    /** Any other call: to a queue, to another site. */
    around: <T>(call: () => Promise<T>) => fail(call),
    calls: () => calls,
    /** Whether the call that was broken changes nothing, so that nobody could tell before from after. */
    onlyReads: () => onlyReads,
  };
}

/**
 * Runs what is tried with each of its calls broken in turn, before it is applied, and after unless it only reads, until
 * one run breaks nothing.
 */
export async function eachFault(
  attempt: (faults: ReturnType<typeof breaking>, name: string) => Promise<void>,
): Promise<number> {
  for (let n = 1; ; n++) {
    for (const moment of ["before", "after"] as const) {
      const faults = breaking(n, moment);
      await attempt(faults, `call ${n}, broken ${moment}`);
      if (faults.calls() < n) return n - 1;
      if (faults.onlyReads()) break;
    }
  }
}

/**
 * Runs what is tried with what others do meanwhile coming before each of its calls in turn, until there are no more.
 */
export async function eachInterleaving(
  meanwhile: () => Promise<void>,
  attempt: (faults: ReturnType<typeof breaking>, name: string) => Promise<void>,
): Promise<number> {
  for (let n = 1; ; n++) {
    const faults = breaking(n, "late", meanwhile);
    await attempt(faults, `before call ${n}`);
    if (faults.calls() < n) return n - 1;
  }
}

/** What happens to one call: it hangs for ever, or fails with this error before it is applied, or after. */
type Fault = "hang" | (string & {}) | { after: string };

/** A real database whose first calls fail, each in its own way; the others do not. */
export function failing(database: D1Database, faults: Fault[]) {
  let calls = 0;
  const fail: Fail = async (call) => {
    const fault = faults[calls++];
    if (fault === "hang") return new Promise(() => {});
    if (typeof fault === "string") throw new Error(fault);
    const result = await call();
    if (fault) throw new Error(fault.after);
    return result;
  };
  return { d1: breakingDatabase(database, fail), calls: () => calls };
}

type Fail = <T>(call: () => Promise<T>, reads?: boolean) => Promise<T>;

/** A word of every statement that changes something. It may stand in a text too, which only makes a read count as a write. */
const WRITES = /\b(insert|update|delete|replace|create|drop)\b/i;

function breakingDatabase(database: D1Database, fail: Fail): D1Database {
  const originals = new WeakMap<object, { statement: D1PreparedStatement; reads: boolean }>();
  const wrap = (statement: D1PreparedStatement, reads: boolean): D1PreparedStatement => {
    const wrapped = {
      bind: (...values: unknown[]) => wrap(statement.bind(...values), reads),
      all: () => fail(() => statement.all(), reads),
      run: () => fail(() => statement.run(), reads),
      first: (column: string) => fail(() => statement.first(column), reads),
      raw: () => fail(() => statement.raw(), reads),
    } as unknown as D1PreparedStatement;
    originals.set(wrapped, { statement, reads });
    return wrapped;
  };
  return {
    prepare: (sql: string) => wrap(database.prepare(sql), !WRITES.test(sql)),
    batch: (statements: D1PreparedStatement[]) => {
      const held = statements.map((statement) => originals.get(statement) ?? { statement, reads: false });
      return fail(
        () => database.batch(held.map(({ statement }) => statement)),
        held.every(({ reads }) => reads),
      );
    },
  } as unknown as D1Database;
}

function breakingBucket(bucket: R2Bucket, fail: Fail): R2Bucket {
  return {
    get: (key: string) => fail(() => bucket.get(key), true),
    head: (key: string) => fail(() => bucket.head(key), true),
    list: (options: R2ListOptions) => fail(() => bucket.list(options), true),
    put: (key: string, value: ArrayBuffer, options: R2PutOptions) => fail(() => bucket.put(key, value, options)),
    delete: (keys: string[]) => fail(() => bucket.delete(keys)),
  } as unknown as R2Bucket;
}
