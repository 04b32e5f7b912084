import { body, programBody, query, value } from "./bodies.ts";
import { type Dice, openDice } from "./dice.ts";
import { HOSTILE } from "./words.ts";

/** Who sends a request: what `{cookie}`, `{csrf}` and `{key}` stand for in it. */
export type Who = "nobody" | "candidate" | "recruiter" | "publisher";

/** A request before the values of the world are put into it: names in braces stand for them. */
export type Drawn = {
  who: Who;
  method: string;
  /** The path and the query, in latin1. */
  target: string;
  headers: [string, string][];
  body: Buffer;
  /** Whether its framing is no HTTP: then the server may answer 400 to it unseen, or close the connection. */
  malformed: boolean;
};

const METHODS = ["PUT", "DELETE", "PATCH", "OPTIONS", "HEAD", "TRACE", "PROPFIND", "PURGE"];
const ASSETS = [
  "/assets/",
  "/assets/%2e%2e/index.js",
  "/favicon.ico",
  "/pass",
  "/pass//autre.example",
  "/__manifest",
  "/build",
];

/**
 * Request `number` of a seed.
 * @param templates paths with their parameters, `/offres/:reference`: of the routes and of the OpenAPI document
 */
export function drawRequest(seed: number, number: number, templates: readonly string[]): Drawn {
  const dice = openDice(seed, number);
  const path = dice.chance(0.9) ? filled(dice, dice.pick(templates)) : oddPath(dice);
  const who = whoFor(dice, path);
  const method = dice.chance(0.45) ? "GET" : dice.chance(0.65) ? "POST" : dice.pick(METHODS);
  const asked = dice.chance(0.5) ? `?${query(dice)}` : "";
  const reads = method === "GET" || method === "HEAD";
  const sent = reads && dice.chance(0.97) ? null : (path.startsWith("/api/") ? programBody : body)(dice);
  const headers = drawHeaders(dice, who, method !== "GET");
  if (sent?.type != null) headers.push(["Content-Type", sent.type]);
  const drawn = { who, method, target: path + asked, headers, body: sent?.bytes ?? Buffer.alloc(0), malformed: false };
  return dice.chance(0.02) ? malform(dice, drawn) : framed(dice, drawn, sent !== null);
}

function filled(dice: Dice, template: string): string {
  const path = template.replace(/:(\w+)\??/g, (_, name: string) => {
    if (dice.chance(0.35)) return dice.pick(HOSTILE) || "x";
    return dice.chance(0.85) ? `{${name}}` : value(dice).replaceAll("/", "");
  });
  if (template === "/*") return `/${value(dice)}`;
  if (dice.chance(0.92)) return path;
  return dice.pick([
    `${path}/`,
    `${path}//`,
    `${path}.data`,
    `/${path}`,
    path.toUpperCase(),
    `${path}%20`,
    `${path}/..`,
    `${path};a=b`,
  ]);
}

function oddPath(dice: Dice): string {
  if (dice.chance(0.3)) return dice.pick(ASSETS);
  const segments = dice.some(6, () => dice.pick(HOSTILE));
  return `/${segments.join(dice.pick(["/", "//", "/./"]))}`;
}

function whoFor(dice: Dice, path: string): Who {
  const likely: Who = path.startsWith("/recruteurs")
    ? "recruiter"
    : path.startsWith("/api")
      ? "publisher"
      : "candidate";
  return dice.chance(0.55) ? likely : dice.pick(["nobody", "candidate", "recruiter", "publisher"] as const);
}

