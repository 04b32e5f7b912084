import { env } from "cloudflare:workers";
import { sql } from "drizzle-orm";
import { base32 } from "oslo/encoding";
import { generateHOTP } from "oslo/otp";
import { beforeEach, expect, test } from "vitest";
import { followOperatorLink, giveCode, secretOf } from "#app/services/operations/access/operator-log-in.ts";
import { newRescueCodes } from "#app/services/operations/access/rescue-codes.ts";
import { seal, unseal } from "#app/services/operations/access/sealing.ts";
import { shownSecret, stepOf } from "#app/services/operations/access/totp.ts";
import { hashSecret } from "#app/services/secrets.ts";
import { openAccounts } from "#db/accounts/database.ts";
import { findChallenge, replaceOperatorToken } from "#db/accounts/operations/access/operator-links.ts";
import { countRescueCodes, replaceRescueCodes } from "#db/accounts/operations/access/second-factor.ts";
import { runBatch } from "#db/batch.ts";

const NOW = new Date("2026-03-02T10:00:00.000Z");
const later = (ms: number) => new Date(NOW.getTime() + ms);
const STEP = 30_000;
const deps = { accounts: openAccounts(env.ACCOUNTS), signingKey: "key" };
const operator = { id: 1, email: "ada@pass.example" };

beforeEach(async () => {
  await env.ACCOUNTS.batch([
    env.ACCOUNTS.prepare("DELETE FROM operators"),
    env.ACCOUNTS.prepare("DELETE FROM throttles"),
    env.ACCOUNTS.prepare("INSERT INTO operators (id, email, email_key, created_at) VALUES (1, ?, ?, ?)").bind(
      operator.email,
      operator.email,
      NOW.toISOString(),
    ),
  ]);
});

/** A login whose link was used, and that waits for its code. */
async function awaited(now = NOW) {
  const row = { hash: await hashSecret("token"), operatorId: operator.id, expiresAt: later(86_400_000) };
  await runBatch(deps.accounts, [replaceOperatorToken(row, sql`true`)]);
  const cookie = await followOperatorLink(deps, "token", now);
  const login = await findChallenge(deps.accounts, cookie?.split(".")[0] ?? "", now);
  if (!login) throw new Error("no login");
  return login;
}

type Login = Awaited<ReturnType<typeof awaited>>;

/** The code that the phone of an operator shows. */
async function codeOf(login: Login, now: Date, signingKey = deps.signingKey): Promise<string> {
  const secret = await secretOf({ ...deps, signingKey }, login);
  if (!secret) throw new Error("no secret");
  return generateHOTP(secret, Math.floor(now.getTime() / STEP));
}

const give = (login: Login, typed: string, now: Date) => giveCode(deps, { login, typed }, now);

async function enrolled() {
  const login = await awaited();
  await give(login, await codeOf(login, NOW), NOW);
}

const sessions = async () => (await env.ACCOUNTS.prepare("SELECT id FROM operator_sessions").all()).results;
const events = async () =>
  (await env.ACCOUNTS.prepare("SELECT event FROM operator_audit ORDER BY id").all<{ event: string }>()).results.map(
    ({ event }) => event,
  );

test("codes are those of RFC 6238, a step early or late, and no further", async () => {
  const secret = new TextEncoder().encode("12345678901234567890");
  // Appendix B of the RFC, its last six digits: at 59 s, and at 1111111109 s.
  expect(await stepOf("287082", secret, new Date(59_000))).toBe(1);
  expect(await stepOf("081804", secret, new Date(1_111_111_109_000))).toBe(37_037_036);
  expect(await stepOf("287082", secret, new Date(59_000 + STEP))).toBe(1);
  expect(await stepOf("287082", secret, new Date(59_000 - STEP))).toBe(1);
  expect(await stepOf("287082", secret, new Date(59_000 + 2 * STEP))).toBeNull();
  expect(await stepOf("287083", secret, new Date(59_000))).toBeNull();
  expect(await stepOf("", secret, new Date(59_000))).toBeNull();
  expect(base32.decode(shownSecret(secret).replaceAll(" ", ""), { strict: false })).toEqual(secret);
});

test("a secret opens for the operator and under the key that it was sealed for, and no other", async () => {
  const secret = new Uint8Array([1, 2, 3]);
  const sealed = await seal("key", "1", secret);
  expect(await unseal("key", "1", sealed)).toEqual(secret);
  expect(await unseal("key", "2", sealed)).toBeNull();
  expect(await unseal("other", "1", sealed)).toBeNull();
  expect(await seal("key", "1", secret)).not.toBe(sealed);
});

