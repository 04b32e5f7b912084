import { randomInt } from "node:crypto";
import { Agent, request } from "node:http";
import { parseArgs } from "node:util";
import { paths } from "#app/paths.ts";
import { printTable } from "#bench/table.ts";
import { percentile, times } from "#bench/times.ts";
import { bundleWorker } from "#bench/workers.ts";
import { build } from "#workers/local/build.ts";
import { startPlatform } from "#workers/local/platform.ts";
import { areaUnderCurve } from "./auc.ts";

const PAIRS = 5_000;
/** Told apart better than this, in either direction, the answers would say who has an account (TRUST, 6.3.8). */
const LIMIT = 0.52;
const HASHES = 300;
/** Before anything is measured: code is compiled, tables are in memory. */
const WARM_UP = 50;

/** One of the forms that take a name or an address. */
type Form = { name: string; path: string; body: (address: string) => { type: string; text: string } };

const PASSWORD = "quatre cailloux gris";

const FORMS: Form[] = [
  { name: "log-in", path: paths.logIn(), body: (login) => form({ login, password: PASSWORD }) },
  { name: "reset", path: paths.forgottenPassword(), body: (login) => form({ login }) },
  { name: "resend", path: paths.resendActivation(), body: (login) => form({ login }) },
  { name: "sign-up", path: paths.signUp(), body: signUpForm },
];

/**
 * Whether the time of an answer tells that an address has an account: each form is tried with as many addresses that
 * have one as that have none, one of each at a time, in an order that chance gives, each try from a network of its own
 * and each address once, so that no limit is reached. `--pairs 500`; `--forms resend,sign-up` instead of all four.
 */
export async function benchEnumeration(args: string[]): Promise<void> {
  const { values } = parseArgs({ args, options: { pairs: { type: "string" }, forms: { type: "string" } } });
  const pairs = Number(values.pairs ?? PAIRS);
  const forms = FORMS.filter(({ name }) => values.forms?.split(",").includes(name) ?? true);
  await build();
  const platform = await startPlatform({ data: null, port: 0, mailboxPort: 0 });
  const rows: string[][] = [];
  try {
    await insertCandidates(await platform.miniflare.getD1Database("ACCOUNTS", "web"), pairs + WARM_UP);
    for (const form of forms) {
      const { existing, unknown } = await tryForm(platform.site, form, pairs);
      const { auc, low, high } = areaUnderCurve(existing, unknown);
      // The whole interval must be within.
      if (Math.max(high, 1 - low) > LIMIT) process.exitCode = 1;
      const middle = (taken: number[]) =>
        percentile(
          [...taken].sort((a, b) => a - b),
          0.5,
        ).toFixed(2);
      rows.push([
        form.name,
        String(pairs),
        middle(existing),
        middle(unknown),
        auc.toFixed(3),
        `${low.toFixed(3)} to ${high.toFixed(3)}`,
      ]);
      console.log(`${form.name}: ${auc.toFixed(3)}`);
    }
  } finally {
    await platform.stop();
  }
  printTable(
    `Telling an address that has an account from one that has none by the time of the answer (AUC, limit ${LIMIT})`,
    ["form", "pairs", "account, p50 ms", "no account, p50 ms", "AUC", "95 %"],
    rows,
  );
  await benchHash();
}

/** What a password costs in workerd: the time of an answer with a hash, and of one without. */
async function benchHash(): Promise<void> {
  const worker = bundleWorker("enumeration/hash-worker")("bench/.cache/hash-data");
  const { origin } = await worker.ready;
  const ask = (path: string) => async () => (await fetch(`${origin}${path}`)).text();
  await times(20, ask("/hash"));
  const hash = await times(HASHES, ask("/hash"));
  const ok = await times(HASHES, ask("/ok"));
  await worker.dispose();
  printTable(
    "Argon2id, 19 MiB, two passes, in workerd",
    ["answer", "p50 ms", "p95 ms"],
    [
      ["a hash", percentile(hash, 0.5).toFixed(1), percentile(hash, 0.95).toFixed(1)],
      ["« ok »", percentile(ok, 0.5).toFixed(1), percentile(ok, 0.95).toFixed(1)],
    ],
  );
}

