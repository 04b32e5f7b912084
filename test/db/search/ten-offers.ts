import { parseSearch } from "#app/domain/search/search.ts";
import { findResults } from "#db/catalogue/search/results.ts";
import { db } from "#test/support/imports/imports.ts";
import { aPosting } from "#test/support/postings.ts";

export const TODAY = "2026-01-15";
const TWIN = { title: "Jardinier", description: "<p>Vous jardinez.</p>", domains: ["ENV"], level: 4 };

/** Three archivists, one gardener at three places, and others whose words or places matter. */
export const POSTINGS = [
  aPosting({ reference: "S-2026-000001", title: "Archiviste", domains: ["CUL"], level: 6 }),
  aPosting({ reference: "S-2026-000002", title: "Archiviste adjointe", domains: ["CUL", "DOC"], level: 7 }),
  aPosting({
    reference: "A-2026-000003",
    title: "Apprentie archiviste",
    domains: ["CUL"],
    level: null,
    region: "11",
    department: "75",
  }),
  aPosting({
    reference: "S-2026-000004",
    title: "Juriste",
    domains: ["JUR"],
    administration: "Ministère de la Justice",
  }),
  aPosting({ reference: "A-2026-000005", ...TWIN, region: "53", department: "29", city: "BREST" }),
  aPosting({ reference: "A-2026-000006", ...TWIN, region: "53", department: "35", city: "RENNES" }),
  aPosting({ reference: "A-2026-000007", ...TWIN, region: "11", department: "75", city: "PARIS" }),
  aPosting({
    reference: "S-2026-000008",
    title: "Informaticien",
    description: "<p>Développement, réseaux et climatisation.</p>",
    domains: ["NUM"],
  }),
  aPosting({
    reference: "S-2026-000009",
    title: "Guide",
    description: "<p>Vous parlerez de l’Alsace.</p>",
    domains: ["INT"],
    region: "11",
    department: "75",
  }),
  aPosting({
    reference: "S-2026-000010",
    title: "Hydrologue à la ferme",
    description: "<p>Vous mesurez.</p>",
    domains: ["RCH"],
    region: "44",
    department: "67",
  }),
];

export const searchOf = (query: string) => parseSearch(new URLSearchParams(query)).search;
export const results = (query: string) => findResults(db, searchOf(query), TODAY);
