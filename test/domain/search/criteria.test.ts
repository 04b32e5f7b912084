import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { labelOf } from "#app/domain/nomenclature.ts";
import { criteriaOf, without, withoutEachDimension } from "#app/domain/search/criteria.ts";
import { describeSearch } from "#app/domain/search/describe-search.ts";
import { distanceOf } from "#app/domain/search/distance.ts";
import { explainDropped } from "#app/domain/search/dropped-criteria.ts";
import { canonicalQuery, EMPTY_SEARCH, isEmpty, PARAMETERS, parseSearch } from "#app/domain/search/search.ts";
import { searches } from "./searches.ts";

const parse = (query: string) => parseSearch(new URLSearchParams(query));

describe("a search with every criterion", () => {
  const query =
    "q=data&dans=intitule&type=stage&niveau=7&domaine=NUM&administration=mc&region=11&departement=2A&pays=DEU";
  const { search } = parse(`${query}&lieu=35238&rayon=60&debut=2026-09&duree=moyenne&condition=teletravail&page=3`);
  const labels = new Map([["mc", "Culture"]]);

  test("is described in the order of the form", () => {
    expect(describeSearch(search, labels)).toBe(
      "Stage · data dans l’intitulé · Niveau 7 · Numérique · Culture · 60\u00a0km autour de Rennes (35), Île-de-France, Corse-du-Sud, Allemagne · Début à partir de septembre 2026 · 3 à 6 mois · Télétravail possible",
    );
    expect(describeSearch(search)).toContain(" · mc · ");
  });

  test("has a tag for each, in the order of the address", () => {
    expect(criteriaOf(search, labels).map(({ field, value, label }) => [field, value, label])).toEqual([
      ["words", "data", "«\u00a0data\u00a0»"],
      ["titleOnly", "intitule", "Dans l’intitulé seulement"],
      ["types", "stage", "Stage"],
      ["level", "7", labelOf("level", "7")],
      ["domains", "NUM", "Numérique"],
      ["administrations", "mc", "Culture"],
      ["regions", "11", "Île-de-France"],
      ["departments", "2A", "Corse-du-Sud"],
      ["countries", "DEU", "Allemagne"],
      ["commune", "35238", "60\u00a0km autour de Rennes (35)"],
      ["startsFrom", "2026-09", "Début à partir de septembre 2026"],
      ["durations", "moyenne", "3 à 6 mois"],
      ["conditions", "teletravail", "Télétravail possible"],
    ]);
  });

  test("loses one, and its page, when its tag is taken away", () => {
    const whole = canonicalQuery({ ...search, page: 1 });
    for (const criterion of criteriaOf(search)) {
      const parameters = [`${PARAMETERS[criterion.field]}=${criterion.value}`];
      if (criterion.field === "commune") parameters.push("rayon=60");
      // The words give their sense to where they are looked for.
      if (criterion.field === "words") parameters.push("dans=intitule");
      const left = whole.split("&").filter((part) => !parameters.includes(part));
      expect(canonicalQuery(without(search, criterion))).toBe(left.join("&"));
    }
  });

  test("loses one dimension after the other, of which place is one", () => {
    const lost = withoutEachDimension(search).map(({ fields, search: left }) => {
      const kept = canonicalQuery(left).split("&");
      return [
        fields.join(),
        canonicalQuery(search)
          .split("&")
          .filter((part) => !kept.includes(part))
          .join("&"),
      ];
    });
    expect(lost).toEqual([
      ["types", "type=stage"],
      ["level", "niveau=7"],
      ["domains", "domaine=NUM"],
      ["administrations", "administration=mc"],
      ["regions,departments,countries", "region=11&departement=2A&pays=DEU&lieu=35238&rayon=60"],
      ["durations", "duree=moyenne"],
    ]);
    expect(withoutEachDimension(parse("q=data&condition=teletravail").search)).toEqual([]);
  });
});

