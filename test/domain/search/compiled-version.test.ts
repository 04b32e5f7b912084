import { createHash } from "node:crypto";
import { expect, test } from "vitest";
import { DEPARTMENTS, DOMAINS, REGIONS } from "#app/domain/nomenclature.ts";
import { domainWordings } from "#app/domain/search/keywords/domain-words.ts";
import { COMPILED_VERSION, compileMatch } from "#app/domain/search/match.ts";
import { EMPTY_SEARCH } from "#app/domain/search/search.ts";
import * as acronyms from "#app/domain/text/lists/acronyms.ts";
import * as diplomas from "#app/domain/text/lists/diplomas.ts";
import * as everyday from "#app/domain/text/lists/everyday-words.ts";
import * as synonyms from "#app/domain/text/lists/synonym-groups.ts";
import * as trades from "#app/domain/text/lists/trades.ts";

/** As people type. */
const TYPED = [
  "chargée de communication -stage",
  "« ressources humaines » Rennes 35",
  "développeur·euse C++ (H/F) bac +3",
  "apprenti archives Bretagne",
  "A-2025-159026",
  "l'étude d'impact IDF",
  "alternance 6 mois septembre 2026",
];

/** What the version stands for: raise the version in app/domain/search/match.ts, then write the new pair here. */
const RECORDED = { version: 5001, fingerprint: "07815f3a870b999a" };

test("what searches are compiled to has not changed without its version: saved searches would find other offers than pages", () => {
  const words = [
    ...Object.values({ ...acronyms, ...diplomas, ...everyday, ...synonyms, ...trades }).flat(3),
    ...domainWordings().map((wording) => `informatique ${wording}`),
    ...TYPED,
    ...[...REGIONS, ...DEPARTMENTS, ...DOMAINS].map(({ label }) => label),
  ];
  const expressions = words.map((each) => compileMatch({ ...EMPTY_SEARCH, words: String(each) }).expression);
  const filters = compileMatch({ ...EMPTY_SEARCH, types: ["stage"], level: "6", regions: ["53"], departments: ["69"] });
  const around = compileMatch({ ...EMPTY_SEARCH, commune: "35238", startsFrom: "2026-09", conditions: ["handicap"] });
  const fingerprint = createHash("sha256")
    .update([...expressions, filters.expression, around.expression].join("\n"))
    .digest("hex");
  expect({ version: COMPILED_VERSION, fingerprint: fingerprint.slice(0, 16) }).toEqual(RECORDED);
});
