import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const file = (data: string) => join(data, "running");

/** The id of the process that uses a folder of state, or null. A program that was killed leaves its id behind. */
export function runningProcess(data: string): number | null {
  if (!existsSync(file(data))) return null;
  const pid = Number(readFileSync(file(data), "utf8"));
  try {
    process.kill(pid, 0);
    const command = `/proc/${pid}/cmdline`;
    // Another program may have the same process id by now.
    return existsSync(command) && !readFileSync(command, "utf8").includes("start.ts") ? null : pid;
  } catch {
    return null;
  }
}

/** Marks a folder of state as used by this process, until the process ends. */
export function markRunning(data: string): void {
  mkdirSync(data, { recursive: true });
  writeFileSync(file(data), String(process.pid));
  process.once("exit", () => rmSync(file(data), { force: true }));
}
