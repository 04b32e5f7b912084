import type { Posting } from "#app/domain/offers/posting.ts";

/**
 * What could be better in a posting, told to whoever publishes it. The codes are a public contract (docs/imports.md):
 * programs that send offers read them, so a code never changes its meaning.
 */
export type Advice = {
  code: string;
  /** The field of the posting that it is about. */
  field: keyof Posting;
  /** `blocking` is what is illegal or impossible: the form of the site does not publish it. Imports are told. */
  severity: "blocking" | "advice";
  /** French: what is wrong, and what to write instead. */
  sentence: string;
  /** An offer that it is about, for `already-open`. */
  offer?: { reference: string; title: string };
};

/** What the advice depends on, beside the posting. */
export type AdviceContext = {
  /** The current day in Europe/Paris, `YYYY-MM-DD`. */
  today: string;
};

/** An advice that stops nobody. */
export function advice(code: string, field: Advice["field"], sentence: string): Advice {
  return { code, field, severity: "advice", sentence };
}

/** An advice about what is illegal or impossible. */
export function blocking(code: string, field: Advice["field"], sentence: string): Advice {
  return { code, field, severity: "blocking", sentence };
}
