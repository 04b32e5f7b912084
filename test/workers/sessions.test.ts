import { env } from "cloudflare:workers";
import { describe, expect, test } from "vitest";
import {
  closeSessionCookie,
  confirmIdentity,
  mustConfirm,
  readSession,
  requireCandidate,
  requireCandidateForm,
  sessionHeaders,
} from "#app/http/sessions/session.ts";
import { hasSession, RECRUITER_COOKIE, sessionOf, strictSessionHeaders } from "#app/http/sessions/session-cookie.ts";
import { sign } from "#app/services/secrets.ts";
import { openAccounts } from "#db/accounts/database.ts";
import { aCandidateRow } from "#test/support/candidate-row.ts";
import {
  asked,
  contextAt,
  cookieOf,
  OPENED,
  open,
  PASSWORD,
  read,
  signedIn,
  stageWithSession,
  written,
} from "#test/support/spaces/open-session.ts";

const accounts = openAccounts(env.ACCOUNTS);
const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

stageWithSession();

describe("a cookie opens a session", () => {
  test.each([
    ["with its id and its secret", "__Host-session=one.secret-of-one", "lea"],
    ["among others", "a=b; __Host-session=one.secret-of-one; c=d", "lea"],
    ["not with another secret", "__Host-session=one.secret-of-two", undefined],
    ["not without one", "__Host-session=one.", undefined],
    ["not without an id", "__Host-session=.secret-of-one", undefined],
    ["not with an unknown id", "__Host-session=two.secret-of-one", undefined],
    ["not under another name", "__Host-recruiter=one.secret-of-one", undefined],
    ["not when there is none", "", undefined],
  ])("%s", async (_, cookie, opened) => {
    expect((await read(cookie))?.candidate.username).toBe(opened);
  });

  test("and the database is not asked for one without an id or a secret", async () => {
    const context = { ...contextAt(0), accounts: openAccounts({} as D1Database) };
    for (const cookie of ["", "__Host-session=one.", "__Host-session=.secret-of-one"])
      expect(await readSession(asked(cookie), context)).toBeNull();
    await expect(readSession(asked(cookieOf("one")), context)).rejects.toThrow();
  });

  test("and a public page reads only whether it is there", () => {
    const has = (cookie: string) => hasSession(asked(cookie));
    expect([has("__Host-session=anything"), has("__Host-session="), has("__Host-recruiter=a.b"), has("")]).toEqual([
      true,
      false,
      false,
      false,
    ]);
  });

  test("until two hours after its last use, and twelve after it was opened", async () => {
    expect(await read(cookieOf("one"), 2 * HOUR)).toBeNull();
    expect(await read(cookieOf("one"), 2 * HOUR - 1)).not.toBeNull();
    await Promise.all(written.splice(0));
    for (let hours = 3; hours < 12; hours += 1.5) await read(cookieOf("one"), hours * HOUR);
    await Promise.all(written.splice(0));
    expect(await read(cookieOf("one"), 12 * HOUR)).toBeNull();
    expect(await read(cookieOf("one"), 12 * HOUR - 1)).not.toBeNull();
  });

  test("whose use is written down once a minute at most", async () => {
    written.length = 0;
    await read(cookieOf("one"), MINUTE);
    expect(written).toHaveLength(0);
    await read(cookieOf("one"), MINUTE + 1);
    await Promise.all(written);
    expect((await signedIn()).session.seenAt).toBe(new Date(OPENED + MINUTE + 1).toISOString());
  });
});

describe("whoever has no session", () => {
  const sentTo = async (request: Request) => {
    const answer: unknown = await requireCandidate(request, contextAt(0)).catch((thrown: unknown) => thrown);
    if (!(answer instanceof Response)) throw new Error("let in");
    return [answer.headers.get("Location"), answer.headers.get("Set-Cookie")];
  };

  test("is sent to the login, and back to the page", async () => {
    for (const method of ["GET", "HEAD"])
      expect(await sentTo(asked("", { method }))).toEqual(["/connexion?retour=%2Fcompte%3Ffait%3Doui", null]);
  });

  test("loses the cookie of the session that has ended", async () => {
    expect((await sentTo(asked(cookieOf("gone"))))[1]).toBe(closeSessionCookie()["Set-Cookie"]);
  });

  test("is told that her form was not kept", async () => {
    expect((await sentTo(asked("", { method: "POST" })))[0]).toBe("/connexion?retour=%2Fcompte&fait=trop-tard");
  });
});

