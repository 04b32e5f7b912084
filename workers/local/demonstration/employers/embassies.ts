import type { Trade } from "../trades/profile.ts";

/** Who hires abroad, in one town. */
export type Post = {
  country: string;
  city: string;
  employer: string;
  /** Code of the administration. */
  administration: "MEAE" | "MEF";
  hires: Trade[];
};

type Country = {
  code: string;
  /** After « Ambassade de France ». */
  there: string;
  capital: string;
  /** The cultural institute, in the capital. */
  institute?: string;
  /** Towns of consulates general. */
  consulates: string[];
};

const COUNTRIES: Country[] = [
  {
    code: "DEU",
    there: "en Allemagne",
    capital: "Berlin",
    institute: "Institut français d’Allemagne",
    consulates: ["Munich"],
  },
  { code: "BEL", there: "en Belgique", capital: "Bruxelles", consulates: ["Bruxelles"] },
  {
    code: "GBR",
    there: "au Royaume-Uni",
    capital: "Londres",
    institute: "Institut français du Royaume-Uni",
    consulates: ["Londres", "Édimbourg"],
  },
  {
    code: "ESP",
    there: "en Espagne",
    capital: "Madrid",
    institute: "Institut français d’Espagne",
    consulates: ["Barcelone"],
  },
  {
    code: "ITA",
    there: "en Italie",
    capital: "Rome",
    institute: "Institut français d’Italie",
    consulates: ["Milan", "Naples"],
  },
  {
    code: "MAR",
    there: "au Maroc",
    capital: "Rabat",
    institute: "Institut français du Maroc",
    consulates: ["Rabat", "Casablanca"],
  },
  {
    code: "SEN",
    there: "au Sénégal",
    capital: "Dakar",
    institute: "Institut français du Sénégal",
    consulates: ["Dakar"],
  },
  {
    code: "TUN",
    there: "en Tunisie",
    capital: "Tunis",
    institute: "Institut français de Tunisie",
    consulates: ["Tunis"],
  },
  { code: "CAN", there: "au Canada", capital: "Ottawa", consulates: ["Montréal", "Québec", "Toronto"] },
  { code: "USA", there: "aux États-Unis", capital: "Washington", consulates: ["Chicago", "New York"] },
  {
    code: "JPN",
    there: "au Japon",
    capital: "Tokyo",
    institute: "Institut français du Japon",
    consulates: ["Kyoto"],
  },
  { code: "BRA", there: "au Brésil", capital: "Brasilia", consulates: ["Rio de Janeiro", "São Paulo"] },
  {
    code: "IND",
    there: "en Inde",
    capital: "New Delhi",
    institute: "Institut français en Inde",
    consulates: ["Bombay", "Pondichéry"],
  },
  {
    code: "VNM",
    there: "au Viêt Nam",
    capital: "Hanoï",
    institute: "Institut français du Viêt Nam",
    consulates: ["Hô Chi Minh-Ville"],
  },
  { code: "CHE", there: "en Suisse", capital: "Berne", consulates: ["Genève", "Zurich"] },
];

/** Embassies, consulates, institutes and missions: each in the town of its name, for what it does. */
export const POSTS: Post[] = [
  ...COUNTRIES.flatMap(postsOf),
  mission("BEL", "Bruxelles", "Représentation permanente de la France auprès de l’Union européenne"),
  mission("CHE", "Genève", "Mission permanente de la France auprès de l’Office des Nations unies"),
  mission("USA", "New York", "Mission permanente de la France auprès des Nations unies"),
];

function postsOf({ code, there, capital, institute, consulates }: Country): Post[] {
  const at = (city: string, employer: string, administration: Post["administration"], ...hires: Trade[]): Post => ({
    country: code,
    city,
    employer,
    administration,
    hires,
  });
  return [
    at(capital, `Ambassade de France ${there}`, "MEAE", "politics-abroad", "culture-abroad"),
    at(capital, `Ambassade de France ${there} – service économique`, "MEF", "economy-abroad"),
    ...(institute ? [at(capital, institute, "MEAE", "culture-abroad")] : []),
    ...consulates.map((town) => at(town, `Consulat général de France à ${town}`, "MEAE", "consular", "culture-abroad")),
  ];
}

function mission(country: string, city: string, employer: string): Post {
  return { country, city, employer, administration: "MEAE", hires: ["politics-abroad"] };
}
