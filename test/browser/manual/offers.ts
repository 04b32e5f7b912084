import { aPosting } from "#test/support/postings.ts";

export const WEB = "Développeuse web";
export const ARCHIVES = "Archiviste des fonds anciens";
export const LAW = "Juriste du contentieux";
export const BERLIN = "Attachée culturelle à Berlin";
export const BRUSSELS = "Attachée de presse à Bruxelles";

/** An offer with every way to its employer. */
export const REACHABLE = { reference: "A-2026-1001", title: WEB };

/** Five offers that every criterion tells apart, the newest first. */
export const OFFERS = [
  aPosting({
    ...REACHABLE,
    domains: ["NUM"],
    level: 6,
    contacts: [
      {
        name: "Ada Martin",
        email: "ada@drac.example",
        phone: "01 99 00 12 34",
        url: "https://drac.example/recrutement",
      },
    ],
    publishedAt: "2026-01-09T08:00:00.000Z",
  }),
  aPosting({
    reference: "S-2026-1002",
    title: ARCHIVES,
    domains: ["CUL"],
    level: 7,
    administration: "Ministère de la Justice",
    region: "11",
    department: "75",
    city: "PARIS",
    publishedAt: "2026-01-08T08:00:00.000Z",
  }),
  aPosting({
    reference: "S-2026-1003",
    title: LAW,
    domains: ["JUR"],
    level: 5,
    administration: "Ministère des Armées",
    region: "93",
    department: "13",
    city: "MARSEILLE",
    publishedAt: "2026-01-07T08:00:00.000Z",
  }),
  ...[
    { reference: "S-2026-1004", title: BERLIN, country: "DEU", city: "BERLIN", day: "06" },
    { reference: "S-2026-1005", title: BRUSSELS, country: "BEL", city: "BRUXELLES", day: "05" },
  ].map(({ day, ...said }) =>
    aPosting({
      ...said,
      domains: ["INT"],
      level: 8,
      administration: "Ministère de l’Europe et des Affaires étrangères",
      region: null,
      department: null,
      publishedAt: `2026-01-${day}T08:00:00.000Z`,
    }),
  ),
];

/** The titles of all of them. */
export const TITLES = OFFERS.map(({ title }) => title);
