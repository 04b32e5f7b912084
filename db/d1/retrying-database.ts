import type { CircuitBreaker } from "./circuit-breaker.ts";
import { noteIncident } from "./incidents.ts";
import type { Patience } from "./patience.ts";
import { DatabaseUnavailable, isTransient, isUnavailable } from "./unavailable.ts";

/** How often one call is made, at most. */
const TRIES = 3;
/** The longest pause before the second try, in milliseconds. It is four times that before the third. */
const PAUSE_MS = 100;

type Attempt = <Result>(call: () => Promise<Result>, statements: readonly string[]) => Promise<Result>;

/**
 * A D1 database whose failed reads are tried again, and whose calls have a deadline. It has the `prepare` and `batch`
 * that we use, and nothing else of D1Database.
 *
 * A write whose answer is lost may have been applied, so it is never tried again, except through `idempotent` (open-database.ts).
 */
export class RetryingDatabase implements Pick<D1Database, "prepare" | "batch"> {
  readonly #d1: D1Database | D1DatabaseSession;
  readonly #circuit: CircuitBreaker;
  readonly #patience: Patience;
  readonly #repeatsWrites: boolean;

  constructor(
    d1: D1Database | D1DatabaseSession,
    circuit: CircuitBreaker,
    patience: Patience,
    { repeatsWrites = false } = {},
  ) {
    this.#d1 = d1;
    this.#circuit = circuit;
    this.#patience = patience;
    this.#repeatsWrites = repeatsWrites;
  }

  prepare(sql: string): D1PreparedStatement {
    return new RetryingStatement(sql, this.#d1.prepare(sql), this.#attempt) as unknown as D1PreparedStatement;
  }

  batch<Row>(statements: D1PreparedStatement[]): Promise<D1Result<Row>[]> {
    const ours = statements as unknown as RetryingStatement[];
    return this.#attempt(
      () => this.#d1.batch<Row>(ours.map(({ statement }) => statement)),
      ours.map(({ sql }) => sql),
    );
  }

  /** The same database, with writes that may be repeated. */
  repeatingWrites(): RetryingDatabase {
    return new RetryingDatabase(this.#d1, this.#circuit, this.#patience, { repeatsWrites: true });
  }

  readonly #attempt: Attempt = async (call, statements) => {
    for (let tries = 1; ; tries++) {
      if (this.#patience.left() <= 0) throw this.#refused("no time is left for the database");
      const atMost = this.#circuit.allows();
      if (atMost === 0) throw this.#refused("the circuit of the database is open");
      try {
        const result = await this.#patience.waitFor(call, atMost);
        this.#circuit.answered();
        return result;
      } catch (error) {
        const transient = isTransient(error);
        if (transient) this.#circuit.failed();
        else this.#circuit.answered();
        if (error instanceof DatabaseUnavailable) noteIncident("stalls", this.#circuit.database);
        const pause = randomShare() * PAUSE_MS * 4 ** (tries - 1);
        const again =
          transient &&
          // A call that was waited for in vain is not made again: the others that it holds up wait long enough.
          !(error instanceof DatabaseUnavailable) &&
          tries < TRIES &&
          !this.#circuit.isOpen() &&
          this.#patience.left() > pause &&
          (this.#repeatsWrites || statements.every(isRead));
        if (!again) {
          if (isUnavailable(error)) this.#patience.failed = true;
          throw error;
        }
        noteIncident("retries", this.#circuit.database);
        await new Promise((resolve) => setTimeout(resolve, pause));
      }
    }
  };

  #refused(why: string): DatabaseUnavailable {
    this.#patience.failed = true;
    return new DatabaseUnavailable(why);
  }
}

/** A statement of ours: of D1's it has what drizzle and our batches use. */
class RetryingStatement {
  readonly sql: string;
  readonly statement: D1PreparedStatement;
  readonly #attempt: Attempt;

  constructor(sql: string, statement: D1PreparedStatement, attempt: Attempt) {
    this.sql = sql;
    this.statement = statement;
    this.#attempt = attempt;
  }

  bind(...values: unknown[]): RetryingStatement {
    return new RetryingStatement(this.sql, this.statement.bind(...values), this.#attempt);
  }

  all() {
    return this.#attempt(() => this.statement.all(), [this.sql]);
  }

  run() {
    return this.#attempt(() => this.statement.run(), [this.sql]);
  }

  raw() {
    return this.#attempt(() => this.statement.raw(), [this.sql]);
  }
}

/** Whether a statement certainly writes nothing. One that only names a word of writing is taken for a write. */
export function isRead(sql: string): boolean {
  return /^\s*(?:SELECT|WITH)\b/i.test(sql) && !/\b(?:INSERT|UPDATE|DELETE|REPLACE\s+INTO)\b/i.test(sql);
}

/** A number from 0 to 1, so that calls that failed together are not made again together. */
function randomShare(): number {
  return (crypto.getRandomValues(new Uint32Array(1))[0] ?? 0) / 2 ** 32;
}
