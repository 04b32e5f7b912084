import { at } from "../places/place.ts";
import { METROPOLITAN_PREFECTURES, OUTER_PREFECTURES, OVERSEAS, PREFECTURES, SUBPREFECTURES } from "../places/seats.ts";
import type { Trade } from "../trades/profile.ts";
import { type Administration, named, ofDepartment, ofTown } from "./employer.ts";

const PREFECTURE = "La préfecture représente l’État dans le département : sécurité, titres, appui aux communes.";
const EMBASSIES = "L’administration centrale prépare les décisions du ministre et anime le réseau diplomatique.";
const HIGH_COMMISSION: Trade[] = [
  "civil-protection",
  "cabinet",
  "secretariat",
  "road-safety",
  "inclusion",
  "energy",
  "law",
];
const MATIGNON = "L’équipe travaille chaque jour avec tous les ministères.";

/** The Interior, Foreign affairs, Overseas and the Prime minister. */
export const STATE: Administration[] = [
  {
    code: "MI",
    label: "Ministère de l’Intérieur",
    about:
      "Le ministère de l’Intérieur assure la sécurité des personnes et des biens et représente l’État dans les territoires. Ses 300 000 agents exercent plus de 200 métiers.",
    domain: "interieur.example",
    employers: [
      ofDepartment(
        "Préfecture",
        PREFECTURES,
        ["cabinet", "law", "secretariat", "user-help", "communication", "civil-protection", "projects", "archives"],
        PREFECTURE,
      ),
      ofTown(
        "Sous-préfecture",
        SUBPREFECTURES,
        ["secretariat", "user-help", "inclusion", "planning"],
        "La sous-préfecture accueille les usagers, conseille les maires et suit les projets de l’arrondissement.",
      ),
      ofDepartment(
        "Secrétariat général commun départemental",
        OUTER_PREFECTURES,
        ["hr", "budget", "purchasing", "it-support", "maintenance", "garage", "training", "safety", "social-work"],
        "Le secrétariat général commun gère le personnel, les moyens et l’informatique des services de l’État dans le département.",
      ),
      ofDepartment("Groupement de gendarmerie départementale", OUTER_PREFECTURES, [
        "communication",
        "secretariat",
        "garage",
        "it-support",
        "store",
      ]),
      ofDepartment("Direction départementale de la police nationale", OUTER_PREFECTURES, [
        "communication",
        "hr",
        "secretariat",
        "it-support",
        "road-safety",
      ]),
      named(
        "Secrétariat général pour l’administration du ministère de l’Intérieur",
        at("Bordeaux, Lille, Lyon, Marseille, Metz, Rennes"),
        [
          "garage",
          "store",
          "works",
          "purchasing",
          "payroll",
          "digital",
          "cyber",
          "it-support",
          "hr",
          "budget",
          "safety",
        ],
        "Il donne aux policiers et aux gendarmes leurs moyens : véhicules, bâtiments, informatique, achats, paie.",
      ),
      ofTown("École nationale de police", at("Nîmes, Reims, Roubaix, Saint-Malo, Sens, Périgueux, Toulouse"), [
        "kitchen",
        "training",
        "maintenance",
        "gardening",
        "library",
      ]),
      ofTown("École de gendarmerie", at("Chaumont, Châteaulin, Châteauroux, Montluçon, Tulle, Dijon"), [
        "kitchen",
        "maintenance",
        "store",
        "training",
      ]),
      ofTown("Laboratoire de police scientifique", at("Lille, Écully, Marseille, Paris, Toulouse"), [
        "forensics",
        "laboratory",
      ]),
      named("Institut de recherche criminelle de la gendarmerie nationale", at("Cergy"), ["forensics", "data"]),
      named("Préfecture de police", at("Paris"), ["secretariat", "law", "garage", "user-help", "psychology"]),
      named("Agence nationale des titres sécurisés", at("Charleville-Mézières"), [
        "digital",
        "user-help",
        "projects",
        "design",
        "purchasing",
      ]),
      named("Établissement central logistique de la police nationale", at("Limoges"), [
        "store",
        "purchasing",
        "garage",
      ]),
      named("Direction de la transformation numérique", at("Paris"), [
        "digital",
        "cyber",
        "design",
        "projects",
        "data",
      ]),
      named("Direction des libertés publiques et des affaires juridiques", at("Paris"), ["law", "archives"]),
      named("Délégation à la communication", at("Paris"), ["communication", "graphics"]),
      named("Direction générale de la sécurité civile et de la gestion des crises", at("Paris"), [
        "civil-protection",
        "cabinet",
      ]),
      named("Direction générale de la sécurité intérieure", at("Levallois-Perret"), ["intelligence", "cyber"]),
      ofTown(
        "Unité d’instruction et d’intervention de la sécurité civile",
        at("Brignoles, Corte, Nogent-le-Rotrou"),
        ["garage", "kitchen", "store", "nursing"],
        "Ses sapeurs-sauveteurs partent en quelques heures partout où une catastrophe les appelle.",
      ),
    ],
  },
  {
    code: "MEAE",
    label: "Ministère de l’Europe et des Affaires étrangères",
    about:
      "Le ministère de l’Europe et des Affaires étrangères représente la France dans le monde. Son réseau d’ambassades, de consulats et d’instituts est l’un des plus étendus.",
    domain: "diplomatie.example",
    employers: [
      named("Direction générale de la mondialisation", at("Paris"), ["budget", "projects", "communication"], EMBASSIES),
      named("Centre de crise et de soutien", at("Paris"), ["civil-protection", "mapping"], EMBASSIES),
      named("Direction du numérique", at("Paris, Nantes"), ["digital", "cyber", "web-writing"], EMBASSIES),
      named("Direction des archives diplomatiques", at("La Courneuve, Nantes"), ["archives", "mediation", "library"]),
      named("Service central d’état civil", at("Nantes"), ["user-help", "secretariat", "archives"]),
      named("Intendance du ministère", at("Paris"), ["kitchen", "gardening", "maintenance"]),
    ],
  },
  {
    code: "PM",
    label: "Services du Premier ministre",
    about:
      "Les services du Premier ministre coordonnent l’action du Gouvernement. Ils réunissent des équipes de petite taille aux missions interministérielles.",
    domain: "premier-ministre.example",
    employers: [
      named(
        "Direction interministérielle du numérique",
        at("Paris"),
        ["digital", "design", "data", "projects"],
        MATIGNON,
      ),
      named(
        "Direction interministérielle de la transformation publique",
        at("Paris"),
        ["projects", "design"],
        MATIGNON,
      ),
      named("Direction de l’information légale et administrative", at("Paris"), ["web-writing", "graphics", "digital"]),
      named(
        "Service d’information du Gouvernement",
        at("Paris"),
        ["graphics", "communication", "web-writing"],
        MATIGNON,
      ),
      named("Secrétariat général de la défense et de la sécurité nationale", at("Paris"), ["intelligence", "cabinet"]),
      named("Agence nationale de la sécurité des systèmes d’information", at("Paris, Rennes"), ["cyber", "law"]),
      named("Intendance de l’hôtel de Matignon", at("Paris"), ["kitchen", "gardening"]),
      ofTown("Institut régional d’administration", at("Bastia, Lille, Lyon, Metz, Nantes"), [
        "training",
        "library",
        "secretariat",
        "communication",
      ]),
      named("Institut national du service public", at("Strasbourg"), ["training", "teaching-design", "library", "hr"]),
    ],
  },
  {
    code: "MOM",
    label: "Ministère des Outre-mer",
    about:
      "Le ministère des Outre-mer coordonne l’action de l’État dans les départements et collectivités d’outre-mer. Il soutient leur développement et leurs infrastructures.",
    domain: "outre-mer.example",
    employers: [
      named("Direction générale des outre-mer", at("Paris"), ["cabinet", "energy", "planning", "law"]),
      named("Haut-commissariat de la République en Polynésie française", at("Papeete"), HIGH_COMMISSION),
      named("Haut-commissariat de la République en Nouvelle-Calédonie", at("Nouméa"), HIGH_COMMISSION),
      ofTown(
        "Régiment du service militaire adapté",
        at("Baie-Mahault, Le Lamentin, Cayenne, Saint-Pierre (974), Mamoudzou"),
        ["youth", "sport", "kitchen", "garage", "store", "secretariat"],
        "Le régiment forme chaque année des centaines de jeunes volontaires à un métier.",
      ),
      named(
        "Agence de l’outre-mer pour la mobilité",
        OVERSEAS.filter(({ department }) => department !== "976"),
        ["inclusion", "youth", "user-help"],
        "L’agence aide ceux qui partent se former ou travailler dans l’Hexagone.",
      ),
    ],
  },
  {
    code: "MJ",
    label: "Ministère de la Justice",
    about:
      "Le ministère de la Justice administre les tribunaux, les établissements pénitentiaires et la protection judiciaire de la jeunesse. Il prépare les textes de droit civil et pénal.",
    domain: "justice.example",
    employers: [
      ofTown(
        "Tribunal judiciaire",
        PREFECTURES.filter(({ department }) => !["50", "95", "975"].includes(department)),
        ["court", "secretariat", "law"],
        "Le tribunal juge les litiges entre particuliers, protège les mineurs et sanctionne les délits.",
      ),
      ofTown(
        "Cour d’appel",
        at(`Agen, Aix-en-Provence, Amiens, Angers, Bastia, Besançon, Bordeaux, Bourges, Caen, Dijon, Chambéry,
          Colmar, Douai, Grenoble, Limoges, Lyon, Metz, Montpellier, Nancy, Nîmes, Orléans, Paris, Pau,
          Poitiers, Reims, Rennes, Riom, Rouen, Toulouse, Versailles, Basse-Terre, Cayenne, Fort-de-France,
          Saint-Denis (974), Nouméa, Papeete`),
        ["court", "archives", "hr", "budget", "it-support", "secretariat"],
      ),
      ofDepartment(
        "Service pénitentiaire d’insertion et de probation",
        METROPOLITAN_PREFECTURES,
        ["probation"],
        "Le service suit les personnes condamnées, en détention et hors les murs, pour prévenir la récidive.",
      ),
      ofTown(
        "Centre pénitentiaire",
        at("Béziers, Bourg-en-Bresse, Caen, Laon, Marseille, Metz, Mont-de-Marsan, Nancy, Nantes"),
        ["prison-maintenance", "probation", "store"],
      ),
      ofTown(
        "Direction interrégionale des services pénitentiaires",
        at("Bordeaux, Dijon, Lille, Lyon, Marseille, Rennes, Strasbourg, Toulouse"),
        ["hr", "works", "training", "law", "it-support", "social-work", "communication"],
      ),
      ofDepartment(
        "Direction territoriale de la protection judiciaire de la jeunesse",
        at(`Lille, Arras, Beauvais, Marseille, Metz, Lyon, Paris, Melun, Versailles, Évry-Courcouronnes,
          Nanterre, Bobigny, Créteil, Cergy`),
        ["youth-protection", "psychology", "social-work"],
        "Ses équipes éducatives accompagnent, sur décision du juge, des mineurs en danger ou auteurs d’infractions.",
      ),
      named("École nationale de la magistrature", at("Bordeaux, Paris"), ["training", "library", "communication"]),
      named("École nationale des greffes", at("Dijon"), ["training", "library", "kitchen"]),
      named("École nationale d’administration pénitentiaire", at("Agen"), ["training", "library", "maintenance"]),
      named("École nationale de protection judiciaire de la jeunesse", at("Roubaix"), ["training", "library"]),
      named("Casier judiciaire national", at("Nantes"), ["digital", "user-help", "secretariat"]),
      named("Secrétariat général du ministère de la Justice", at("Paris"), ["digital", "law", "hr", "communication"]),
      named("Agence publique pour l’immobilier de la justice", at("Le Kremlin-Bicêtre"), ["works", "purchasing"]),
    ],
  },
  {
    code: "CE",
    label: "Conseil d’État",
    about:
      "Le Conseil d’État conseille le Gouvernement et juge en dernier ressort les litiges entre les citoyens et l’administration. Il gère les tribunaux administratifs.",
    domain: "conseil-etat.example",
    employers: [
      named("Conseil d’État – section du contentieux", at("Paris"), ["court", "law"]),
      named("Conseil d’État – secrétariat général", at("Paris"), ["library", "law"]),
      ofTown(
        "Tribunal administratif",
        at(`Amiens, Bastia, Besançon, Bordeaux, Caen, Châlons-en-Champagne, Clermont-Ferrand, Dijon, Grenoble,
          Lille, Limoges, Lyon, Marseille, Melun, Montpellier, Montreuil, Nancy, Nantes, Nice, Nîmes, Orléans,
          Paris, Pau, Poitiers, Rennes, Rouen, Strasbourg, Toulon, Toulouse, Versailles, Basse-Terre, Cayenne,
          Saint-Denis (974), Mamoudzou, Nouméa, Papeete`),
        ["court", "law"],
        "Le tribunal juge les litiges entre les citoyens et les administrations : permis, impôts, élections, séjour.",
      ),
      ofTown(
        "Cour administrative d’appel",
        at("Bordeaux, Douai, Lyon, Marseille, Nancy, Nantes, Paris, Toulouse, Versailles"),
        ["court", "law"],
      ),
    ],
  },
];
