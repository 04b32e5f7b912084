import { DatabaseUnavailable } from "./unavailable.ts";

type Limits = {
  /** How long one call may take, in milliseconds. */
  callMs: number;
  /** How long calls may be waited for in all, in milliseconds. Calls that are made together count once. */
  totalMs: number;
};

/**
 * How long a piece of work, such as the making of a page, waits for its databases. Only the time in which a call is
 * under way counts: a form that takes a minute to arrive loses nothing.
 */
export class Patience {
  /** Whether a call of this work failed because its database did not answer or did not write. */
  failed = false;
  readonly #callMs: number;
  #left: number;
  #underWay = 0;
  #since = 0;

  constructor({ callMs, totalMs }: Limits) {
    this.#callMs = callMs;
    this.#left = totalMs;
  }

  /** How long may still be waited, in milliseconds. */
  left(): number {
    return this.#underWay > 0 ? this.#left - (Date.now() - this.#since) : this.#left;
  }

  /**
   * The answer has begun. What it still asks for, such as the next part of a long file, is limited by the time of a call
   * only.
   */
  answering(): void {
    this.#left = Number.POSITIVE_INFINITY;
  }

  /**
   * The result of a call, waited for as long as the limits allow.
   * @param atMost a shorter time for this call, in milliseconds
   * @throws DatabaseUnavailable when the call takes longer. workerd cannot cancel it: it may still be applied.
   */
  async waitFor<Result>(call: () => Promise<Result>, atMost = Number.POSITIVE_INFINITY): Promise<Result> {
    const ms = Math.min(this.#callMs, this.left(), atMost);
    if (this.#underWay++ === 0) this.#since = Date.now();
    let timer: ReturnType<typeof setTimeout> | undefined;
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(new DatabaseUnavailable(`no answer of the database in ${ms} ms`)), ms);
    });
    try {
      return await Promise.race([call(), late]);
    } finally {
      clearTimeout(timer);
      if (--this.#underWay === 0) this.#left -= Date.now() - this.#since;
    }
  }
}

/** The patience of a page that is only read. */
export function pagePatience(): Patience {
  return new Patience({ callMs: 3_000, totalMs: 3_000 });
}

/** The patience of a form or of an import. An import of 10,000 offers in one request may take a minute. */
export function formPatience(): Patience {
  return new Patience({ callMs: 10_000, totalMs: 60_000 });
}

/** The patience of the cron, the queue and commands. D1 itself ends a statement after 30 s. */
export function longPatience(): Patience {
  return new Patience({ callMs: 30_000, totalMs: Number.POSITIVE_INFINITY });
}
