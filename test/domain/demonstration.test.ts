import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { expect, test } from "vitest";
import { formatTown } from "#app/domain/format.ts";
import { COUNTRIES, DEPARTMENTS, DOMAINS, REGIONS, regionOf } from "#app/domain/nomenclature.ts";
import { checkPosting } from "#app/domain/offers/posting.ts";
import { indexRow } from "#app/domain/search/index-row.ts";
import { ADMINISTRATIONS } from "#workers/local/demonstration/employers/administrations.ts";
import { PROFILES } from "#workers/local/demonstration/hiring.ts";
import { TOWNS } from "#workers/local/demonstration/places/towns.ts";
import { type DemonstrationPosting, demonstrationPostings } from "#workers/local/demonstration/postings.ts";
import { ABROAD } from "#workers/local/demonstration/trades/abroad.ts";

const TODAY = "2026-11-23";
const postings = demonstrationPostings(TODAY);
const COMMUNES = createRequire(import.meta.url).resolve("@etalab/decoupage-administratif/data/communes.json");
type Commune = { nom: string; departement?: string; collectivite?: string };
const distinct = <T>(values: T[]) => new Set(values.filter((value) => value !== null));

test("there are 700 to 1,000 offers, of both types, each under a reference of its own", () => {
  expect(postings.length).toBeGreaterThanOrEqual(700);
  expect(postings.length).toBeLessThanOrEqual(1000);
  expect(distinct(postings.map(({ reference }) => reference)).size).toBe(postings.length);
  for (const type of ["stage", "apprentissage"]) {
    expect(postings.filter((posting) => posting.type === type).length).toBeGreaterThan(200);
  }
});

test("every way to write the title of a trade has an offer", () => {
  const titles = distinct(postings.map(({ title }) => title));
  const known = [...PROFILES, ...ABROAD].flatMap((profile) => profile.titles);
  expect(known.filter((title) => !titles.has(title))).toEqual([]);
});

test("every trade is hired for by somebody, and every town is where it is said to be", () => {
  const hired = new Set(ADMINISTRATIONS.flatMap(({ employers }) => employers.flatMap(({ hires }) => hires)));
  expect(PROFILES.filter(({ trade }) => !hired.has(trade))).toEqual([]);
  const communes: Commune[] = JSON.parse(readFileSync(COMMUNES, "utf8"));
  const known = new Set(communes.map(({ nom, departement, collectivite }) => `${departement ?? collectivite} ${nom}`));
  const listed = TOWNS.flatMap(([department, ...towns]) => towns.map((town) => `${department} ${town}`));
  expect(listed.filter((town) => !known.has(town))).toEqual([]);
});

test("an offer that names a région, a département or a town is there", () => {
  const wrong = postings.flatMap((posting) => {
    const said = Object.values(textsOf(posting)).join(" ");
    const elsewhere = namesIn(said).filter((name) => !placesOf(name).includes(posting.department ?? ""));
    return elsewhere.map((name) => `${name}: ${posting.title}, ${posting.employer}, ${posting.city}`);
  });
  expect(wrong).toEqual([]);
});

test("many employers and services name the place where one works", () => {
  const naming = postings.filter(({ employer, service }) => namesIn(`${employer} ${service}`).length > 0);
  expect(naming.length).toBeGreaterThan(postings.length / 2);
});

