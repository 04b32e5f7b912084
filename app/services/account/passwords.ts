// Static imports: workerd compiles no WebAssembly at run time.
import nonSimd from "argon2id/dist/no-simd.wasm";
import simd from "argon2id/dist/simd.wasm";
import setupArgon2id from "argon2id/lib/setup.js";
import { HMAC } from "oslo/crypto";
import { base64 } from "oslo/encoding";
import { sameText } from "#app/services/secrets.ts";

/** OWASP's first choice for Argon2id: 19 MiB, two passes, one lane. */
const PARAMETERS = { memorySize: 19_456, passes: 2, parallelism: 1 };
const TAG_BYTES = 32;
const SALT_BYTES = 16;
/**
 * Hashes that may wait in one isolate. Each takes some 60 ms, so the last one waits 2.5 s. Further ones are refused.
 */
const MAX_WAITING = 40;
/**
 * A waiting request renews its place every `POLL_MS`. One that has not done so for `ABANDONED_MS` belongs to a visitor
 * who has gone away: it loses its place.
 */
const POLL_MS = 5;
const ABANDONED_MS = 500;

/** Thrown when too many passwords are being hashed. The answer is a 503, and the visitor may try again. */
export class TooBusy extends Error {}

/**
 * Hashes a password: Argon2id of its HMAC under the pepper. Without the worker's secret, a stolen database is useless.
 * @returns a PHC string, `$argon2id$v=19$m=…,t=…,p=…$<salt>$<tag>`
 * @throws `TooBusy` when too many passwords are being hashed; `Error` when the pepper is not set
 */
export async function hashPassword(pepper: string | undefined, password: string): Promise<string> {
  const salt = crypto.getRandomValues(new Uint8Array(SALT_BYTES));
  const tag = await argon2id(await withPepper(pepper, password), salt, PARAMETERS);
  const { memorySize, passes, parallelism } = PARAMETERS;
  return `$argon2id$v=19$m=${memorySize},t=${passes},p=${parallelism}$${encode(salt)}$${encode(tag)}`;
}

/**
 * Checks a password against a PHC string. With a null string it does the same work and answers `wrong`: an account that
 * does not exist takes as long as one that does.
 * @returns `stale` when the password is right but was hashed with older parameters: the caller hashes it again
 * @throws as `hashPassword`
 */
export async function verifyPassword(
  pepper: string | undefined,
  password: string,
  phc: string | null,
): Promise<"right" | "stale" | "wrong"> {
  const [, m, t, p, salt, tag] = PHC.exec(phc ?? UNMATCHABLE_PHC) ?? [];
  if (!salt || !tag) return "wrong";
  const parameters = { memorySize: Number(m), passes: Number(t), parallelism: Number(p) };
  const computed = await argon2id(
    await withPepper(pepper, password),
    base64.decode(salt, { strict: false }),
    parameters,
  );
  if (!sameText(encode(computed), tag) || phc === null) return "wrong";
  const { memorySize, passes, parallelism } = PARAMETERS;
  const current = Number(m) === memorySize && Number(t) === passes && Number(p) === parallelism;
  return current ? "right" : "stale";
}

const PHC = /^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=(\d+)\$([A-Za-z0-9+/]+)\$([A-Za-z0-9+/]+)$/;
/** Stands for an account that does not exist: today's parameters, and a tag that no password gives. */
const UNMATCHABLE_PHC = `$argon2id$v=19$m=${PARAMETERS.memorySize},t=${PARAMETERS.passes},p=${PARAMETERS.parallelism}$${"A".repeat(22)}$${"A".repeat(43)}`;

async function withPepper(pepper: string | undefined, password: string): Promise<Uint8Array> {
  if (!pepper) throw new Error("PASSWORD_PEPPER is not set");
  const bytes = new TextEncoder();
  return new Uint8Array(await new HMAC("SHA-256").sign(bytes.encode(pepper), bytes.encode(password)));
}

type ComputeHash = Awaited<ReturnType<typeof setupArgon2id>>;
let computeHash: Promise<ComputeHash> | null = null;

async function argon2id(password: Uint8Array, salt: Uint8Array, parameters: typeof PARAMETERS): Promise<Uint8Array> {
  computeHash ??= setupArgon2id(instantiate(simd), instantiate(nonSimd));
  const compute = await computeHash;
  return runInTurn(() => compute({ password, salt, ...parameters, tagLength: TAG_BYTES }));
}

/**
 * Instantiates synchronously. An asynchronous instantiation belongs to the request that began it: if that request is
 * interrupted, the others wait for it for ever.
 */
function instantiate(module: WebAssembly.Module) {
  return async (imports: WebAssembly.Imports) => ({ module, instance: new WebAssembly.Instance(module, imports) });
}

/** The requests that wait for their turn, in order of arrival, and when each last renewed its place. */
const waiting = new Map<symbol, number>();

/**
 * Runs a piece of work that keeps the isolate's one thread busy: one at a time, in order of arrival. Other requests are
 * served in between. A request whose visitor has gone away stops silently, and could never wake the next one: each
 * request therefore polls whether it is first.
 * @throws `TooBusy` when too many wait already
 */
async function runInTurn<T>(work: () => T): Promise<T> {
  const id = Symbol();
  firstWaiting();
  if (waiting.size >= MAX_WAITING) throw new TooBusy("Too many passwords at once");
  try {
    do {
      waiting.set(id, performance.now());
      await new Promise((resolve) => setTimeout(resolve, waiting.size > 1 ? POLL_MS : 0));
    } while (firstWaiting() !== id);
    return work();
  } finally {
    waiting.delete(id);
  }
}

function firstWaiting(): symbol | undefined {
  for (const [id, lastPoll] of waiting) {
    if (performance.now() - lastPoll < ABANDONED_MS) return id;
    waiting.delete(id);
  }
}

function encode(bytes: Uint8Array): string {
  return base64.encode(bytes, { includePadding: false });
}
