type Profile = {
  nodes: { id: number; callFrame: { functionName: string } }[];
  samples: number[];
  timeDeltas: number[];
};

/** V8's names of the time in which no JavaScript runs: waiting for databases is such time, and is not billed. */
const NOT_OURS = ["(idle)", "(program)"];
/** Microseconds between two looks at what runs. */
const SAMPLING = 500;

/**
 * Speaks to the isolate of a worker in workerd, as a debugger does.
 * @param worker its name
 */
export async function openInspector(port: number, worker: string) {
  const socket = new WebSocket(`ws://127.0.0.1:${port}/core:user:${worker}`);
  await new Promise((resolve, reject) => {
    socket.addEventListener("open", resolve);
    socket.addEventListener("error", () => reject(new Error(`no inspector of ${worker}`)));
  });
  const waiting = new Map<number, (result: unknown) => void>();
  let last = 0;
  socket.addEventListener("message", ({ data }) => {
    const { id, result } = JSON.parse(String(data)) as { id?: number; result?: unknown };
    if (id !== undefined) waiting.get(id)?.(result);
  });
  const ask = <Result>(method: string, params = {}): Promise<Result> => {
    const id = ++last;
    socket.send(JSON.stringify({ id, method, params }));
    return new Promise((resolve) => {
      waiting.set(id, (result) => {
        waiting.delete(id);
        resolve(result as Result);
      });
    });
  };
  await ask("Profiler.enable");
  await ask("Profiler.setSamplingInterval", { interval: SAMPLING });
  return {
    startProfile: () => ask<unknown>("Profiler.start"),
    /** The milliseconds in which JavaScript or WebAssembly ran since `startProfile`, or waited for a core meanwhile. */
    stopProfile: async (): Promise<number> => cpuOf((await ask<{ profile: Profile }>("Profiler.stop")).profile),
    close: () => socket.close(),
  };
}

function cpuOf({ nodes, samples, timeDeltas }: Profile): number {
  const idle = new Set(nodes.filter(({ callFrame }) => NOT_OURS.includes(callFrame.functionName)).map(({ id }) => id));
  const micros = samples.reduce((sum, id, at) => (idle.has(id) ? sum : sum + (timeDeltas[at] ?? 0)), 0);
  return micros / 1_000;
}
