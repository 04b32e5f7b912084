import { existsSync, readdirSync, readFileSync } from "node:fs";

/** Starts something that starts a workerd. @returns what was started, and the id of the process */
export async function withWorkerd<Started>(start: () => Promise<Started>): Promise<[Started, pid: string]> {
  const others = new Set(workerds());
  const started = await start();
  const [workerd] = workerds().filter((pid) => !others.has(pid));
  if (!workerd) throw new Error("no workerd");
  return [started, workerd];
}

/** The same. @returns what was started, and how to ask for the memory of its workerd (RSS), in MB */
export async function withMemory<Started>(start: () => Promise<Started>): Promise<[Started, memory: () => number]> {
  const [started, workerd] = await withWorkerd(start);
  return [started, () => memoryOf(workerd)];
}

/** The memory of a workerd (RSS), in MB. @throws when it has ended */
export function memoryOf(pid: string): number {
  const path = `/proc/${pid}/status`;
  if (!existsSync(path)) throw new Error("workerd has ended");
  const status = readFileSync(path, "utf8");
  return Math.round(Number(/VmRSS:\s+(\d+)/.exec(status)?.[1]) / 1024);
}

/** How long the threads of a process ran, and how long they waited for a core, in ms, since it began. */
export function threadTimes(pid: string): Map<string, { ran: number; waited: number }> {
  const threads = readdirSync(`/proc/${pid}/task`).map((thread) => {
    const [ran = 0, waited = 0] = readFileSync(`/proc/${pid}/task/${thread}/schedstat`, "utf8").split(" ").map(Number);
    return [thread, { ran: ran / 1e6, waited: waited / 1e6 }] as const;
  });
  return new Map(threads);
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
