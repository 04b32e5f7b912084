import { expect, test } from "vitest";
import { isMailAddress } from "#app/domain/mail-address.ts";

test.each([
  "rh@ville.fr",
  "prenom.nom+stage@drac.culture.gouv.fr",
  "o'neil_rh-@exemple.fr",
  "été@écologie.fr",
  "a@xn--cole-9oa.fr",
  "a@exemple.xn--p1ai",
  `${"a".repeat(64)}@exemple.fr`,
])("%s is an address", (address) => {
  expect(isMailAddress(address)).toBe(true);
});

test.each([
  "x@exemple..fr",
  "x@.exemple.fr",
  "x@exemple.fr.",
  ".x@exemple.fr",
  "x.@exemple.fr",
  "x..y@exemple.fr",
  "x@-exemple.fr",
  "x@exemple-.fr",
  "x@_exemple.fr",
  "x@exemple_.fr",
  "x@sous_domaine.exemple.fr",
  "x@exemple.f",
  "x@exemple.42",
  "x@exemple",
  "x@192.0.2.1",
  "x@@exemple.fr",
  "@exemple.fr",
  "x@",
  "x y@exemple.fr",
  '"x y"@exemple.fr',
  "x@exemple.fr, y@exemple.fr",
  "x\u200B@exemple.fr",
  `${"a".repeat(65)}@exemple.fr`,
  `x@${"a".repeat(64)}.fr`,
  `x@${"exemple.".repeat(32)}fr`,
])("%s is none", (address) => {
  expect(isMailAddress(address)).toBe(false);
});
