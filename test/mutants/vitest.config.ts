import { defineConfig } from "vitest/config";
import { inNode, inWorkerd } from "../support/projects.ts";
import { ROOMS } from "./rooms.ts";

const room = ROOMS[process.env.MUTANTS_ROOM ?? ""];
if (!room) throw new Error("MUTANTS_ROOM names no room");
const { tests: include } = room;
const setupFiles = ["test/mutants/few-dice.ts"];

/** The tests of the room that `index.ts` names, as Stryker runs them. */
export default defineConfig({
  test: {
    projects: [
      room.runtime === "node" ? inNode("mutants", { include, setupFiles }) : await inWorkerd("mutants", { include }),
    ],
  },
});
