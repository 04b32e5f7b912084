import { at } from "../places/place.ts";
import {
  METROPOLITAN_PREFECTURES,
  OUTER_PREFECTURES,
  OVERSEAS,
  PREFECTURES,
  REGIONAL_SEATS,
  SUBPREFECTURES,
} from "../places/seats.ts";
import type { Trade } from "../trades/profile.ts";
import { type Administration, named, ofDepartment, ofRegion, ofTown } from "./employer.ts";

const CARE: Trade[] = [
  "nursing",
  "pharmacy",
  "psychology",
  "social-work",
  "kitchen",
  "store",
  "maintenance",
  "hr",
  "payroll",
  "purchasing",
  "accounting",
  "it-support",
  "secretariat",
  "gardening",
];
const UNIVERSITY: Trade[] = [
  "digital",
  "it-support",
  "payroll",
  "purchasing",
  "accounting",
  "projects",
  "training",
  "library",
  "energy",
  "laboratory",
  "research",
  "works",
  "maintenance",
  "teaching-design",
  "sport",
  "graphics",
];
const UNIVERSITY_TOWNS =
  at(`Angers, Avignon, Besançon, Bordeaux, Brest, Caen, Chambéry, Clermont-Ferrand, Créteil, Dijon,
    Grenoble, La Rochelle, Le Havre, Le Mans, Lille, Limoges, Lyon, Metz, Montpellier, Mulhouse, Nancy,
    Nanterre, Nantes, Nice, Nîmes, Orléans, Paris, Pau, Perpignan, Poitiers, Reims, Rennes, Rouen,
    Saint-Denis (93), Saint-Étienne, Strasbourg, Toulon, Toulouse, Tours, Troyes, Valenciennes, Vannes,
    Versailles`);
const HOSPITAL_TOWNS =
  at(`Amiens, Angers, Besançon, Bordeaux, Brest, Caen, Clermont-Ferrand, Dijon, Fort-de-France, Grenoble,
    Lille, Limoges, Montpellier, Nancy, Nantes, Nice, Nîmes, Orléans, Pointe-à-Pitre, Poitiers, Reims,
    Rennes, Rouen, Saint-Étienne, Strasbourg, Toulouse, Tours`);
const ACADEMY: Trade[] = ["hr", "payroll", "it-support", "secretariat", "statistics", "teaching-design", "psychology"];
const RECTORATE = "Le rectorat pilote les écoles, les collèges et les lycées de l’académie.";
const MUSEUM: Trade[] = ["mediation", "collections", "graphics", "library"];