test("a link opens no session: only the code after it does", async () => {
  const login = await awaited();
  expect(await sessions()).toEqual([]);
  expect(await give(login, "000000", NOW)).toBe("refused");
  expect(await sessions()).toEqual([]);
  expect(await give(login, await codeOf(login, NOW), NOW)).toMatchObject({ enrolled: true });
  expect(await sessions()).toHaveLength(1);
});

test("a first login proposes a secret, which counts only once a code of it was given", async () => {
  const unfinished = await awaited();
  const first = await codeOf(unfinished, NOW);
  const login = await awaited();
  expect(await give(unfinished, first, NOW)).toBe("refused");
  expect(await give(login, first, NOW)).toBe("refused");
  expect(await give(login, await codeOf(login, NOW), NOW)).toMatchObject({ enrolled: true });
  // The next login asks for a code of the same secret.
  const next = await awaited(later(STEP));
  expect(await give(next, await codeOf(login, later(STEP)), later(STEP))).toMatchObject({ enrolled: false });
});

test("a code opens one session, even when it is given twice at once", async () => {
  await enrolled();
  const at = later(STEP);
  const login = await awaited(at);
  const code = await codeOf(login, at);
  const answers = await Promise.all([1, 2, 3].map(() => give(login, code, at)));
  expect(answers.filter((answer) => answer === "refused")).toHaveLength(2);
  // Neither again for another login, nor the code of the step before.
  const next = await awaited(at);
  expect(await give(next, code, at)).toBe("refused");
  expect(await give(next, await codeOf(next, NOW), at)).toBe("refused");
  expect(await give(next, await codeOf(next, later(2 * STEP)), later(2 * STEP))).toMatchObject({ enrolled: false });
  expect(await sessions()).toHaveLength(1);
});

test("after five wrong codes, the right one has to wait a quarter of an hour", async () => {
  await enrolled();
  const login = await awaited(later(STEP));
  for (let tried = 0; tried < 5; tried++) expect(await give(login, "000000", later(STEP))).toBe("refused");
  const code = await codeOf(login, later(STEP));
  expect(await give(login, code, later(STEP))).toEqual({ wait: 900 });
  // Another link does not give more tries.
  const again = await awaited(later(STEP));
  expect(await give(again, code, later(STEP))).toEqual({ wait: 900 });
  const at = later(STEP + 900_000);
  const last = await awaited(at);
  expect(await give(last, await codeOf(last, at), at)).toMatchObject({ enrolled: false });
});

test("a login that waits longer than ten minutes for its code is over", async () => {
  await enrolled();
  const login = await awaited(NOW);
  const at = later(600_000);
  expect(await findChallenge(deps.accounts, login.challenge.id, at)).toBeNull();
  expect(await give(login, await codeOf(login, at), at)).toBe("refused");
});

test("a rescue code replaces a code once, and for its owner only", async () => {
  await enrolled();
  const codes = newRescueCodes();
  expect(new Set(codes).size).toBe(10);
  await replaceRescueCodes(deps.accounts, operator, await Promise.all(codes.map(hashSecret)), NOW);
  const [code = "", other = ""] = codes;
  const typed = `${code.slice(0, 5)} ${code.slice(5, 10)}-${code.slice(10)}`;
  const login = await awaited();
  expect(await give(login, typed, NOW)).toMatchObject({ enrolled: false });
  expect(await countRescueCodes(deps.accounts, operator)).toBe(9);
  expect(await give(await awaited(), code, NOW)).toBe("refused");
  await env.ACCOUNTS.prepare("INSERT INTO operators (id, email, email_key, created_at) VALUES (2, 'b', 'b', '')").run();
  await env.ACCOUNTS.prepare("UPDATE operator_rescue_codes SET operator_id = 2 WHERE hash = ?")
    .bind(await hashSecret(other))
    .run();
  expect(await give(await awaited(), other, NOW)).toBe("refused");
});

test("once the key of the site has changed, codes of the phone are refused and rescue codes are not", async () => {
  await enrolled();
  const [code = ""] = newRescueCodes();
  await replaceRescueCodes(deps.accounts, operator, [await hashSecret(code)], NOW);
  const login = await awaited(later(STEP));
  const changed = { ...deps, signingKey: "another key" };
  const right = await codeOf(login, later(STEP));
  expect(await giveCode(changed, { login, typed: right }, later(STEP))).toBe("refused");
  expect(await giveCode(changed, { login, typed: code }, later(STEP))).toMatchObject({ enrolled: false });
});

test("each login, refused code and used rescue code is written down, with no secret", async () => {
  const before = (await events()).length;
  await enrolled();
  await give(await awaited(later(STEP)), "123456", later(STEP));
  expect((await events()).slice(before)).toEqual(["operator-enrolled", "operator-logged-in", "operator-code-refused"]);
});
