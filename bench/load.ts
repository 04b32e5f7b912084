import { Agent, get } from "node:http";

/** What a load was answered: how many a second, and how long each took (ms, ascending). */
export type Load = { perSecond: number; times: number[] };

export type Target = {
  origin: string;
  /** Asked for one after another, over and over. */
  paths: readonly string[];
  headers: Record<string, string>;
};

/**
 * Keeps so many requests under way, over as many kept connections, for so many milliseconds.
 * @throws when an answer is not a 200
 */
export async function load({ origin, paths, headers }: Target, atOnce: number, milliseconds: number): Promise<Load> {
  const agent = new Agent({ keepAlive: true, maxSockets: atOnce });
  const times: number[] = [];
  let asked = 0;
  const start = performance.now();
  const askOn = async () => {
    while (performance.now() - start < milliseconds) {
      const path = paths[asked++ % paths.length] ?? "";
      const sent = performance.now();
      await ask(`${origin}${path}`, agent, headers);
      times.push(performance.now() - sent);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, askOn));
  const seconds = (performance.now() - start) / 1000;
  agent.destroy();
  return { perSecond: times.length / seconds, times: times.sort((a, b) => a - b) };
}

function ask(address: string, agent: Agent, headers: Record<string, string>): Promise<void> {
  return new Promise((resolve, reject) => {
    get(address, { agent, headers }, (response) => {
      if (response.statusCode !== 200) reject(new Error(`${response.statusCode} from ${address}`));
      response.on("end", resolve).on("error", reject).resume();
    }).on("error", reject);
  });
}
