import type { Profile } from "./profile.ts";

/** In embassies, consulates, institutes and missions. */
export const ABROAD: Profile[] = [
  {
    trade: "culture-abroad",
    setting: "abroad",
    titles: [
      "Chargé de mission coopération culturelle H/F",
      "Chargée de programmation culturelle",
      "Stage – Action culturelle et audiovisuelle",
    ],
    types: ["stage"],
    levels: [6, 7],
    domains: ["INT", "CUL"],
    services: ["Service de coopération et d’action culturelle", "Pôle culturel", "Bureau des arts et du livre"],
    missions: [
      "préparer une saison de rencontres et de projections",
      "suivre les résidences d’artistes",
      "tenir le site et les réseaux sociaux",
      "chercher des partenaires",
    ],
    profile: [
      "Vous préparez un master en relations internationales ou en gestion culturelle.",
      "Vous parlez la langue du pays ou l’anglais.",
    ],
  },
  {
    trade: "politics-abroad",
    setting: "abroad",
    titles: [
      "Stagiaire en chancellerie politique H/F",
      "Analyste politique et presse",
      "Stage – Veille et synthèse politique",
    ],
    types: ["stage"],
    levels: [7],
    domains: ["INT", "DIR"],
    services: ["Chancellerie politique", "Service de presse", "Section politique"],
    missions: [
      "suivre l’actualité du pays",
      "rédiger des revues de presse",
      "préparer des visites officielles",
      "participer à des conférences et en rendre compte",
    ],
    profile: [
      "Vous préparez un master de science politique ou de droit international.",
      "Vous rédigez vite et clairement.",
    ],
  },
  {
    trade: "economy-abroad",
    setting: "abroad",
    titles: [
      "Assistante au service économique",
      "Chargé d’affaires économiques H/F",
      "Stage – Commerce extérieur et innovation",
    ],
    types: ["stage"],
    levels: [6, 7],
    domains: ["INT", "GBF"],
    services: ["Pôle entreprises et innovation", "Section macroéconomie"],
    missions: [
      "rédiger des notes sectorielles",
      "accueillir des délégations d’entreprises",
      "suivre les indicateurs du pays",
      "préparer une conférence",
    ],
    profile: [
      "Vous préparez un master d’économie ou un diplôme d’école de commerce.",
      "Vous parlez anglais couramment.",
    ],
  },
  {
    trade: "consular",
    setting: "abroad",
    titles: [
      "Agent consulaire stagiaire H/F",
      "Stage au service des visas et de l’état civil",
      "Assistante consulaire",
    ],
    types: ["stage"],
    levels: [6],
    domains: ["INT", "USA"],
    services: ["Section consulaire", "Accueil des Français", "État civil et visas"],
    missions: [
      "accueillir les Français de passage",
      "instruire des demandes d’état civil",
      "préparer les élections",
      "répondre aux courriels",
    ],
    profile: [
      "Vous préparez une licence de droit, de langues ou d’administration.",
      "Vous êtes courtois(e) en toute circonstance.",
    ],
  },
];
