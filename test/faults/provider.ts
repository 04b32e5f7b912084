import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { Drawer } from "#workers/local/demonstration/random.ts";

/** A mail that the provider has taken. */
export type Accepted = {
  key: string;
  to: string;
  text: string;
  isAlert: boolean;
  /** When the request that it took arrived, on the clock of the run. */
  at: number;
  /** The life of the machine in which it was taken. */
  life: number;
};

type Body = { to: string[]; text: string; headers: Record<string, string> };

/** The faulty answers, and whether the provider takes the mail with each. */
const ANSWERS: Record<string, { takes: boolean; weight: number }> = {
  "429 with Retry-After": { takes: false, weight: 3 },
  "429": { takes: false, weight: 2 },
  "500": { takes: false, weight: 3 },
  "500, taken": { takes: true, weight: 3 },
  "502 of a proxy": { takes: false, weight: 2 },
  "301": { takes: false, weight: 1 },
  "401": { takes: false, weight: 1 },
  "200 that is no JSON": { takes: true, weight: 2 },
  "slow, drip by drip": { takes: true, weight: 2 },
  "reset before it is read": { takes: false, weight: 3 },
  "taken, answer lost": { takes: true, weight: 6 },
  "no answer": { takes: false, weight: 2 },
  "no answer, taken": { takes: true, weight: 2 },
  refused: { takes: false, weight: 1 },
};

/**
 * Starts a mail provider on loopback that speaks Resend's protocol and gives faulty answers of every kind. It takes a
 * mail of one key once, whatever it answers.
 * @param clock of the run, which orders all events
 * @param life the current life of the machine
 */
export async function startProvider(draw: Drawer, clock: () => number, life: () => number) {
  const accepted = new Map<string, Accepted & { bytes: string }>();
  const counts = new Map<string, number>();
  const state = {
    /** The percentage of faulty answers. */
    faults: 0,
    /** The mails that were refused for good, by key. */
    refused: new Map<string, string>(),
    /** Keys that came again with other bytes, the address aside. */
    changed: [] as string[],
    /** How many mails came again with another address after they were taken. */
    readdressed: 0,
    /**
     * Called on a connection, when a mail has arrived, and when it is taken but not answered yet: kills wait for these.
     */
    onConnection: null as (() => void) | null,
    onArrival: null as (() => void) | null,
    onTaken: null as (() => void) | null,
  };
  const weighted = Object.entries(ANSWERS).flatMap(([name, { weight }]) => Array<string>(weight).fill(name));

  /** @returns whether the mail is taken, now or before; false when it was taken for another address */
  const take = (key: string, raw: string, at: number): boolean => {
    const body = JSON.parse(raw) as Body;
    const to = body.to[0] ?? "";
    const bytes = JSON.stringify({ ...body, to: null });
    const known = accepted.get(key);
    if (known && known.bytes !== bytes) state.changed.push(key);
    if (!known) {
      accepted.set(key, { key, to, text: body.text, isAlert: "List-Id" in body.headers, at, life: life(), bytes });
    }
    state.onTaken?.();
    return known === undefined || known.to === to;
  };

  const server = createServer(async (request, response) => {
    const raw = await textOf(request).catch(() => null);
    if (raw === null) return;
    const key = String(request.headers["idempotency-key"] ?? "");
    const at = clock();
    state.onArrival?.();
    const answer = draw.below(100) < state.faults ? draw.pick(weighted) : "200";
    counts.set(answer, (counts.get(answer) ?? 0) + 1);
    const mayTake = answer === "200" || ANSWERS[answer]?.takes === true;
    if (mayTake && !take(key, raw, at) && answer === "200") {
      state.readdressed += 1;
      return send(response, 409, '{"name":"invalid_idempotent_request"}');
    }
    if (answer === "refused") {
      // A provider does not refuse a mail that it has taken: it repeats its answer.
      if (accepted.has(key)) return send(response, 200, '{"id":"1"}');
      state.refused.set(key, raw);
    }
    reply(answer, request, response);
  });
  server.on("connection", () => state.onConnection?.());
  server.keepAliveTimeout = 1;
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    state,
    accepted,
    counts,
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    stop: () => {
      server.closeAllConnections();
      return new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}

function reply(answer: string, request: IncomingMessage, response: ServerResponse): void {
  switch (answer) {
    case "429 with Retry-After":
      send(response, 429, "{}", { "Retry-After": "2" });
      return;
    case "429":
      send(response, 429, "{}");
      return;
    case "500":
    case "500, taken":
      send(response, 500, "{}");
      return;
    case "502 of a proxy":
      send(response, 502, "<html><h1>Bad gateway</h1></html>");
      return;
    case "301":
      send(response, 301, "", { Location: "/elsewhere" });
      return;
    case "401":
      send(response, 401, "{}");
      return;
    case "refused":
      send(response, 422, '{"name":"validation_error"}');
      return;
    case "200 that is no JSON":
      send(response, 200, "<html>OK</html>");
      return;
    case "slow, drip by drip":
      drip(response);
      return;
    case "reset before it is read":
    case "taken, answer lost":
      request.socket.resetAndDestroy();
      return;
    case "no answer":
    case "no answer, taken":
      return;
    default:
      send(response, 200, '{"id":"1"}');
  }
}

function send(response: ServerResponse, status: number, body: string, headers: Record<string, string> = {}): void {
  response.writeHead(status, { "Content-Type": "application/json", ...headers }).end(body);
}

function drip(response: ServerResponse): void {
  response.writeHead(200, { "Content-Type": "application/json" });
  let left = 5;
  const timer = setInterval(() => {
    response.write(" ");
    if (--left === 0) {
      clearInterval(timer);
      response.end('{"id":"1"}');
    }
  }, 30);
}

async function textOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString("utf8");
}
