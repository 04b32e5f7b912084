import type { Drawn } from "./grammar.ts";
import type { Answer, Silence } from "./wire.ts";

/** Headers that every answer of the site carries. */
const SECURITY = [
  "strict-transport-security",
  "content-security-policy",
  "x-content-type-options",
  "x-frame-options",
  "referrer-policy",
  "cross-origin-opener-policy",
  "cross-origin-resource-policy",
  "permissions-policy",
  "cache-control",
];

/** What only the inside of the site says: a stack, SQL, a path, the name of a module. */
const INSIDE =
  /\n\s+at (?:async )?[\w.<>]+ ?\(|SQLITE_|D1_ERROR|D1_TYPE|no such (?:table|column)|syntax error near|SELECT [\w.*, ]+ FROM|INSERT INTO|node_modules|file:\/\/\/(?!etc\/hostname)|\/work\/|drizzle|TypeError|ReferenceError|RangeError|SyntaxError/;

/** workerd reads no longer head, and answers 431 by itself; Cloudflare lets no address of more than 16 kB through. */
const LONGEST_HEAD = 128 * 1024;

/** What is wrong with the answer to a request; null when nothing is. */
export function judge(drawn: Drawn, heard: Answer | Silence): string | null {
  if (typeof heard === "string") return drawn.malformed && heard !== "timeout" ? null : `no answer: ${heard}`;
  const { status, headers, body } = heard;
  const isHealth = /^\/+sante/i.test(drawn.target);
  // What is no HTTP is answered by workerd, a length that is no number by a 500: the site never sees it.
  if (drawn.malformed && [400, 413, 431, 500, 501].includes(status) && !headers.has("content-security-policy"))
    return null;
  if (status === 431 && drawn.target.length > LONGEST_HEAD) return null;
  if (status >= 500 && !(status === 503 && (headers.has("retry-after") || isHealth))) return `status ${status}`;
  if (drawn.method === "TRACE" && status === 200) return "TRACE is answered";
  const inside = INSIDE.exec(body)?.[0];
  if (inside !== undefined) return `body says « ${inside.trim().slice(0, 80)} »`;
  const missing = SECURITY.filter((name) => !headers.has(name));
  if (missing.length > 0) return `status ${status} without ${missing.join(", ")}`;
  if (headers.has("x-injected")) return "a header of the request's own";
  return null;
}
