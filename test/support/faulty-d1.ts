import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { WorkerOptions } from "miniflare";
import { isRead } from "#db/d1/retrying-database.ts";
import { freePort } from "#workers/local/platform.ts";

/**
 * How the databases behave.
 * - `flaky`: of each thousand calls `perThousand` lose their connection, half of them after they were applied.
 * - `hangs`: each call waits for so long, then fails as a reset object does. Half of them were applied.
 * - `read-only`: writes are refused.
 * - `gone`: each connection is lost.
 */
export type D1State =
  | { is: "well" }
  | { is: "flaky"; perThousand: number }
  | { is: "hangs"; ms: number }
  | { is: "read-only" }
  | { is: "gone" };

const RESET = "D1 DB storage operation exceeded timeout which caused object to be reset.";
const READ_ONLY = "attempt to write a readonly database: SQLITE_READONLY";

/**
 * A server between workers and their databases, through which every call goes. workerd's own D1 binding speaks to it as
 * it would to D1, in the protocol of D1, and gets the real errors: a lost connection is one that is closed.
 * @param chance a number from 0 to 1, for each call
 * @param heard is told each answer of a database, as JSON
 */
export async function startFaultyD1(chance: () => number = Math.random, heard: (answer: string) => void = () => {}) {
  const port = await freePort();
  const d1 = {
    state: { is: "well" } as D1State,
    /** How many calls came, and how many of them went wrong. */
    calls: 0,
    faults: 0,
  };

  const apply = async (request: IncomingMessage, body: Buffer) => {
    const headers = Object.entries(request.headers).filter(([name]) => name.startsWith("mf-"));
    const answer = await fetch(`http://127.0.0.1:${port}`, {
      method: "POST",
      headers: Object.fromEntries(headers) as Record<string, string>,
      body: new Uint8Array(body),
    });
    return { status: answer.status, headers: Object.fromEntries(answer.headers), text: await answer.text() };
  };
  const pass = async (request: IncomingMessage, body: Buffer, response: ServerResponse) => {
    const { status, text, headers } = await apply(request, body);
    heard(text);
    const { "content-type": type = "application/json", "x-cf-d1-session-commit-token": token } = headers;
    response.writeHead(status, { "Content-Type": type, ...(token ? { "x-cf-d1-session-commit-token": token } : {}) });
    response.end(text);
  };
  const fail = (response: ServerResponse, error: string) => {
    response.writeHead(500, { "Content-Type": "application/json" }).end(JSON.stringify({ success: false, error }));
  };
  const lose = (request: IncomingMessage) => {
    d1.faults += 1;
    request.socket.destroy();
  };

  const server = createServer(async (request, response) => {
    const body = await bodyOf(request).catch(() => null);
    if (body === null) return;
    d1.calls += 1;
    const { state } = d1;
    const fate = chance();
    try {
      if (state.is === "gone") lose(request);
      else if (state.is === "flaky" && fate < state.perThousand / 1000) {
        if (fate < state.perThousand / 2000) await apply(request, body);
        lose(request);
      } else if (state.is === "hangs") {
        d1.faults += 1;
        if (fate < 0.5) await apply(request, body);
        setTimeout(() => fail(response, RESET), state.ms).unref();
      } else if (state.is === "read-only" && !statements(body).every(isRead)) {
        d1.faults += 1;
        fail(response, READ_ONLY);
      } else await pass(request, body, response);
    } catch {
      lose(request);
    }
  });
  // Miniflare also tries to open a WebSocket, which D1 does not need.
  server.on("upgrade", (_, socket) => socket.destroy());
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const url = new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);

  return Object.assign(d1, {
    /** The workers with the server between them and their databases, and the worker that has the databases. */
    between: (workers: WorkerOptions[]): WorkerOptions[] => [
      ...workers.map((each) => proxied(each, url)),
      { ...DATABASES, unsafeDirectSockets: [{ host: "127.0.0.1", port }] },
    ],
    stop: () => {
      server.closeAllConnections();
      return new Promise<void>((resolve) => server.close(() => resolve()));
    },
  });
}

export type FaultyD1 = Awaited<ReturnType<typeof startFaultyD1>>;

const IDS = { CATALOGUE: "00000000-0000-0000-0000-000000000001", ACCOUNTS: "00000000-0000-0000-0000-000000000002" };

/** Passes calls on to Miniflare's D1. Under a name with this prefix a binding is the bare service of a database. */
const DATABASES: WorkerOptions = {
  name: "d1",
  modules: true,
  compatibilityDate: "2026-06-01",
  script: `export default {
    fetch(request, env) {
      const headers = new Headers();
      for (const [name, value] of request.headers) {
        if (name.startsWith("mf-header-")) headers.set(name.slice("mf-header-".length), value);
      }
      const database = env["__D1_BETA__" + request.headers.get("mf-binding")];
      return database.fetch(request.headers.get("mf-url"), { method: "POST", headers, body: request.body });
    },
  }`,
  d1Databases: Object.fromEntries(Object.entries(IDS).map(([name, id]) => [`__D1_BETA__${name}`, id])),
};

function proxied(worker: WorkerOptions, url: URL): WorkerOptions {
  const { name } = worker;
  if (name !== "web" && name !== "alerts") return worker;
  const d1Databases = Object.entries(IDS).map(([binding, id]) => [
    binding,
    { id, remoteProxyConnectionString: url as never },
  ]);
  return { ...worker, d1Databases: Object.fromEntries(d1Databases) };
}

/** The SQL of a call: of one statement, or of a batch. */
function statements(body: Buffer): string[] {
  const asked = JSON.parse(body.toString("utf8")) as { sql: string } | { sql: string }[];
  return (Array.isArray(asked) ? asked : [asked]).map(({ sql }) => sql);
}

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}
