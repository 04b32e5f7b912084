import { Agent, request } from "node:http";

/** A request, and when it leaves: milliseconds after the beginning. */
export type Scheduled = {
  at: number;
  path: string;
  headers: Record<string, string>;
  /** The fields that it posts; without any it is a GET. */
  form?: Record<string, string>;
};

/** `later` is a 503 that says when to come back; `5xx` any other; `refused` what is no answer to an honest visit. */
export const FAILURES = ["5xx", "later", "reset", "time-out", "refused"] as const;
type Failure = (typeof FAILURES)[number];

export type Answer = {
  /** From the scheduled time to the last byte, or to the failure, in milliseconds. */
  ms: number;
  /** How long after its scheduled time the request left, in milliseconds. More than a few say that the client is busy. */
  lateMs: number;
  failure: Failure | null;
};

/** People leave when nothing has come by then. */
const TIMEOUT_MS = 10_000;
/** How many of the refused requests are printed. */
const SHOWN = 5;

/**
 * Sends each request at its scheduled time, whatever became of those before it. Latency counts from the scheduled time:
 * a server that stalls delays no request, and a client that is late does not hide it (no coordinated omission).
 * @param requests by ascending times
 * @returns the answers, in the order of the requests
 */
export async function openLoop(origin: string, requests: Scheduled[]): Promise<Answer[]> {
  const agent = new Agent({ keepAlive: true, maxFreeSockets: 1_000 });
  const start = performance.now();
  const answers: Promise<Answer>[] = [];
  let refused = 0;
  const send = async (scheduled: Scheduled): Promise<Answer> => {
    const due = start + scheduled.at;
    const lateMs = performance.now() - due;
    const outcome = await ask(origin, scheduled, agent, due + TIMEOUT_MS);
    const ms = performance.now() - due;
    if (typeof outcome === "string") return { ms, lateMs, failure: outcome };
    const failure = failureOf(outcome, scheduled);
    if (failure === "refused" && ++refused <= SHOWN) console.error(`${outcome.status} from ${scheduled.path}`);
    return { ms, lateMs, failure };
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
  return answered;
}

type Whole = { status: number; saysWhen: boolean };

function failureOf({ status, saysWhen }: Whole, { form }: Scheduled): Failure | null {
  if (status >= 500) return status === 503 && saysWhen ? "later" : "5xx";
  return status === 200 || (form && status === 303) ? null : "refused";
}

/** @returns what an answer that came whole says, or why none did */
function ask(origin: string, scheduled: Scheduled, agent: Agent, until: number): Promise<Whole | "reset" | "time-out"> {
  const { path, form } = scheduled;
  const posted = { Origin: origin, "Content-Type": "application/x-www-form-urlencoded" };
  const headers = { ...scheduled.headers, ...(form ? posted : {}) };
  return new Promise((resolve) => {
    let [timedOut, begun] = [false, false];
    const sent = request(`${origin}${path}`, { agent, headers, method: form ? "POST" : "GET" }, (response) => {
      begun = true;
      const whole = { status: response.statusCode ?? 0, saysWhen: response.headers["retry-after"] !== undefined };
      response
        .on("end", () => end(whole))
        .on("error", fail)
        .resume();
    });
    const timer = setTimeout(() => {
      timedOut = true;
      sent.destroy();
    }, until - performance.now());
    const end = (outcome: Whole | "reset" | "time-out") => {
      clearTimeout(timer);
      resolve(outcome);
    };
    const fail = () => {
      if (timedOut) end("time-out");
      // The site has closed a kept connection that was idle, and has not read the request. Browsers send it again.
      else if (sent.reusedSocket && !begun) ask(origin, scheduled, agent, until).then(end);
      else end("reset");
    };
    sent.on("error", fail).end(form && String(new URLSearchParams(form)));
  });
}
