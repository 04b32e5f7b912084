import { noteIncident } from "./incidents.ts";

/** After so many failures in a row, the database is not asked any more. */
const FAILURES = 5;
/** Then one call in this time is let through, until one succeeds. */
const PROBE_EVERY_MS = 5_000;
/** How long a probe is waited for: the cron, whose calls come one after the other, would otherwise wait long for each. */
const PROBE_MS = 3_000;

/**
 * Whether a database is worth asking. A database that stalls would keep every request waiting until its deadline, so
 * after repeated failures most calls are refused at once. Its state is that of one isolate.
 *
 * Its clock is the real one, not the time of a request: it measures how long to wait.
 */
export class CircuitBreaker {
  readonly database: string;
  readonly #probeEveryMs: number;
  #failures = 0;
  #nextProbe = 0;

  /** @param database its name in the logs @param probeEveryMs how often a call is let through while it is open */
  constructor(database: string, probeEveryMs = PROBE_EVERY_MS) {
    this.database = database;
    this.#probeEveryMs = probeEveryMs;
  }

  /** Whether calls are refused now, but for probes. */
  isOpen(): boolean {
    return this.#failures >= FAILURES;
  }

  /** How long a call that is made now may take, in milliseconds. While the circuit is open it is a probe, or refused: 0. */
  allows(): number {
    if (!this.isOpen()) return Number.POSITIVE_INFINITY;
    if (Date.now() < this.#nextProbe) return 0;
    // A probe whose request ends early tells nothing: the next one does not wait for it.
    this.#nextProbe = Date.now() + this.#probeEveryMs;
    return PROBE_MS;
  }

  /** The database answered, be it with an error in the statement. */
  answered(): void {
    if (this.isOpen()) this.#log("d1-circuit-closed");
    this.#failures = 0;
  }

  /** The database did not answer, or said that it cannot. */
  failed(): void {
    this.#failures += 1;
    if (!this.isOpen()) return;
    this.#nextProbe = Date.now() + this.#probeEveryMs;
    if (this.#failures !== FAILURES) return;
    this.#log("d1-circuit-opened");
    noteIncident("circuit-openings", this.database);
  }

  #log(event: string): void {
    console.error(JSON.stringify({ event, database: this.database }));
  }
}
