import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

/**
 * A mail provider on loopback that answers as Resend does and keeps nothing but keys: the inboxes of `mailbox` would be
 * measured with what is measured.
 */
export async function startMailServer() {
  const keys = new Set<string>();
  let taken = 0;
  const server = createServer((request, response) => {
    let length = 0;
    request.on("data", (chunk: Buffer) => {
      length += chunk.length;
    });
    request.on("end", () => {
      const key = String(request.headers["idempotency-key"]);
      const isMail = request.method === "POST" && request.url === "/emails" && length > 0;
      taken += 1;
      if (isMail) keys.add(key);
      response.writeHead(isMail ? 200 : 404, { "Content-Type": "application/json" }).end(JSON.stringify({ id: key }));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    /** How many mails came, and how many of them under a key of their own. */
    counts: () => ({ taken, distinct: keys.size }),
    stop: () => new Promise((resolve) => server.close(resolve)),
  };
}
