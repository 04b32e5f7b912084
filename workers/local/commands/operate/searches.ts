import { findEmptyWords } from "#db/catalogue/statistics/empty-words.ts";
import type { Command } from "./command.ts";
import { table } from "./table.ts";

/** What visitors look for. */
export const searchCommands = {
  "searches:empty": {
    takes: "",
    act: (typed, { catalogue }) => {
      if (typed.length > 0) return false;
      const [words] = catalogue([findEmptyWords()]);
      console.log(table(words ?? []));
      return true;
    },
  },
} satisfies Record<string, Command>;