/** Schools, universities, hospitals, culture, sport and health. */
export const SOCIETY: Administration[] = [
  {
    code: "MC",
    label: "Ministère de la Culture",
    about:
      "Le ministère de la Culture protège le patrimoine, soutient la création et facilite l’accès de tous aux œuvres. Il s’appuie sur un réseau d’établissements et de directions régionales.",
    domain: "culture.example",
    employers: [
      ofRegion(
        "Direction régionale des affaires culturelles",
        [...REGIONAL_SEATS, ...at("Paris")],
        ["archaeology", "budget", "communication", "hr"],
        "La direction soutient les artistes, les musées et les théâtres, et veille sur les monuments et les fouilles.",
      ),
      ofRegion("Direction des affaires culturelles", OVERSEAS, ["archaeology", "budget", "mediation"]),
      named("Archives nationales", at("Paris, Saint-Denis (93)"), ["archives", "mediation", "graphics"]),
      named("Archives nationales d’outre-mer", at("Aix-en-Provence"), ["archives", "library"]),
      named("Archives nationales du monde du travail", at("Roubaix"), ["archives", "mediation"]),
      named(
        "Centre des monuments historiques",
        at("Angers, Bordeaux, Carcassonne, Paris, Saint-Denis (93), Vincennes"),
        ["mediation", "gardening", "carpentry", "communication"],
        "Le centre restaure et fait visiter une centaine de monuments nationaux.",
      ),
      named("Bibliothèque nationale de France", at("Paris"), ["library", "graphics", "communication"]),
      named("Musée du Louvre", at("Paris"), MUSEUM),
      named("Musée d’Orsay", at("Paris"), MUSEUM),
      named("Musée des civilisations de l’Europe et de la Méditerranée", at("Marseille"), MUSEUM),
      named("Musée d’archéologie nationale", at("Saint-Germain-en-Laye"), MUSEUM),
      named("Musée national de la Renaissance", at("Écouen"), MUSEUM),
      ofTown("Musée national du château", at("Compiègne, Fontainebleau, Pau, Versailles"), [
        ...MUSEUM,
        "gardening",
        "carpentry",
      ]),
      ofTown("Domaine national", at("Chambord, Rambouillet, Saint-Cloud"), ["gardening", "mediation"]),
      named(
        "Mobilier national",
        at("Alençon, Beauvais, Le Puy-en-Velay, Paris"),
        ["carpentry", "collections"],
        "Ses ateliers créent, restaurent et entretiennent le mobilier des palais de la République.",
      ),
      ofTown(
        "École nationale supérieure d’architecture",
        at("Clermont-Ferrand, Grenoble, Montpellier, Nancy, Nantes, Rennes, Strasbourg, Toulouse"),
        ["library", "graphics", "hr", "budget"],
      ),
    ],
  },
  {
    code: "MEN",
    label: "Ministère de l’Éducation nationale",
    about:
      "Le ministère de l’Éducation nationale accueille douze millions d’élèves. Ses services académiques accompagnent les établissements et leurs équipes.",
    domain: "education.example",
    employers: [
      ofTown(
        "Rectorat de l’académie",
        at(`Amiens, Besançon, Bordeaux, Clermont-Ferrand, Créteil, Dijon, Grenoble, Lille,
          Limoges, Lyon, Montpellier, Nantes, Nice, Paris, Poitiers, Reims, Rennes, Strasbourg, Toulouse,
          Versailles`),
        ACADEMY,
        RECTORATE,
      ),
      ofRegion("Rectorat de l’académie", [...at("Ajaccio, Caen, Rouen"), ...OVERSEAS], ACADEMY, RECTORATE),
      named("Rectorat de l’académie d’Aix-Marseille", at("Aix-en-Provence"), ACADEMY, RECTORATE),
      named("Rectorat de l’académie de Nancy-Metz", at("Nancy"), ACADEMY, RECTORATE),
      named("Rectorat de l’académie d’Orléans-Tours", at("Orléans"), ACADEMY, RECTORATE),
      ofDepartment("Direction des services départementaux de l’éducation nationale", OUTER_PREFECTURES, [
        "social-work",
        "hr",
        "secretariat",
        "youth",
        "psychology",
      ]),
      ofTown(
        "Lycée polyvalent",
        [...PREFECTURES, ...SUBPREFECTURES],
        ["school-life", "school-head", "kitchen", "maintenance", "gardening", "it-support", "library", "secretariat"],
        "Le lycée accueille un millier d’élèves, en filières générales, technologiques et professionnelles.",
      ),
      named("Centre national d’enseignement à distance", at("Chasseneuil-du-Poitou"), ["teaching-design", "library"]),
      named("Direction de l’évaluation, de la prospective et de la performance", at("Paris"), ["statistics"]),
    ],
  },
  {
    code: "MSJ",
    label: "Ministère des Sports et de la Jeunesse",
    about:
      "Le ministère des Sports et de la Jeunesse développe la pratique sportive et l’engagement des jeunes. Il forme aux métiers de l’animation et du sport.",
    domain: "sports.example",
    employers: [
      ofRegion(
        "Délégation régionale académique à la jeunesse, à l’engagement et aux sports",
        [...REGIONAL_SEATS, ...OVERSEAS],
        ["youth", "inclusion", "sport"],
      ),
      ofDepartment(
        "Service départemental à la jeunesse, à l’engagement et aux sports",
        METROPOLITAN_PREFECTURES,
        ["youth", "sport"],
        "Le service soutient les associations, contrôle les accueils de mineurs et promeut le service civique.",
      ),
      ofTown(
        "Centre de ressources, d’expertise et de performance sportive",
        at("Bourges, Dijon, Montpellier, Nancy, Reims, Strasbourg, Toulouse, Vichy"),
        ["sport", "youth"],
        "Le centre accueille des sportifs de haut niveau et forme les éducateurs de demain.",
      ),
      named("Institut national du sport, de l’expertise et de la performance", at("Paris"), ["sport"]),
      named("École nationale de voile et des sports nautiques", at("Saint-Pierre-Quiberon"), ["sport", "youth"]),
      named("École nationale des sports de montagne", at("Chamonix-Mont-Blanc"), ["sport"]),
    ],
  },
  {
    code: "ARS",
    label: "Agences régionales de santé",
    about:
      "Les agences régionales de santé pilotent la santé publique et l’offre de soins dans les régions. Elles agissent avec les professionnels et les collectivités.",
    domain: "ars.example",
    employers: [
      ofRegion(
        "Agence régionale de santé",
        at(`Ajaccio, Bordeaux, Caen, Dijon, Lille, Lyon, Marseille, Montpellier, Nancy, Nantes, Orléans, Rennes,
          Saint-Denis (93), Cayenne, Fort-de-France, Mamoudzou, Saint-Denis (974), Les Abymes`),
        ["public-health", "law", "communication", "audit"],
      ),
      ofDepartment("Délégation départementale", METROPOLITAN_PREFECTURES, ["public-health"]),
    ],
  },
  {
    code: "CHU",
    label: "Établissements publics de santé",
    about:
      "Les hôpitaux publics soignent, enseignent et cherchent. Ils accueillent chaque année des milliers de stagiaires et d’apprentis.",
    domain: "hopital.example",
    employers: [
      ofTown(
        "Centre hospitalier universitaire",
        HOSPITAL_TOWNS,
        [...CARE, "laboratory", "works"],
        "L’hôpital soigne jour et nuit, enseigne aux futurs soignants et mène des essais cliniques.",
      ),
      ofTown(
        "Centre hospitalier",
        OUTER_PREFECTURES.filter((place) => ![...HOSPITAL_TOWNS, ...at("Lyon, Marseille")].includes(place)),
        CARE,
        "L’hôpital est le premier employeur de la ville : urgences, maternité, médecine, gériatrie.",
      ),
      ofTown("Établissement public de santé mentale", at("Caen, Lille, Le Mans, Reims, Vannes"), [
        "psychology",
        "nursing",
        "social-work",
        "pharmacy",
      ]),
      named("Assistance publique – Hôpitaux de Paris", at("Paris"), [...CARE, "public-health"]),
      named("Hospices civils de Lyon", at("Lyon"), [...CARE, "laboratory"]),
      named("Assistance publique – Hôpitaux de Marseille", at("Marseille"), [...CARE, "laboratory"]),
    ],
  },
  {
    code: "UNIV",
    label: "Universités",
    about:
      "Les universités forment, cherchent et diffusent les savoirs. Leurs services accompagnent les étudiants et les équipes de recherche.",
    domain: "universite.example",
    employers: [
      ofTown(
        "Université",
        UNIVERSITY_TOWNS,
        UNIVERSITY,
        "L’université accueille vingt mille étudiants et une trentaine de laboratoires.",
      ),
      named("Université de Corse", at("Corte"), UNIVERSITY),
      ofRegion("Université", at("Saint-Denis (974), Cayenne, Mamoudzou"), UNIVERSITY),
      named("Université des Antilles", at("Fort-de-France, Pointe-à-Pitre"), UNIVERSITY),
      named("Université de la Polynésie française", at("Papeete"), UNIVERSITY),
      named("Université de la Nouvelle-Calédonie", at("Nouméa"), UNIVERSITY),
      ofTown(
        "Centre régional des œuvres universitaires et scolaires",
        at("Besançon, Bordeaux, Caen, Dijon, Grenoble, Lille, Limoges, Lyon, Nantes, Nice, Rennes"),
        ["kitchen", "maintenance", "social-work", "gardening"],
        "Restaurants, logements, bourses : le centre facilite la vie des étudiants.",
      ),
    ],
  },
  {
    code: "CNRS",
    label: "Centre national de la recherche scientifique",
    about:
      "Le centre explore tous les champs de la connaissance dans plus de mille laboratoires. Il accueille des étudiants de tous les niveaux.",
    domain: "recherche.example",
    employers: [
      ofTown(
        "Délégation régionale",
        at("Bordeaux, Grenoble, Lille, Marseille, Montpellier, Nancy, Rennes, Strasbourg, Toulouse"),
        ["budget", "communication", "safety", "archives", "hr"],
      ),
      ofTown("Laboratoire de chimie", at("Bordeaux, Lyon, Montpellier, Rennes, Strasbourg, Toulouse"), [
        "laboratory",
        "research",
      ]),
      ofTown("Institut de physique", at("Grenoble, Nice, Palaiseau, Rennes, Strasbourg"), ["research"]),
      ofTown("Laboratoire d’informatique", at("Grenoble, Lille, Nancy, Nantes, Paris"), ["research", "data"]),
      ofTown("Laboratoire d’archéologie", at("Aix-en-Provence, Dijon, Lyon, Nanterre"), ["archives", "library"]),
      ofTown("Station biologique", at("Banyuls-sur-Mer, Roscoff, Villefranche-sur-Mer"), [
        "laboratory",
        "research",
        "library",
      ]),
    ],
  },
];
