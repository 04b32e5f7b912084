import { existsSync, readdirSync, readFileSync } from "node:fs";

/**
 * Starts something that starts a workerd.
 * @returns what was started, and how to ask for the memory of its workerd (RSS), in MB
 */
export async function withMemory<Started>(start: () => Promise<Started>): Promise<[Started, memory: () => number]> {
  const others = new Set(workerds());
  const started = await start();
  const [workerd] = workerds().filter((pid) => !others.has(pid));
  const memory = () => {
    const path = `/proc/${workerd}/status`;
    if (!existsSync(path)) throw new Error("workerd has ended");
    const status = readFileSync(path, "utf8");
    return Math.round(Number(/VmRSS:\s+(\d+)/.exec(status)?.[1]) / 1024);
  };
  return [started, memory];
}

/** The workerds that this process has started. */
function workerds(): string[] {
  return readdirSync("/proc").filter((pid) => {
    if (!/^\d+$/.test(pid)) return false;
    try {
      const [, name, parent] = /\((.*)\) \S (\d+)/.exec(readFileSync(`/proc/${pid}/stat`, "utf8")) ?? [];
      return name === "workerd" && parent === String(process.pid);
    } catch {
      return false;
    }
  });
}