test("a form of another session, or without its token, is refused", async () => {
  await open("two", await aCandidateRow(accounts, "zoe"));
  const send = (csrf: Record<string, string>) => {
    const request = asked(cookieOf("one"), { method: "POST", body: new URLSearchParams({ ...csrf, name: "Léa" }) });
    request.headers.set("Content-Type", "application/x-www-form-urlencoded");
    return requireCandidateForm(request, contextAt(0));
  };
  const { csrf } = await signedIn();
  const form = await send({ csrf });
  expect([form.candidate.username, form.fields.get("name")]).toEqual(["lea", "Léa"]);
  const ofNoForm = await sign("a key", "", "one");
  for (const wrong of [{}, { csrf: "" }, { csrf: (await signedIn("two")).csrf }, { csrf: ofNoForm }])
    await expect(send(wrong)).rejects.toMatchObject({ status: 403 });
});

test("the cookie of a session is for this site alone, over TLS, out of reach of scripts, for twelve hours", () => {
  expect(sessionHeaders("one.secret")["Set-Cookie"]).toBe(
    "__Host-session=one.secret; HttpOnly; Max-Age=43200; Path=/; SameSite=Lax; Secure",
  );
  expect(closeSessionCookie()["Set-Cookie"]).toBe("__Host-session=; HttpOnly; Max-Age=0; Path=/; SameSite=Lax; Secure");
  expect(strictSessionHeaders(RECRUITER_COOKIE, "a.b", 1000)["Set-Cookie"]).toBe(
    "__Host-recruiter=a.b; HttpOnly; Max-Age=1; Path=/; SameSite=Strict; Secure",
  );
  expect(sessionOf(asked("__Host-recruiter=a"), RECRUITER_COOKIE)).toEqual({ id: "a", secret: "" });
  expect(sessionOf(asked(""), RECRUITER_COOKIE)).toEqual({ id: "", secret: "" });
});

describe("a sensitive action", () => {
  const confirm = async (ms: number, password: string, options = {}) =>
    confirmIdentity(contextAt(ms), await signedIn(), password, options);
  const LATER = 10 * MINUTE + 1;

  test("needs the password ten minutes after it was last given", async () => {
    const session = await signedIn();
    expect([
      mustConfirm(session, new Date(OPENED + LATER - 1)),
      mustConfirm(session, new Date(OPENED + LATER)),
    ]).toEqual([false, true]);
    expect(await confirm(LATER - 1, "")).toEqual({ headers: {} });
    expect(await confirm(LATER, "")).toBe("wrong");
    expect(await confirm(0, "", { always: true })).toBe("wrong");
  });

  test("that is confirmed gives the session another secret, and ten minutes more", async () => {
    const answer = await confirm(LATER, PASSWORD);
    const cookie = (answer as { headers: Record<string, string> }).headers["Set-Cookie"]?.split(";")[0] ?? "";
    expect(cookie).toMatch(/^__Host-session=one\.[\w-]{43}$/);
    expect(await read(cookieOf("one"), LATER)).toBeNull();
    expect((await read(cookie, LATER))?.session.confirmedAt).toBe(new Date(OPENED + LATER).toISOString());
  });

  test("that ends the session leaves its secret", async () => {
    expect(await confirm(LATER, PASSWORD, { last: true })).toEqual({ headers: {} });
    expect(await read(cookieOf("one"))).not.toBeNull();
  });

  test("may be tried ten times with a wrong password, by each candidate", async () => {
    await open("two", await aCandidateRow(accounts, "zoe"));
    const other = await signedIn("two");
    for (let tries = 0; tries < 10; tries++)
      expect(await confirmIdentity(contextAt(LATER), other, "a guess")).toBe("wrong");
    expect(await confirmIdentity(contextAt(LATER), other, "a guess")).toEqual({ wait: 15 * 60 });
    expect(await confirm(LATER, "a guess")).toBe("wrong");
  });
});
