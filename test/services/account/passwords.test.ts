import { expect, test } from "vitest";
import { hashPassword, TooBusy, verifyPassword } from "#app/services/account/passwords.ts";

const PEPPER = "un poivre";
const PASSWORD = "trois cailloux bleus";

test("11.4.2, 11.5.1: a password is kept as Argon2id of 19 MiB, two passes and one lane, under a salt of its own", async () => {
  const [one, two] = await Promise.all([hashPassword(PEPPER, PASSWORD), hashPassword(PEPPER, PASSWORD)]);
  for (const phc of [one, two]) {
    const [, kind, version, parameters = "", salt = "", tag = ""] = phc.split("$");
    expect([kind, version]).toEqual(["argon2id", "v=19"]);
    const { m, t, p } = Object.fromEntries(parameters.split(",").map((pair) => pair.split("=")));
    expect([Number(m), Number(t), Number(p)]).toEqual([19_456, 2, 1]);
    // Base64 without padding: 16 and 32 bytes.
    expect([atob(salt).length, atob(tag).length]).toEqual([16, 32]);
  }
  expect(one).not.toBe(two);
  expect(await verifyPassword(PEPPER, PASSWORD, one)).toBe("right");
});

test("a password is right under its own pepper alone: a stolen database without the worker's secret is useless", async () => {
  const phc = await hashPassword(PEPPER, PASSWORD);
  expect(await verifyPassword("un autre poivre", PASSWORD, phc)).toBe("wrong");
  expect(await verifyPassword(PEPPER, `${PASSWORD} `, phc)).toBe("wrong");
  expect(await verifyPassword(PEPPER, "", phc)).toBe("wrong");
});

test("without the pepper, hashing and checking throw", async () => {
  await expect(hashPassword(undefined, PASSWORD)).rejects.toThrow("PASSWORD_PEPPER");
  await expect(verifyPassword("", PASSWORD, null)).rejects.toThrow("PASSWORD_PEPPER");
});

test("a password that was hashed with other parameters is right, and stale", async () => {
  // Computed by the same library: m = 8 MiB, t = 3, over HMAC-SHA-256 of the password under the pepper.
  expect(await verifyPassword(PEPPER, PASSWORD, OLDER)).toBe("stale");
  expect(await verifyPassword(PEPPER, "pas celui-ci", OLDER)).toBe("wrong");
});

test("a malformed hash and a missing account are wrong", async () => {
  for (const phc of [
    null,
    "",
    "x",
    "$2b$12$abcdefghijklmnopqrstuv",
    "$argon2id$v=19$m=19456,t=2,p=1$$",
    "$argon2i$v=19$m=1,t=1,p=1$AAAA$AAAA",
  ]) {
    expect(await verifyPassword(PEPPER, PASSWORD, phc)).toBe("wrong");
  }
});

test("of a hundred concurrent passwords, forty are hashed one after the other, and the others are refused at once", async () => {
  const outcomes = await Promise.allSettled(Array.from({ length: 100 }, () => hashPassword(PEPPER, PASSWORD)));
  const refused = outcomes.filter((outcome) => outcome.status === "rejected");
  expect(refused.length).toBe(60);
  for (const { reason } of refused) expect(reason).toBeInstanceOf(TooBusy);
  expect(await verifyPassword(PEPPER, PASSWORD, await hashPassword(PEPPER, PASSWORD))).toBe("right");
});

const OLDER = "$argon2id$v=19$m=8192,t=3,p=1$AQgPFh0kKzI5QEdOVVxjag$vICE3AUthwod088S/7x1yMhz6PsVeffQeWiNA6YNSF8";
