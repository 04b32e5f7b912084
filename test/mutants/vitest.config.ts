import { matchesGlob, relative } from "node:path";
import { defineConfig } from "vitest/config";
import { BaseSequencer, type TestSpecification } from "vitest/node";
import { inNode, inWorkerd } from "../support/runner/projects.ts";
import { ROOMS } from "./rooms.ts";

const room = ROOMS[process.env.MUTANTS_ROOM ?? ""];
if (!room) throw new Error("MUTANTS_ROOM names no room");
const { tests: include } = room;
const setupFiles = ["test/mutants/few-dice.ts", ...(room.setupFiles ?? [])];
/** In milliseconds. A mutant that never ends is stopped by Stryker, which has measured how long its tests take. */
const limit = 600_000;

/** Runs files in the order in which the room names them. */
class AsNamed extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const place = ({ moduleId }: TestSpecification) =>
      include.findIndex((glob) => matchesGlob(relative("", moduleId), glob));
    return files.toSorted((a, b) => place(a) - place(b));
  }
}

/** The tests of the room that `index.ts` names, as Stryker runs them. */
export default defineConfig({
  test: {
    sequence: { sequencer: AsNamed },
    projects: [
      room.runtime === "node"
        ? inNode("mutants", { limit, include, setupFiles })
        : await inWorkerd("mutants", { limit, include }),
    ],
  },
});
