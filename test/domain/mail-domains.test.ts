import { expect, test } from "vitest";
import { employerDomain } from "#app/domain/mail-domains.ts";

test.each([
  ["Ada@Culture.Gouv.fr", "culture.gouv.fr"],
  ["ada@interieur.gouv.fr ", "interieur.gouv.fr"],
  ["ada@orange.example.fr", "orange.example.fr"],
])("the owners of %s’s domain may be let in: %s", (email, domain) => {
  expect(employerDomain(email)).toBe(domain);
});

test.each([
  "ada@yahoo.co.uk",
  "ada@hotmail.be",
  "ada@gmx.net",
  "ada@proton.ch",
  "ada@live.com.au",
  "ada@gmail.com",
  "ada@ORANGE.fr",
  "ada@laposte.net",
  "ada@proton.me",
  "ada@ｇｍａｉｌ.com",
])("%s is an address that anybody gets", (email) => {
  expect(employerDomain(email)).toBeNull();
});