async function tryForm(site: string, form: Form, pairs: number): Promise<{ existing: number[]; unknown: number[] }> {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const taken = { existing: [] as number[], unknown: [] as number[] };
  for (let pair = -WARM_UP; pair < pairs; pair++) {
    const order = randomInt(2) === 0 ? (["existing", "unknown"] as const) : (["unknown", "existing"] as const);
    for (const which of order) {
      const { type, text } = form.body(addressOf(which, pair + WARM_UP));
      const time = await post(new URL(form.path, site), { type, text, agent });
      if (pair >= 0) taken[which].push(time);
    }
  }
  agent.destroy();
  return taken;
}

const HEADS = { existing: "avec", unknown: "sans" };

/** As long for both, and spread alike over the index. */
const addressOf = (which: keyof typeof HEADS, n: number) =>
  `${String((n * 7919) % 100_000).padStart(5, "0")}.${HEADS[which]}.${n}@exemple.fr`;

let networks = 0;

/**
 * Sends a form from a network that sends nothing else.
 * @returns how long the answer took to come whole, in milliseconds
 */
function post(url: URL, { type, text, agent }: { type: string; text: string; agent: Agent }): Promise<number> {
  networks += 1;
  const network = `10.${networks >> 16}.${(networks >> 8) & 255}.${networks & 255}`;
  const headers = {
    "Content-Type": type,
    "Content-Length": Buffer.byteLength(text),
    Origin: url.origin,
    "CF-Connecting-IP": network,
  };
  return new Promise((resolve, reject) => {
    const start = performance.now();
    const sent = request(url.href, { method: "POST", agent, headers }, (response) => {
      const { statusCode = 0 } = response;
      if (statusCode === 429 || statusCode >= 500) reject(new Error(`${statusCode} from ${url.pathname}`));
      response
        .on("end", () => resolve(performance.now() - start))
        .on("error", reject)
        .resume();
    });
    sent.on("error", (error: NodeJS.ErrnoException) => {
      // A kept connection that was closed in between: the form was not heard.
      if (error.code === "ECONNRESET") post(url, { type, text, agent }).then(resolve, reject);
      else reject(error);
    });
    sent.end(text);
  });
}

function form(fields: Record<string, string>): { type: string; text: string } {
  return { type: "application/x-www-form-urlencoded", text: new URLSearchParams(fields).toString() };
}

let usernames = 0;

/** The form of sign-up, whose username nobody has. */
function signUpForm(email: string): { type: string; text: string } {
  usernames += 1;
  const fields = {
    lastName: "Martin",
    firstName: "Léa",
    username: `personne.${String(usernames).padStart(6, "0")}`,
    email,
    password: PASSWORD,
    passwordAgain: PASSWORD,
    consent: "oui",
  };
  const boundary = "----enumeration";
  const parts = Object.entries(fields).map(
    ([name, value]) => `--${boundary}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`,
  );
  return { type: `multipart/form-data; boundary=${boundary}`, text: `${parts.join("")}--${boundary}--\r\n` };
}

/** Accounts whose password nobody knows, kept under the parameters of today. */
async function insertCandidates(db: D1Database, count: number): Promise<void> {
  const hash = `$argon2id$v=19$m=19456,t=2,p=1$${"B".repeat(22)}$${"B".repeat(43)}`;
  const at = new Date().toISOString();
  for (let start = 0; start < count; start += 500) {
    const people = Array.from({ length: Math.min(500, count - start) }, (_, index) => ({
      username: `avec.${start + index}`,
      email: addressOf("existing", start + index),
    }));
    await db
      .prepare(
        `INSERT INTO candidates (username, username_key, email, email_key, password_hash, first_name, last_name,
          consented_at, created_at, last_login_at)
        SELECT value ->> 'username', value ->> 'username', value ->> 'email', value ->> 'email', ?2, 'Léa', 'Martin', ?3, ?3, ?3
        FROM json_each(?1)`,
      )
      .bind(JSON.stringify(people), hash, at)
      .run();
  }
}
