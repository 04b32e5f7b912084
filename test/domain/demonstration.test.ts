import { expect, test } from "vitest";
import { COUNTRIES, DEPARTMENTS, DOMAINS, REGIONS, regionOf } from "#app/domain/nomenclature.ts";
import { checkPosting } from "#app/domain/offers/posting.ts";
import { demonstrationPostings } from "#workers/local/demonstration/postings.ts";

const TODAY = "2026-11-23";
const postings = demonstrationPostings(TODAY);
const distinct = <T>(values: T[]) => new Set(values.filter((value) => value !== null));

test("there are at least 600 offers of both types, each under a reference of its own", () => {
  expect(postings.length).toBeGreaterThanOrEqual(600);
  expect(distinct(postings.map(({ reference }) => reference)).size).toBe(postings.length);
  for (const type of ["stage", "apprentissage"]) {
    expect(postings.filter((posting) => posting.type === type).length).toBeGreaterThan(200);
  }
});

test("they cover levels 3 to 7 and none, all domains, 25 administrations and their services", () => {
  const levels = distinct(postings.map(({ level }) => level));
  for (const level of [3, 4, 5, 6, 7]) expect(levels).toContain(level);
  expect(postings.filter(({ level }) => level === null).length).toBeGreaterThan(20);
  expect(distinct(postings.flatMap(({ domains }) => domains)).size).toBe(DOMAINS.length);
  expect(distinct(postings.map(({ administration }) => administration)).size).toBeGreaterThanOrEqual(25);
  expect(distinct(postings.map(({ employer }) => employer)).size).toBeGreaterThan(200);
});

test("they are in every region of France, overseas included, and in 12 countries", () => {
  const regions = distinct(postings.map(({ department }) => department && regionOf(department)));
  const lived = REGIONS.filter(({ code }) => !["977", "978", "984", "986", "989"].includes(code));
  expect([...lived.map(({ code }) => code)].filter((code) => !regions.has(code))).toEqual([]);
  const countries = distinct(postings.map(({ country }) => country));
  countries.delete("FRA");
  expect(countries.size).toBeGreaterThanOrEqual(12);
  for (const country of countries) expect(COUNTRIES.map(({ code }) => code)).toContain(country);
  const departments = DEPARTMENTS.filter(({ code }) => postings.some(({ department }) => department === code));
  expect(departments.length).toBeGreaterThan(95);
});

test("every one passes the check of the imports without a doubt", () => {
  const doubtful = postings
    .map((posting) => checkPosting(posting, `${TODAY}T06:00:00.000Z`))
    .filter((checked) => !checked.ok || checked.doubts.length > 0);
  expect(doubtful).toEqual([]);
});

test("some are near-clones: the same title, employer and text in other places", () => {
  const groups = Map.groupBy(postings, ({ title, employer, description }) => [title, employer, description].join());
  const clones = [...groups.values()].filter((group) => distinct(group.map(({ city }) => city)).size > 1);
  expect(clones.length).toBeGreaterThanOrEqual(12);
});

test.each(["2026-11-23", "2028-02-29", "2026-12-31", "2027-01-01"])("on %s they are recent and open", (today) => {
  for (const { publishedAt, startsOn, expiresOn, reference } of demonstrationPostings(today)) {
    expect(publishedAt <= `${today}T05:59:59.999Z`).toBe(true);
    expect(Date.parse(today) - Date.parse(publishedAt)).toBeLessThan(80 * 86_400_000);
    expect(startsOn === null || startsOn > today).toBe(true);
    expect(expiresOn === null || expiresOn >= today).toBe(true);
    expect(reference.slice(2, 6)).toBe(publishedAt.slice(0, 4));
  }
});

test("several were published today, and several close within the week", () => {
  expect(postings.filter(({ publishedAt }) => publishedAt.startsWith(TODAY)).length).toBeGreaterThan(5);
  const closing = postings.filter(
    ({ expiresOn }) => expiresOn && Date.parse(expiresOn) - Date.parse(TODAY) < 7 * 86_400_000,
  );
  expect(closing.length).toBeGreaterThan(10);
});

test("they are always the same", () => {
  expect(demonstrationPostings(TODAY)).toEqual(postings);
});

test("nobody can be disturbed: addresses under .example, numbers kept for fiction", () => {
  for (const { email, phone, url } of postings.flatMap(({ contacts }) => contacts)) {
    if (email) expect(email).toMatch(/\.example$/);
    if (phone) expect(phone).toMatch(/^(01 99 00|02 61 91|03 53 01|04 65 71|05 36 49|06 39 98) \d\d \d\d$/);
    if (url) expect(new URL(url).hostname).toMatch(/\.example$/);
  }
  for (const way of ["email", "phone", "url"] as const) {
    expect(postings.filter(({ contacts }) => contacts.some((contact) => contact[way])).length).toBeGreaterThan(50);
  }
});

test("an apprenticeship does not call itself a stage, nor the reverse", () => {
  const wrong = postings.filter(({ type, title }) => (type === "stage" ? /apprenti/i : /\bstage\b/i).test(title));
  expect(wrong.map(({ title }) => title)).toEqual([]);
});
