import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const file = (data: string) => join(data, "running");

/** The process that uses a folder of state, or null: a program that was killed leaves its number behind. */
export function runningProcess(data: string): number | null {
  if (!existsSync(file(data))) return null;
  const pid = Number(readFileSync(file(data), "utf8"));
  try {
    process.kill(pid, 0);
    const command = `/proc/${pid}/cmdline`;
    // The number may have gone to another program since.
    return existsSync(command) && !readFileSync(command, "utf8").includes("start.ts") ? null : pid;
  } catch {
    return null;
  }
}

/** Says that this process uses a folder of state, until it ends. */
export function markRunning(data: string): void {
  mkdirSync(data, { recursive: true });
  writeFileSync(file(data), String(process.pid));
  process.once("exit", () => rmSync(file(data), { force: true }));
}
