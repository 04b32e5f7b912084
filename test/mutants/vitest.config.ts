import { defineConfig } from "vitest/config";
import { inNode, inWorkerd } from "../support/runner/projects.ts";
import { ROOMS } from "./rooms.ts";

const room = ROOMS[process.env.MUTANTS_ROOM ?? ""];
if (!room) throw new Error("MUTANTS_ROOM names no room");
const { tests: include } = room;
const setupFiles = ["test/mutants/few-dice.ts"];
/** In milliseconds. A mutant that never ends is stopped by Stryker, which has measured how long its tests take. */
const limit = 600_000;

/** The tests of the room that `index.ts` names, as Stryker runs them. */
export default defineConfig({
  test: {
    projects: [
      room.runtime === "node"
        ? inNode("mutants", { limit, include, setupFiles })
        : await inWorkerd("mutants", { limit, include }),
    ],
  },
});