/** Headers that a browser or a program sends, and some that nobody does. */
function drawHeaders(dice: Dice, who: Who, changes: boolean): [string, string][] {
  const headers: [string, string][] = [["CF-Connecting-IP", network(dice)]];
  const maybe = (probability: number, name: string, values: readonly string[]) => {
    if (dice.chance(probability)) headers.push([name, dice.pick(values)]);
  };
  if (changes)
    headers.push([
      "Origin",
      dice.chance(0.9) ? "{origin}" : dice.pick(["null", "https://autre.example", "", "{origin}.autre"]),
    ]);
  if (who === "publisher")
    headers.push([
      "Authorization",
      dice.chance(0.85) ? "Bearer {key}" : dice.pick(["Bearer", "Bearer  ", "Basic x", "\xff"]),
    ]);
  if (who === "candidate" || who === "recruiter") headers.push(["Cookie", cookie(dice)]);
  else maybe(0.1, "Cookie", BROKEN_COOKIES);
  maybe(0.8, "Accept", [
    "text/html",
    "text/html,*/*;q=0.1",
    "application/json",
    "*/*",
    "",
    "a",
    "image/png;q=x",
    ",".repeat(500),
  ]);
  maybe(0.3, "Accept-Language", ["fr", "de-DE;q=1e9", "*", "x".repeat(2000), "fr;q=\x80"]);
  maybe(0.2, "Accept-Encoding", ["gzip, br", "identity", "a"]);
  maybe(0.15, "Range", [
    "bytes=0-10",
    "bytes=-1",
    "bytes=9-1",
    "bytes=0-1,5-6",
    "lignes=1",
    "bytes=99999999999999999999-",
  ]);
  maybe(0.15, "If-None-Match", ["*", '"a"', 'W/"a", "b"', "a", '"', "x".repeat(3000)]);
  maybe(0.1, "If-Modified-Since", ["Sun, 06 Nov 1994 08:49:37 GMT", "hier", "0"]);
  maybe(0.1, "X-Forwarded-For", ["127.0.0.1", "a, b, c", "::1"]);
  maybe(0.2, "User-Agent", ["Mozilla/5.0", "bot", "", "x".repeat(4000), "\xe9\xff"]);
  maybe(0.1, "Sec-Fetch-Site", ["same-origin", "cross-site", "none", "x"]);
  maybe(0.05, "Content-Encoding", ["gzip", "br", "x"]);
  maybe(0.05, "X-HTTP-Method-Override", ["DELETE"]);
  maybe(0.05, "Sec-Purpose", ["prefetch;prerender"]);
  return headers;
}

/** A network of its own for most requests, so that limits by network do not answer all of them. */
function network(dice: Dice): string {
  if (dice.chance(0.03)) return dice.pick(["", "x", "999.1.1.1", "::ffff:127.0.0.1", "2001:db8::1", "x".repeat(500)]);
  return `10.${dice.below(256)}.${dice.below(256)}.${dice.below(256)}`;
}

const BROKEN_COOKIES = [
  "=",
  ";;;",
  "__Host-session",
  "__Host-session=",
  "a=b; a=c",
  `a=${"x".repeat(6000)}`,
  "\xff=\xfe",
  "__proto__=1",
];

function cookie(dice: Dice): string {
  if (dice.chance(0.92)) return "{cookie}";
  return dice.pick([
    "{cookie}x",
    "x{cookie}",
    "{cookie}; {cookie}",
    "a=b; {cookie}; ;",
    `{cookie}; a=${"x".repeat(5000)}`,
    ...BROKEN_COOKIES,
  ]);
}

/** The body in one piece under its length, or in chunks. A body of no bytes may say nothing. */
function framed(dice: Dice, drawn: Drawn, hasBody: boolean): Drawn {
  if (!hasBody) return drawn;
  if (dice.chance(0.9)) {
    // The length is that of what is sent once the world's values are in it.
    return { ...drawn, headers: [...drawn.headers, ["Content-Length", "{length}"]] };
  }
  return { ...drawn, headers: [...drawn.headers, ["Transfer-Encoding", "chunked"]] };
}

/** Lengths that are wrong, and headers that are none. */
function malform(dice: Dice, drawn: Drawn): Drawn {
  const header = dice.pick<[string, string][]>([
    [["Content-Length", "-1"]],
    [["Content-Length", "abc"]],
    [["Content-Length", "99999999999999999999"]],
    [["Content-Length", "3"]],
    [["Content-Length", "100000"]],
    [
      ["Content-Length", "5"],
      ["Content-Length", "6"],
    ],
    [
      ["Content-Length", "5"],
      ["Transfer-Encoding", "chunked"],
    ],
    [["Transfer-Encoding", "xchunked"]],
    [["X-Nul", "a\x00b"]],
    [["X Space", "a"]],
    [["", "a"]],
    [["X-Long", "x".repeat(200_000)]],
  ]);
  return { ...drawn, headers: [...drawn.headers, ...header], malformed: true };
}
