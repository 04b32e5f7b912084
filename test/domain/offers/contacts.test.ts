import { expect, test } from "vitest";
import { contactWays } from "#app/domain/offers/contacts.ts";

const ADA = { name: "Ada", email: "ada@drac.example", phone: "01 99 00 12 34" };
const SITE = { url: "https://drac.example/recrutement" };

test("the ways to an employer are its address, its number and its site, whoever gave them", () => {
  expect(contactWays([SITE, ADA])).toEqual([
    { by: "email", to: ADA.email },
    { by: "phone", to: ADA.phone },
    { by: "url", to: SITE.url },
  ]);
  expect(contactWays([{ ...SITE, name: "Ada" }])).toEqual([{ by: "url", to: SITE.url }]);
  expect(contactWays([])).toEqual([]);
});

test("where there are several of a kind, the list comes first, and one does not choose for the candidate", () => {
  expect(contactWays([ADA, { email: "bob@drac.example" }, SITE])).toEqual([
    { by: "choice" },
    { by: "phone", to: ADA.phone },
    { by: "url", to: SITE.url },
  ]);
  expect(contactWays([{ email: ADA.email }, { email: "bob@drac.example" }])).toEqual([{ by: "choice" }]);
});

test("the same address given twice is one", () => {
  expect(contactWays([ADA, { name: "Bob", email: ADA.email }]).map(({ by }) => by)).toEqual(["email", "phone"]);
});