test("the town of an offer is of its département", () => {
  const wrong = postings.filter(({ country, city, department }) => {
    const [, ...towns] = TOWNS.find(([code]) => code === department) ?? [""];
    return country === "FRA" && !towns.includes(formatTown(city ?? "").replace(/ \d+e$/, ""));
  });
  expect(wrong).toEqual([]);
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

test("some are the same offer at several places: one entry of the results", () => {
  const groups = Map.groupBy(postings, (posting) => {
    const { administration: label, publishedAt, updatedAt, ...offer } = posting;
    return indexRow({ ...offer, administration: { slug: label ?? "", label: label ?? "" } }).twin;
  });
  const several = [...groups.values()].filter((group) => distinct(group.map(({ department }) => department)).size > 1);
  expect(several.length).toBeGreaterThanOrEqual(12);
});

test("texts are of all lengths, with lists or without", () => {
  const lengths = postings.map(({ description }) => (description ?? "").replace(/<[^>]+>/g, "").length);
  expect(lengths.filter((length) => length < 200).length).toBeGreaterThan(100);
  expect(lengths.filter((length) => length > 600).length).toBeGreaterThan(100);
  const listed = postings.filter(({ description }) => description?.includes("<ul>"));
  expect(listed.length).toBeGreaterThan(postings.length / 3);
  expect(listed.length).toBeLessThan((postings.length * 3) / 4);
});

test("French marks stand after a space that does not break, and every text ends a sentence", () => {
  for (const html of postings.flatMap((posting) => Object.values(textsOf(posting)).filter((text) => text !== null))) {
    expect(html).not.toMatch(/ [:;!?»]|« /);
    expect(html).not.toMatch(/(?<!\p{L})(de|que|le|la) (?!ou )(?=[aeiouéèêâ])/u);
    if (html.startsWith("<")) expect(html).toMatch(/[.!?]<\/(p|li)>(<\/ul>)?$/);
  }
});

test("some say whether one may work from home, whether the post is adapted, and what is paid", () => {
  const offices = new Set(PROFILES.filter(({ setting }) => setting === "office").flatMap(({ titles }) => titles));
  const share = (some: unknown[], all: unknown[]) => some.length / all.length;
  const inOffices = postings.filter(({ title }) => offices.has(title));
  const remote = inOffices.filter(({ telework }) => telework === true);
  expect(share(remote, inOffices)).toBeGreaterThan(0.2);
  expect(share(remote, inOffices)).toBeLessThan(0.4);
  expect(postings.filter(({ title, telework }) => telework === true && !offices.has(title))).toEqual([]);
  const refused = share(
    postings.filter(({ telework }) => telework === false),
    postings,
  );
  expect(refused).toBeGreaterThan(0.05);
  expect(refused).toBeLessThan(0.15);
  const adapted = share(
    postings.filter(({ disabilityFriendly }) => disabilityFriendly === true),
    postings,
  );
  expect(adapted).toBeGreaterThan(0.28);
  expect(adapted).toBeLessThan(0.42);
  expect(postings.filter(({ disabilityFriendly }) => disabilityFriendly === false)).toEqual([]);
  const paid = share(
    postings.filter(({ pay }) => pay !== null),
    postings,
  );
  expect(paid).toBeGreaterThan(0.08);
  expect(paid).toBeLessThan(0.16);
});

test("nobody is paid less than the law says", () => {
  const paid = postings.flatMap(({ type, pay }) => (pay ? [{ type, pay }] : []));
  for (const { type, pay } of paid) {
    const [amount = 0] = [...pay.matchAll(/\d+(?:,\d+)?(?=\s€)|\d+(?=\s\d{3}\s€)/g)].map(([text]) =>
      Number(text.replace(",", ".")),
    );
    const [percent = 100] = [...pay.matchAll(/\d+(?=\s%)/g)].map(([text]) => Number(text));
    if (type === "stage") expect(amount >= 4.5 && (amount < 100 || amount >= 683), pay).toBe(true);
    else expect(percent >= 27 && (amount === 0 || amount === 1 || amount >= 600), pay).toBe(true);
  }
});

test("no text contradicts what the offer says of its conditions", () => {
  for (const { telework, pay, more, disabilityFriendly } of postings) {
    if (more?.includes("télétravail") || more?.includes("Télétravail")) expect(telework).toBe(true);
    if (more?.includes("entièrement sur place")) expect(telework).toBe(false);
    if (more?.includes("mobilité réduite")) expect(disabilityFriendly).toBe(true);
    if (pay) expect(more ?? "").not.toMatch(/Gratification|Rémunération/);
  }
});

test("one starts after the last day to apply, and never for longer than the law allows", () => {
  for (const { type, startsOn, expiresOn, durationMaxMonths } of postings) {
    if (startsOn && expiresOn) expect(startsOn > expiresOn).toBe(true);
    expect(durationMaxMonths ?? 0).toBeLessThanOrEqual(type === "stage" ? 6 : 36);
  }
  for (const field of ["level", "startsOn", "durationMinMonths"] as const) {
    expect(postings.filter((posting) => posting[field] === null).length).toBeGreaterThan(20);
  }
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

/** All that an offer says in words. */
function textsOf(
  posting: Pick<
    DemonstrationPosting,
    "employer" | "service" | "description" | "profile" | "employerDescription" | "more"
  >,
) {
  const { employer, service, description, profile, employerDescription, more } = posting;
  return { employer, service, description, profile, employerDescription, more };
}

/** Names of régions, départements and towns, the longest first: « Pays de la Loire » is not the Loire. */
const NAMES = [...REGIONS, ...DEPARTMENTS]
  .map(({ label }) => label)
  .concat(TOWNS.flatMap(([, ...towns]) => towns))
  .sort((a, b) => b.length - a.length);
/** Whole names only: « Nancy-Metz » names neither. « Le Havre » is « du Havre » after a word. */
const NAMED = new RegExp(
  `(?<![\\p{L}-])(?:${NAMES.map((name) => name.replace(/^Les? /, "")).join("|")})(?![\\p{L}-])`,
  "gu",
);

function namesIn(text: string): string[] {
  return [...text.matchAll(NAMED)].map(([name]) => name);
}

/** The départements that a name may mean. */
function placesOf(name: string): string[] {
  const isNamed = (label: string) => label.replace(/^Les? /, "") === name;
  return [
    ...DEPARTMENTS.filter(({ label }) => isNamed(label)).map(({ code }) => code),
    ...DEPARTMENTS.filter(({ region }) => REGIONS.some(({ code, label }) => code === region && isNamed(label))).map(
      ({ code }) => code,
    ),
    ...TOWNS.filter(([, ...towns]) => towns.some(isNamed)).map(([code]) => code),
  ];
}
