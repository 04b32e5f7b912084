/** What is mutated together, and the tests that must see it. */
export type Room = {
  /** Where its tests run. */
  runtime: "node" | "workerd";
  /** Files, as globs; one that begins with « ! » is left out. */
  mutate: string[];
  /** Files, as globs, in the order in which they run: a mutant that a quick test has seen is spared the slow ones. */
  tests: string[];
  /** What runs before its tests, besides `few-dice.ts`. */
  setupFiles?: string[];
};

/**
 * The rooms where a fault costs most: what is found, what is mailed, who is let in, what is published. The lists of
 * words are left out: a mutant of a list is another list.
 *
 * `compiled-version.test.ts` is in no room: its fingerprint tells that something changed, not what is wrong, and would
 * kill every mutant of the first two rooms.
 */
export const ROOMS: Record<string, Room> = {
  text: {
    runtime: "node",
    mutate: ["app/domain/text/*.ts"],
    tests: [
      "test/domain/text/*.test.ts",
      "test/domain/search/**/{keywords,suggestions,exclusions,place-words,match-first,match-criteria,wordings}.test.ts",
      "test/domain/offers/rich-text.test.ts",
      "test/domain/search/match.test.ts",
    ],
    setupFiles: ["test/mutants/tables.ts"],
  },
  search: {
    runtime: "node",
    mutate: ["app/domain/search/**/*.ts"],
    tests: [
      "test/domain/search/**/{keywords,exclusions,highlight,match-first,match-criteria,place-words,suggestions}.test.ts",
      "test/domain/text/spelling.test.ts",
      "test/domain/search/**/!(compiled-version|relevance).test.ts",
    ],
    setupFiles: ["test/mutants/tables.ts"],
  },
  postings: {
    runtime: "node",
    mutate: ["app/domain/offers/{posting*,contacts}.ts"],
    tests: ["test/domain/offers/{posting*,contacts,rich-text}.test.ts"],
  },
  mails: {
    runtime: "node",
    mutate: ["app/domain/mails/*.ts"],
    tests: ["test/domain/mails/*.test.ts"],
  },
  sending: {
    runtime: "workerd",
    mutate: ["app/services/mails/{send-mails,try-sending}.ts", "db/accounts/mails/{sending,mail-checks}.ts"],
    tests: [
      "test/services/mails/{send-mails,send-mails-pauses,recheck-mails}.test.ts",
      "test/services/alerts/recheck-*.test.ts",
      "test/services/mails/send-mails-{lost,faults}.test.ts",
    ],
  },
  sessions: {
    runtime: "workerd",
    mutate: ["app/http/sessions/{session,session-cookie}.ts", "db/accounts/account/sessions.ts"],
    tests: ["test/workers/{sessions,candidate-sessions}.test.ts"],
  },
};
