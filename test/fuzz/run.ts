import type { RouteConfigEntry } from "@remix-run/route-config";
import routes from "#app/routes.ts";
import { startSite } from "#test/support/site.ts";
import { type Drawn, drawRequest } from "./grammar.ts";
import { judge } from "./judge.ts";
import { openWire } from "./wire.ts";
import { furnish, SIGNING_KEY, standsFor, type World } from "./world.ts";

/** Requests that are under way at once, each on a connection of its own. */
const AT_ONCE = 8;
/** After so many requests, what they have deleted or closed is made anew. */
const REFURNISHED = 2_000;

type Failure = { number: number; what: string; curl: string };
export type FuzzReport = {
  failures: Failure[];
  statuses: Record<string, number>;
  /**
   * Connections that the server had closed when the next request came over them; it was sent again over another. workerd
   * closes a connection, and does not say so, when it has answered a request whose body was not read to its end. Bare
   * workerd does it when the body did not come with the headers, and always behind the entry worker of Miniflare. On
   * Cloudflare's network, the connections of visitors do not end at workerd.
   */
  closedMeanwhile: number;
  /** Milliseconds. */
  p50: number;
  p99: number;
  longest: { ms: number; number: number };
  seconds: number;
};

/**
 * Sends requests of a seed to the built site in a workerd of its own.
 * @param only the number of the one request to send, instead of all of them
 */
export async function runFuzz(
  { requests, seed, only }: { requests: number; seed: number; only?: number | undefined },
  say: (line: string) => void = () => {},
): Promise<FuzzReport> {
  const site = await startSite({ SIGNING_KEY, TEST_CLOCK: "off", EDGE_CACHE: "on" }, () => {});
  try {
    let world = await furnish(site);
    const templates = [...pathsOf(routes as RouteConfigEntry[]), ...(await documentedPaths(site.site))];
    await site.tick(new Date());
    const started = performance.now();
    const durations: { ms: number; number: number }[] = [];
    const report: Pick<FuzzReport, "failures" | "statuses" | "closedMeanwhile"> = {
      failures: [],
      statuses: {},
      closedMeanwhile: 0,
    };
    const first = only ?? 0;
    const end = only === undefined ? requests : only + 1;
    let next = first;

    const one = async (number: number, wire: ReturnType<typeof openWire>) => {
      const drawn = drawRequest(seed, number, templates);
      const bytes = bytesOf(drawn, world);
      const how = { head: drawn.method === "HEAD", last: drawn.malformed };
      const began = performance.now();
      if (drawn.malformed) wire.close();
      let { heard, reused } = await wire.send(bytes, how);
      if (reused && (heard === "reset" || heard === "closed")) {
        report.closedMeanwhile += 1;
        ({ heard } = await wire.send(bytes, how));
      }
      if (drawn.malformed) wire.close();
      else durations.push({ ms: performance.now() - began, number });
      const status = typeof heard === "string" ? heard : String(heard.status);
      report.statuses[status] = (report.statuses[status] ?? 0) + 1;
      const what = judge(drawn, heard);
      if (what === null) return;
      const failure = { number, what, curl: curlOf(drawn, world) };
      report.failures.push(failure);
      say(`${number}: ${what}\n  ${failure.curl}`);
    };
    while (next < end) {
      const slice = Math.min(end, next + REFURNISHED);
      await Promise.all(
        Array.from({ length: AT_ONCE }, async () => {
          const wire = openWire(new URL(site.site));
          while (next < slice) await one(next++, wire);
          wire.close();
        }),
      );
      if (next < end) world = await furnish(site, world.key);
      if (next % REFURNISHED === 0) say(`${next} requests, ${Math.round((performance.now() - started) / 1000)} s`);
    }
    durations.sort((a, b) => a.ms - b.ms);
    const at = (share: number) => Math.round(durations[Math.floor(durations.length * share)]?.ms ?? 0);
    const longest = durations.at(-1) ?? { ms: 0, number: 0 };
    return {
      ...report,
      p50: at(0.5),
      p99: at(0.99),
      longest: { ms: Math.round(longest.ms), number: longest.number },
      seconds: Math.round((performance.now() - started) / 1000),
    };
  } finally {
    await site.stop();
  }
}

function pathsOf(entries: RouteConfigEntry[]): string[] {
  return entries.flatMap(({ path, children }) => [`/${path ?? ""}`, ...pathsOf(children ?? [])]);
}

/** The paths of the OpenAPI document: programs meet them more often than other paths. */
async function documentedPaths(site: string): Promise<string[]> {
  const document = (await (await fetch(`${site}/api/v1/openapi.json`)).json()) as { paths: Record<string, unknown> };
  return Object.keys(document.paths).map((path) => path.replace(/\{(\w+)\}/g, ":$1"));
}

function filledIn({ who, target }: Drawn, world: World, text: string): string {
  return text.replace(
    /\{(\w+)\}/g,
    (whole, name: string) => standsFor(name, who, target, world) || (name === "length" ? whole : ""),
  );
}

/** A request as it goes over the connection. */
function bytesOf(drawn: Drawn, world: World): Buffer {
  const { method, target, headers } = drawn;
  const body = bodyOf(drawn, world);
  const isChunked = !drawn.malformed && headers.some(([name]) => name === "Transfer-Encoding");
  const lines = [
    `${method} ${filledIn(drawn, world, target)} HTTP/1.1`,
    `Host: ${new URL(world.origin).host}`,
    ...headers.map(([name, text]) => `${name}: ${text === "{length}" ? body.length : filledIn(drawn, world, text)}`),
  ];
  const head = Buffer.from(`${lines.join("\r\n")}\r\n\r\n`, "latin1");
  if (!isChunked) return Buffer.concat([head, body]);
  const chunk = body.length === 0 ? [] : [Buffer.from(`${body.length.toString(16)}\r\n`), body, Buffer.from("\r\n")];
  return Buffer.concat([head, ...chunk, Buffer.from("0\r\n\r\n")]);
}

function bodyOf(drawn: Drawn, world: World): Buffer {
  return Buffer.from(drawn.body.toString("latin1").replaceAll("{csrf}", world.csrf[drawn.who] ?? ""), "latin1");
}

/** The request for a shell. `--only` sends it exactly: curl mends what is no HTTP. */
function curlOf(drawn: Drawn, world: World): string {
  const quoted = (text: string) =>
    `$'${text.replace(/[^ -&(-[\]-~]/g, (letter) => `\\x${letter.charCodeAt(0).toString(16).padStart(2, "0")}`)}'`;
  const shown = drawn.headers.filter(([name]) => name !== "Content-Length" || drawn.malformed);
  const body = bodyOf(drawn, world).toString("latin1");
  return [
    `curl -si --path-as-is -X ${drawn.method} ${quoted(world.origin + filledIn(drawn, world, drawn.target))}`,
    ...shown.map(([name, text]) => `-H ${quoted(`${name}: ${filledIn(drawn, world, text)}`)}`),
    ...(body === ""
      ? []
      : [`--data-binary ${quoted(body.slice(0, 2_000))}${body.length > 2_000 ? " # and more" : ""}`]),
  ].join(" ");
}
