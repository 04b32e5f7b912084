import { expect, test } from "vitest";
import { contactWays } from "#app/domain/offers/contacts.ts";
import { checked } from "./checked.ts";

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

test.each([
  ["-- (()) ..//", false],
  ["3939", true],
  ["393", false],
  ["+33 (0)1 99 00 00 00 ", true],
  ["poste 3939", false],
  ["3939 le matin", false],
  ["3939bis", false],
  ["(01 99 00 00 00)", true],
  [`0${"0".repeat(16)}`, true],
  [`0${"0".repeat(17)}`, false],
  ["01.99.00.00.00", true],
  ["0 - 1 - 9 - 9 - 0 - 0 - 0 - 00", true],
  ["0 - 1 - 9 - 9 - 0 - 0 - 0 - 000", false],
])("« %s » is a telephone number: %s", (phone, isOne) => {
  const { contacts } = checked({ contacts: [{ phone: phone }] });
  expect(contacts.length > 0).toBe(isOne);
});

test("a site of 500 characters is kept, a longer one is not", () => {
  const site = (length: number) => `https://a.example/${"x".repeat(length - 18)}`;
  for (const [length, kept] of [
    [500, [{ url: site(500) }]],
    [501, []],
  ] as const)
    expect(checked({ contacts: [{ url: site(length) }] }).contacts).toEqual(kept);
});

test("the parameters of a site are no entities of HTML", () => {
  const url = "https://emploi.example/postuler?job=1&region=11&copy=2&param=3";
  expect(checked({ contacts: [{ url }] }).contacts).toEqual([{ url }]);
  expect(checked({ contacts: [{ url: url.replaceAll("&", "&amp;") }] }).contacts).toEqual([{ url }]);
  expect(checked({ description: `Postuler : ${url}` }).description).toBe(
    `<p>Postuler : ${url.replaceAll("&", "&amp;")}</p>`,
  );
});

test.each(["<a@b.example>", "Camille Martin <a@b.example>", "Camille Martin &lt;a@b.example&gt;"])(
  "« %s », as mail programs copy it, is an address",
  (email) => {
    expect(checked({ contacts: [{ email }] })).toMatchObject({ contacts: [{ email: "a@b.example" }], doubts: [] });
  },
);
