import { connect, type Socket } from "node:net";

/** An answer as it came over the connection. */
export type Answer = { status: number; headers: Map<string, string>; body: string };
/** The connection ended without an answer, or no answer came in time. */
export type Silence = "reset" | "closed" | "timeout";

const TIMEOUT_MS = 30_000;

/**
 * A client of HTTP/1.1 that sends what it is given, byte for byte, and keeps its connection as long as the server does.
 * Clients of the platform would refuse most of what a fuzzer sends.
 */
export function openWire({ hostname, port }: URL) {
  let kept: Socket | null = null;

  /**
   * Sends a request.
   * @param head whether its answer has no body
   * @param last whether nothing more is sent: then a body that is shorter than announced ends
   * @returns the answer, and whether the connection had served another request before */
  async function send(
    bytes: Buffer,
    { head, last }: { head: boolean; last: boolean },
  ): Promise<{ heard: Answer | Silence; reused: boolean }> {
    const open = kept?.destroyed || kept?.readableEnded ? null : kept;
    const reused = open !== null;
    const socket = open ?? (await dial(hostname, Number(port)));
    kept = null;
    const heard = await exchange(socket, bytes, { head, last });
    if (typeof heard === "string" || heard.headers.get("connection")?.toLowerCase() === "close" || socket.readableEnded)
      socket.destroy();
    else kept = socket;
    return { heard, reused };
  }

  return {
    send,
    /** Gives up the connection, for a request that would leave it in an unknown state. */
    close: () => {
      kept?.destroy();
      kept = null;
    },
  };
}

function dial(hostname: string, port: number): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connect({ host: hostname, port, noDelay: true });
    socket.once("connect", () => {
      socket.removeListener("error", reject);
      socket.on("error", () => {});
      resolve(socket);
    });
    socket.once("error", reject);
  });
}

function exchange(
  socket: Socket,
  bytes: Buffer,
  { head, last }: { head: boolean; last: boolean },
): Promise<Answer | Silence> {
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    const end = (heard: Answer | Silence) => {
      clearTimeout(timer);
      socket.off("data", onData).off("end", onEnd).off("error", onError).off("close", onClose);
      resolve(heard);
    };
    const soFar = (ended: boolean) => readAnswer(Buffer.concat(chunks), head, ended);
    const onData = (chunk: Buffer) => {
      chunks.push(chunk);
      const answer = soFar(false);
      if (answer) end(answer);
    };
    const onEnd = () => end(soFar(true) ?? "closed");
    const onError = (error: NodeJS.ErrnoException) =>
      end(soFar(true) ?? (error.code === "ECONNRESET" || error.code === "EPIPE" ? "reset" : "closed"));
    const onClose = () => end(soFar(true) ?? "closed");
    const timer = setTimeout(() => end("timeout"), TIMEOUT_MS);
    socket.on("data", onData).on("end", onEnd).on("error", onError).on("close", onClose);
    if (last) socket.end(bytes);
    else socket.write(bytes);
  });
}

/** The answer in what has come so far; null while it is not whole. @param ended whether no more will come */
function readAnswer(bytes: Buffer, head: boolean, ended: boolean): Answer | null {
  const start = bytes.indexOf("\r\n\r\n");
  if (start === -1) return null;
  const [statusLine = "", ...lines] = bytes.toString("latin1", 0, start).split("\r\n");
  const status = Number(statusLine.split(" ")[1]);
  const rest = bytes.subarray(start + 4);
  if (status >= 100 && status < 200) return readAnswer(rest, head, ended);
  const headers = new Map<string, string>();
  for (const line of lines) {
    const colon = line.indexOf(":");
    headers.set(line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim());
  }
  const body = head || status === 204 || status === 304 ? "" : bodyOf(rest, headers, ended);
  return body === null ? null : { status, headers, body };
}

function bodyOf(rest: Buffer, headers: Map<string, string>, ended: boolean): string | null {
  if (headers.get("transfer-encoding")?.toLowerCase() === "chunked") return chunkedBody(rest);
  const length = headers.get("content-length");
  if (length === undefined) return ended ? rest.toString() : null;
  return rest.length >= Number(length) ? rest.toString("utf8", 0, Number(length)) : null;
}

function chunkedBody(rest: Buffer): string | null {
  const parts: Buffer[] = [];
  for (let at = 0; ; ) {
    const line = rest.indexOf("\r\n", at);
    if (line === -1) return null;
    const size = Number.parseInt(rest.toString("latin1", at, line), 16);
    if (rest.length < line + size + 4) return null;
    if (size === 0) return Buffer.concat(parts).toString();
    parts.push(rest.subarray(line + 2, line + 2 + size));
    at = line + size + 4;
  }
}
