import fc from "fast-check";
import { expect, test } from "vitest";
import { COMMON_PASSWORDS } from "#app/domain/account/common-passwords.ts";
import { passwordFault } from "#app/domain/account/password.ts";

const ABOUT = ["lea.martin", "lea.martin@exemple.fr", "Léa", "Martin"];

test.each([
  "739201846502",
  "пароль из слов",
  "我的密码很长很安全你猜不到",
  "🐙🌵🧦🎺🪁🧊🥝🦔🛶🎲🪐🫖",
  "trois cailloux bleus",
  "!?§%&#@+=*~^",
  "correct horse battery staple",
])("%s is taken: twelve characters of any kind", (password) => {
  expect(passwordFault(password, ABOUT)).toBeNull();
});

test.each([
  ["", "Choisissez"],
  ["x", "1 caractère\u00a0"],
  ["trois mots", "10 caractères\u00a0"],
  ["x".repeat(129), "128 caractères au plus"],
  ["123456789012", "courants|suite"],
  ["azertyuiopqs", "courants|suite"],
  ["aaaaaaaaaaaa", "courants|suite"],
  ["ababababababab", "suite|courants"],
  ["MARTIN.martin", "fait de votre nom"],
  ["léa.martin!2027", "fait de votre nom"],
  ["lea.martin@exemple.fr", "fait de votre nom"],
  ["pass-pass-pass", "fait de votre nom|suite"],
  ["motdepasse123", "courants|fait de votre nom"],
])("%s is refused: %s", (password, reason) => {
  expect(passwordFault(password, ABOUT)).toMatch(new RegExp(reason));
});

test("the list holds no word that is nothing, nor one so short that too much would end like it", () => {
  expect(COMMON_PASSWORDS.size).toBeGreaterThan(300);
  for (const password of COMMON_PASSWORDS) expect(password.length).toBeGreaterThanOrEqual(8);
});

test("every one of the list is refused, under other capitals and with digits after it too", () => {
  for (const password of COMMON_PASSWORDS) {
    expect(passwordFault(password, [])).not.toBeNull();
    expect(passwordFault(password.toUpperCase(), [])).not.toBeNull();
  }
  expect(passwordFault("websolutionssu2027", [])).not.toBeNull();
});

test("what is left of a password when the names are taken out of it counts, whatever they are", () => {
  fc.assert(
    fc.property(
      fc.string({ unit: "grapheme", minLength: 12, maxLength: 60 }),
      fc.array(fc.string({ maxLength: 20 }), { maxLength: 4 }),
      (password, about) => {
        const fault = passwordFault(password, about);
        expect(fault === null || fault.length > 20).toBe(true);
      },
    ),
  );
});
