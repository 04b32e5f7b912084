import { at } from "../places/place.ts";
import {
  LARGE_PREFECTURES,
  METROPOLITAN_PREFECTURES,
  OUTER_PREFECTURES,
  OVERSEAS,
  REGION_CAPITALS,
  REGIONAL_SEATS,
  SMALL_PREFECTURES,
  SUBPREFECTURES,
} from "../places/seats.ts";
import { type Administration, named, ofDepartment, ofRegion, ofTown } from "./employer.ts";

const CENTRAL =
  "L’administration centrale prépare les textes et le budget, et appuie les services dans les territoires.";

/** Money, trade, work and statistics. */
export const ECONOMY: Administration[] = [
  {
    code: "MEF",
    label: "Ministères économiques et financiers",
    about:
      "Les ministères économiques et financiers préparent le budget, soutiennent les entreprises et protègent les consommateurs. Plus de 130 000 agents y travaillent partout en France.",
    domain: "finances.example",
    employers: [
      named(
        "Secrétariat général des ministères économiques et financiers",
        at("Paris"),
        ["hr", "digital", "web-writing", "training", "communication"],
        CENTRAL,
      ),
      named("Direction générale des entreprises", at("Paris"), ["law", "cabinet", "data", "energy"], CENTRAL),
      named("Direction générale du Trésor", at("Paris"), ["law", "cabinet", "data"], CENTRAL),
      named("Direction du budget", at("Paris"), ["budget", "audit", "cabinet"], CENTRAL),
      named("Direction des achats de l’État", at("Paris"), ["purchasing", "projects"], CENTRAL),
      named("Contrôle général économique et financier", at("Paris"), ["audit"]),
      named("Agence pour l’informatique financière de l’État", at("Noisy-le-Grand"), ["digital", "projects", "design"]),
      named("Institut de la gestion publique et du développement économique", at("Vincennes"), [
        "training",
        "teaching-design",
      ]),
      ofDepartment(
        "Direction départementale de la protection des populations",
        LARGE_PREFECTURES,
        ["food-safety", "law", "secretariat"],
        "Ses inspecteurs veillent à la sécurité des consommateurs, des aliments et des animaux.",
      ),
      ofTown(
        "École nationale supérieure des mines",
        at("Albi, Alès, Nancy, Saint-Étienne"),
        ["research", "laboratory", "it-support", "energy", "library", "maintenance"],
        "L’école forme des ingénieurs et mène ses recherches avec l’industrie.",
      ),
    ],
  },
  {
    code: "DGFIP",
    label: "Direction générale des Finances publiques",
    about:
      "La direction générale des Finances publiques établit et recouvre l’impôt, tient les comptes publics et conseille les collectivités. Elle est présente dans tous les départements.",
    domain: "dgfip.example",
    employers: [
      ofDepartment(
        "Direction départementale des finances publiques",
        [
          ...OUTER_PREFECTURES.filter((place) => !REGION_CAPITALS.includes(place)),
          ...at("Nanterre, Bobigny, Créteil, Mamoudzou"),
        ],
        ["tax", "accounting", "hr", "safety", "communication", "secretariat"],
      ),
      ofRegion(
        "Direction régionale des finances publiques",
        [...REGION_CAPITALS, ...OVERSEAS.filter(({ department }) => department !== "976")],
        ["tax", "accounting", "hr", "safety", "projects", "payroll", "audit"],
      ),
      ofTown(
        "Service des impôts des particuliers",
        [...METROPOLITAN_PREFECTURES, ...SUBPREFECTURES],
        ["tax", "user-help", "secretariat"],
        "Le service reçoit les contribuables, calcule l’impôt et répond aux réclamations.",
      ),
      ofTown(
        "Service de gestion comptable",
        [...METROPOLITAN_PREFECTURES, ...SUBPREFECTURES],
        ["accounting"],
        "Le service tient les comptes des communes, des écoles et des hôpitaux du secteur.",
      ),
      named("Direction des grandes entreprises", at("Pantin"), ["tax", "data"]),
      named("Services centraux", at("Paris"), ["digital", "data", "projects", "law", "communication"]),
      ofTown("Établissement de services informatiques", at("Angers, Nevers, Orléans, Poitiers, Toulouse"), [
        "digital",
        "it-support",
      ]),
      named("École nationale des finances publiques", at("Clermont-Ferrand, Noisiel, Toulouse"), [
        "training",
        "teaching-design",
        "payroll",
      ]),
    ],
  },
  {
    code: "DOUANE",
    label: "Direction générale des douanes et droits indirects",
    about:
      "La douane contrôle les marchandises, lutte contre la fraude et accompagne les entreprises qui exportent. Ses agents travaillent dans les ports, les aéroports et sur les routes.",
    domain: "douane.example",
    employers: [
      ofTown(
        "Direction interrégionale des douanes",
        at("Bordeaux, Dijon, Lille, Lyon, Marseille, Metz, Montpellier, Nantes, Paris, Rouen"),
        ["customs", "hr", "communication", "store"],
      ),
      ofTown(
        "Bureau des douanes",
        at(`Ajaccio, Annecy, Bayonne, Calais, Dunkerque, Le Havre, Mulhouse, Nice, Perpignan, Saint-Malo,
          Strasbourg, Valenciennes, Cayenne, Fort-de-France, Pointe-à-Pitre`),
        ["customs", "user-help"],
        "Le bureau dédouane les marchandises et conseille les entreprises qui importent et qui exportent.",
      ),
      named("Direction nationale garde-côtes des douanes", at("Le Havre, Marseille, Nantes"), ["store", "customs"]),
      named("Laboratoire commun des douanes et de la répression des fraudes", at("Marseille, Montpellier, Rennes"), [
        "laboratory",
      ]),
      ofTown("École nationale des douanes", at("La Rochelle, Tourcoing"), ["training", "customs", "store"]),
      named("Musée national des douanes", at("Bordeaux"), ["mediation", "collections"]),
      named("Direction générale des douanes", at("Montreuil"), ["customs", "law", "digital"]),
    ],
  },
  {
    code: "INSEE",
    label: "Institut national de la statistique et des études économiques",
    about:
      "L’institut collecte, analyse et diffuse des informations sur l’économie et la société. Ses directions régionales éclairent le débat public local.",
    domain: "statistique.example",
    employers: [
      ofRegion("Direction régionale de l’Insee", REGIONAL_SEATS, ["statistics", "data", "web-writing"]),
      named("Direction générale de l’Insee", at("Montrouge"), ["statistics", "data", "digital", "web-writing"]),
      named("Centre statistique", at("Metz"), ["statistics", "data", "digital"]),
      named("Centre de services informatiques", at("Lille, Nantes, Orléans"), ["digital", "it-support"]),
      named("École nationale de la statistique et de l’analyse de l’information", at("Bruz"), ["research", "library"]),
    ],
  },
  {
    code: "CC",
    label: "Cour des comptes",
    about:
      "La Cour des comptes s’assure du bon emploi de l’argent public et en informe les citoyens. Les chambres régionales contrôlent les collectivités.",
    domain: "comptes.example",
    employers: [
      named("Cour des comptes – première chambre", at("Paris"), ["audit"]),
      named("Cour des comptes – service des données", at("Paris"), ["data", "digital"]),
      ofRegion(
        "Chambre régionale des comptes",
        at(`Arras, Bastia, Bordeaux, Dijon, Lyon, Marseille, Metz, Montpellier, Nantes, Noisiel, Orléans,
          Rennes, Rouen`),
        ["audit", "data"],
        "La chambre contrôle les comptes et la gestion des communes, des hôpitaux et des lycées de la région.",
      ),
    ],
  },
  {
    code: "MTSS",
    label: "Ministère du Travail et des Solidarités",
    about:
      "Le ministère du Travail et des Solidarités agit pour l’emploi, l’inclusion et l’égalité des droits. Il anime l’inspection du travail et les politiques de cohésion sociale.",
    domain: "solidarites.example",
    employers: [
      ofRegion("Direction régionale de l’économie, de l’emploi, du travail et des solidarités", REGIONAL_SEATS, [
        "inclusion",
        "law",
        "statistics",
        "cabinet",
      ]),
      ofRegion("Direction de l’économie, de l’emploi, du travail et des solidarités", OVERSEAS, [
        "inclusion",
        "law",
        "user-help",
      ]),
      ofDepartment(
        "Direction départementale de l’emploi, du travail et des solidarités",
        LARGE_PREFECTURES,
        ["inclusion", "user-help", "law"],
        "La direction accompagne les employeurs, les demandeurs d’emploi et les personnes les plus fragiles.",
      ),
      ofDepartment(
        "Direction départementale de l’emploi, du travail, des solidarités et de la protection des populations",
        SMALL_PREFECTURES,
        ["inclusion", "user-help", "food-safety"],
      ),
      named("Direction de l’animation de la recherche, des études et des statistiques", at("Paris"), [
        "statistics",
        "data",
      ]),
      named("Direction générale du travail", at("Paris"), ["law", "cabinet"]),
      named("Direction générale de la santé", at("Paris"), ["public-health"]),
      named("Direction du numérique des ministères sociaux", at("Paris"), ["data", "design", "digital"]),
    ],
  },
];
