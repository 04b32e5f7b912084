import fc from "fast-check";
import { expect, test } from "vitest";
import { regionOf } from "#app/domain/nomenclature.ts";
import type { IndexedOffer } from "#app/domain/search/index-row.ts";
import { EMPTY_SEARCH, type Search } from "#app/domain/search/search.ts";
import { indexOf, PLAIN_OFFER } from "./index.ts";

/** Words that say the same, as people write them. A search for one finds the others, and nothing else. */
const FAMILIES = [
  ["développeur", "développeuse", "DÉVELOPPEUR.EUSE", "developpeurs"],
  ["chargé", "chargée", "chargé(e)", "CHARGÉES", "chargé·e·s"],
  ["mission", "missions"],
  ["RH", "ressources humaines", "R.H."],
  ["cuisinier", "cuisinière", "cuisinier-ère"],
  ["comptable", "comptables"],
  ["compte", "comptes"],
  ["C++"],
  ["IA", "intelligence artificielle"],
  ["social", "sociale", "sociaux"],
  ["aide-soignant", "aide soignante"],
  ["patrimoine"],
  ["Rennes"],
] as const;

const REGIONS = ["11", "53", "84"];
const DEPARTMENTS = ["75", "92", "35", "29", "69"];
const ADMINISTRATIONS = ["culture", "a-bc", "ab-c"];
const DOMAINS = ["NUM", "COM", "ACH"];

/** An offer, and which families its texts name. */
type Known = { offer: IndexedOffer; said: Set<number> };

const several = (values: string[]) => fc.uniqueArray(fc.constantFrom(...values), { maxLength: 2 });
const criteria = fc.record({
  types: fc.uniqueArray(fc.constantFrom("apprentissage" as const, "stage" as const)),
  level: fc.option(fc.constantFrom("5" as const, "6" as const, "7" as const)),
  domains: several(DOMAINS),
  administrations: several(ADMINISTRATIONS),
  regions: several(REGIONS),
  departments: several(DEPARTMENTS),
  countries: several(["DEU", "BEL"]),
});
const family = fc.nat({ max: FAMILIES.length - 1 });
const wording = family.chain((index) =>
  fc.record({ index: fc.constant(index), written: fc.constantFrom<string>(...(FAMILIES[index] ?? [])) }),
);

const OFFERS = knownOffers(400);
const INDEX = indexOf(OFFERS.map(({ offer }) => offer));

test("a search finds exactly the offers that a plain reading of it finds", () => {
  fc.assert(
    fc.property(
      criteria,
      fc.array(wording, { maxLength: 3 }),
      fc.option(family.filter((index) => !FAMILIES[index]?.[0].includes("-"))),
      fc.boolean(),
      (asked, wanted, excluded, inBrittany) => {
        const words = [
          ...wanted.map(({ written }) => written),
          ...(inBrittany ? ["Bretagne"] : []),
          ...(excluded === null ? [] : [`-${FAMILIES[excluded]?.[0]}`]),
        ];
        const search = { ...EMPTY_SEARCH, ...asked, words: words.join(" ") };
        const expected = OFFERS.flatMap(({ offer, said }, position) => {
          const found =
            answers(offer, search) &&
            wanted.every(({ index }) => said.has(index)) &&
            (excluded === null || !said.has(excluded)) &&
            (!inBrittany || regionOfOffer(offer) === "53");
          return found ? [position + 1] : [];
        });
        expect(INDEX.found(search)).toEqual(expected);
      },
    ),
    { numRuns: 500 },
  );
});

test("the first value of a dimension never adds an offer", () => {
  fc.assert(
    fc.property(
      criteria,
      fc.constantFrom("types", "domains", "administrations", "level", "place"),
      (asked, dimension) => {
        const without = { ...EMPTY_SEARCH, ...asked, ...emptied(dimension) };
        const before = new Set(INDEX.found(without));
        for (const id of INDEX.found({ ...EMPTY_SEARCH, ...asked })) expect(before).toContain(id);
      },
    ),
    { numRuns: 300 },
  );
});

test("a further value never removes an offer, except a département that replaces its own région", () => {
  fc.assert(
    fc.property(
      criteria,
      fc.constantFrom("domains", "administrations", "regions", "departments", "countries"),
      (asked, field) => {
        const [added, ...rest] = asked[field];
        const otherPlaces = asked.regions.length + asked.departments.length + asked.countries.length - 1;
        const first = field === "domains" || field === "administrations" ? rest.length === 0 : otherPlaces === 0;
        const replaces = field === "departments" && added && asked.regions.includes(regionOf(added) ?? "");
        fc.pre(added !== undefined && !first && !replaces);
        const after = new Set(INDEX.found({ ...EMPTY_SEARCH, ...asked }));
        for (const id of INDEX.found({ ...EMPTY_SEARCH, ...asked, [field]: rest })) expect(after).toContain(id);
      },
    ),
    { numRuns: 300 },
  );
});

function emptied(dimension: string): Partial<Search> {
  if (dimension === "place") return { regions: [], departments: [], countries: [] };
  return { [dimension]: dimension === "level" ? null : [] };
}

/** The criteria, read plainly. */
function answers(offer: IndexedOffer, search: Search): boolean {
  const among = <T>(asked: T[], has: (value: T) => boolean) => asked.length === 0 || asked.some(has);
  const regions = search.regions.filter((region) => !search.departments.some((code) => regionOf(code) === region));
  const placed = search.regions.length + search.departments.length + search.countries.length > 0;
  const here =
    regions.includes(regionOfOffer(offer) ?? "") ||
    search.departments.includes(offer.department ?? "") ||
    search.countries.includes(offer.country);
  return (
    among(search.types, (type) => offer.type === type) &&
    (search.level === null || offer.level === null || String(offer.level) === search.level) &&
    among(search.domains, (domain) => offer.domains.includes(domain)) &&
    among(search.administrations, (slug) => offer.administration?.slug === slug) &&
    (!placed || here)
  );
}

function regionOfOffer({ region, department }: IndexedOffer): string | null {
  return region ?? (department ? regionOf(department) : null);
}

/** The same offers at each run: random, but from a seed. */
function knownOffers(count: number): Known[] {
  const maybe = <T>(values: T[]) => fc.option(fc.constantFrom(...values));
  const texts = fc.array(wording, { maxLength: 5 });
  const arbitrary = fc.record({
    offer: fc.record({
      type: fc.constantFrom("apprentissage" as const, "stage" as const),
      level: maybe([5, 6, 7]),
      domains: several(DOMAINS),
      slug: maybe(ADMINISTRATIONS),
      department: maybe(DEPARTMENTS),
      country: fc.constantFrom("FRA", "FRA", "FRA", "DEU"),
    }),
    title: texts,
    service: texts,
    description: texts,
  });
  return fc
    .sample(arbitrary, { numRuns: count, seed: 2026 })
    .map(({ offer: { slug, ...offer }, title, service, description }) => {
      const written = (said: typeof title) => said.map((each) => each.written).join(", ");
      return {
        offer: {
          ...PLAIN_OFFER,
          ...offer,
          title: written(title),
          service: written(service),
          description: `<p>${written(description)}</p>`,
          administration: slug === null ? null : { slug, label: "Administration" },
        },
        said: new Set([...title, ...service, ...description].map(({ index }) => index)),
      };
    });
}
