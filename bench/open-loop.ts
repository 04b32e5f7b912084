import { Agent, get } from "node:http";

/** A request, and when it leaves: milliseconds after the beginning. */
export type Scheduled = { at: number; path: string; headers: Record<string, string> };

export type Answer = {
  /** From the scheduled time to the last byte, or to the error, in milliseconds. */
  ms: number;
  /** How long after its scheduled time the request left, in milliseconds. More than a few say that the client is busy. */
  lateMs: number;
  error: "5xx" | "reset" | "time-out" | null;
};

/** People leave when nothing has come by then. */
const TIMEOUT_MS = 10_000;

/**
 * Sends each request at its scheduled time, whatever became of those before it. Latency counts from the scheduled time:
 * a server that stalls delays no request, and a client that is late does not hide it (no coordinated omission).
 * @param requests by ascending times
 * @returns the answers, in the order of the requests
 * @throws when an answer is neither a 200 nor an error of the server: the bench asked for something that is not there
 */
export async function openLoop(origin: string, requests: Scheduled[]): Promise<Answer[]> {
  const agent = new Agent({ keepAlive: true, maxFreeSockets: 1_000 });
  const start = performance.now();
  const answers: Promise<Answer>[] = [];
  const unexpected: string[] = [];
  const send = async ({ at, path, headers }: Scheduled): Promise<Answer> => {
    const due = start + at;
    const lateMs = performance.now() - due;
    const outcome = await ask(`${origin}${path}`, headers, agent, due + TIMEOUT_MS);
    const ms = performance.now() - due;
    if (typeof outcome === "string") return { ms, lateMs, error: outcome };
    if (outcome !== 200 && outcome < 500) unexpected.push(`${outcome} from ${path}`);
    return { ms, lateMs, error: outcome < 500 ? null : "5xx" };
  };
  await new Promise<void>((allSent) => {
    const sendDue = () => {
      for (let next = requests[answers.length]; next; next = requests[answers.length]) {
        const wait = start + next.at - performance.now();
        if (wait > 0) {
          setTimeout(sendDue, wait);
          return;
        }
        answers.push(send(next));
      }
      allSent();
    };
    sendDue();
  });
  const answered = await Promise.all(answers);
  agent.destroy();
  if (unexpected.length > 0) throw new Error(`${unexpected.length} unexpected answers: ${unexpected[0]}`);
  return answered;
}

type Outcome = number | "reset" | "time-out";

/** @returns the status of an answer that came whole, or why none did */
function ask(address: string, headers: Scheduled["headers"], agent: Agent, until: number): Promise<Outcome> {
  return new Promise((resolve) => {
    let [timedOut, begun] = [false, false];
    const request = get(address, { agent, headers }, (response) => {
      begun = true;
      response
        .on("end", () => end(response.statusCode ?? 0))
        .on("error", fail)
        .resume();
    });
    const timer = setTimeout(() => {
      timedOut = true;
      request.destroy();
    }, until - performance.now());
    const end = (outcome: Outcome) => {
      clearTimeout(timer);
      resolve(outcome);
    };
    const fail = () => {
      if (timedOut) end("time-out");
      // The site has closed a kept connection that was idle, and has not read the request. Browsers send it again.
      else if (request.reusedSocket && !begun) ask(address, headers, agent, until).then(end);
      else end("reset");
    };
    request.on("error", fail);
  });
}
