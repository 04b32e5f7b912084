import type { Databases } from "./databases.ts";

/** A command of `npm run operate`. */
export type Command = {
  /** What is typed after its name, as the usage shows it; empty when nothing is. */
  takes: string;
  /**
   * Does what is asked, and prints the outcome.
   * @param typed what was typed after the name, without `--remote` and `--env`
   * @returns false when it is not understood: the usage is printed then
   */
  act: (typed: string[], databases: Databases, now: Date) => boolean | Promise<boolean>;
};