test("a commune or an administration of which nothing is known is shown as it is", () => {
  const search = { ...EMPTY_SEARCH, commune: "99999", administrations: ["mc"] };
  expect(criteriaOf(search).map(({ label }) => label)).toEqual(["mc", "99999"]);
  expect(describeSearch(search)).toBe("mc");
});

test("each criterion can be taken away by itself, which goes back to the first page", () => {
  const { search } = parse("q=data&type=stage&niveau=7&region=11&region=53&page=4");
  expect(criteriaOf(search).map(({ label }) => label)).toEqual([
    "«\u00a0data\u00a0»",
    "Stage",
    labelOf("level", "7"),
    "Île-de-France",
    "Bretagne",
  ]);
  expect(canonicalQuery(without(search, { field: "regions", value: "11" }))).toBe(
    "q=data&type=stage&niveau=7&region=53",
  );
  expect(canonicalQuery(without(search, { field: "level", value: "7" }))).toBe("q=data&type=stage&region=11&region=53");
});

test("taking all the criteria away, one after the other, leaves the empty search", () => {
  fc.assert(
    fc.property(searches(), (search) => {
      const left = criteriaOf(search).reduce((rest, criterion) => without(rest, criterion), search);
      expect(isEmpty(left)).toBe(true);
    }),
  );
});

describe("what was dropped is told", () => {
  test.each([
    ["q", "x", "too-long", "Les mots-clés ont été coupés à 200 caractères."],
    [
      "administration",
      "a",
      "too-many",
      "Trop de valeurs pour le critère «~administration~»~: «~a~» n’est pas pris en compte.",
    ],
    ["niveau", "7", "repeated", "Critère «~niveau de diplôme~» donné plusieurs fois~: «~7~» n’est pas pris en compte."],
    [
      "ou",
      "Trifouillis",
      "unknown",
      "Lieu inconnu~: «~Trifouillis~». Essayez une commune, un code postal, un département, une région ou un pays.",
    ],
    ["region", "99", "unknown", "Critère ignoré~: région «~99~»."],
    ["autre", "9", "unknown", "Critère ignoré~: autre «~9~»."],
    ["autre", "9", "too-many", "Trop de valeurs pour le critère «~autre~»~: «~9~» n’est pas pris en compte."],
  ] as const)("%s=%s, %s", (parameter, value, reason, told) => {
    expect(explainDropped({ parameter, value, reason })).toBe(told.replaceAll("~", "\u00a0"));
  });

  test("twenty times at most, each in sixty characters", () => {
    expect(parse("region=zz&".repeat(500)).dropped).toHaveLength(20);
    expect(parse(`region=${"z".repeat(60)}`).dropped[0]?.value).toBe("z".repeat(60));
    expect(parse(`region=+${"z".repeat(61)}+`).dropped[0]?.value).toBe(`${"z".repeat(60)}…`);
  });

  test("when more than fifty administrations are named", () => {
    const named = Array.from({ length: 52 }, (_, n) => `administration=a${n}`).join("&");
    const { search, dropped } = parse(`${named}&administration=a1`);
    expect(search.administrations).toHaveLength(50);
    expect(dropped).toEqual([
      { parameter: "administration", value: "a50", reason: "too-many" },
      { parameter: "administration", value: "a51", reason: "too-many" },
    ]);
  });

  test("when a value comes again with another sense", () => {
    expect(parse("niveau=7&niveau=7&tri=recent&tri=RECENT").dropped).toEqual([
      { parameter: "tri", value: "RECENT", reason: "repeated" },
    ]);
    expect(parse("tri=distance&region=11").dropped).toEqual([
      { parameter: "tri", value: "distance", reason: "unknown" },
    ]);
    expect(parse("tri=distance&lieu=35238").dropped).toEqual([]);
  });
});

test.each([
  ["35238", "29019", 211],
  ["35238", "35051", 5],
  ["35238", "35238", null],
  ["35238", null, null],
  [null, "35238", null],
  ["35238", "99999", null],
  ["99999", "35238", null],
])("from commune %s to %s there are %s km", (commune, other, kilometres) => {
  expect(distanceOf({ commune }, { commune: other })).toBe(kilometres);
});
