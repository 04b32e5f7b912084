import { at } from "../places/place.ts";
import { type Administration, named, ofTown } from "./employer.ts";

const ARMAMENT = "La direction générale de l’armement conçoit, essaie et achète les équipements des armées.";

/** The Armed forces and civil aviation. */
export const DEFENCE: Administration[] = [
  {
    code: "MINARM",
    label: "Ministère des Armées",
    about:
      "Le ministère des Armées protège le pays et ses intérêts. Il forme chaque année plusieurs milliers d’apprentis et de stagiaires, civils et militaires, dans tous les domaines.",
    domain: "armees.example",
    employers: [
      ofTown(
        "Base de défense",
        at(`Angoulême, Bordeaux, Bourges, Brest, Carcassonne, Cherbourg-en-Cotentin, Clermont-Ferrand, Dijon,
          Draguignan, Épinal, Évreux, Grenoble, Istres, Lille, Lyon, Metz, Montauban, Nancy, Nîmes, Orléans,
          Pau, Poitiers, Rennes, Rochefort, Strasbourg, Toulon, Toulouse, Tours, Verdun`),
        ["kitchen", "gardening", "garage", "store", "social-work", "sport", "secretariat", "maintenance", "safety"],
        "La base de défense soutient au quotidien les unités qui y sont stationnées.",
      ),
      ofTown("Base aérienne", at("Avord, Cognac, Évreux, Istres, Mont-de-Marsan, Orange, Saint-Dizier"), [
        "aviation",
        "kitchen",
        "garage",
      ]),
      ofTown("Plate-forme du commissariat des armées", at("Bordeaux, Brest, Lyon, Metz, Rennes, Toulon"), [
        "purchasing",
        "budget",
        "payroll",
        "law",
      ]),
      ofTown(
        "Établissement du service d’infrastructure de la défense",
        at("Bordeaux, Brest, Lyon, Metz, Rennes, Saint-Germain-en-Laye, Toulon"),
        ["works", "maintenance", "energy", "it-support"],
      ),
      named("Direction générale de l’armement", at("Paris"), ["purchasing", "defence-studies", "audit"], ARMAMENT),
      named("DGA Maîtrise de l’information", at("Bruz"), ["cyber", "digital", "weapons"], ARMAMENT),
      named("DGA Techniques navales", at("Toulon"), ["weapons", "shipyard"], ARMAMENT),
      named("DGA Techniques aéronautiques", at("Balma"), ["weapons", "aviation", "laboratory"], ARMAMENT),
      named("DGA Techniques terrestres", at("Bourges"), ["weapons", "garage", "safety"], ARMAMENT),
      named("DGA Essais en vol", at("Istres"), ["weapons", "aviation"], ARMAMENT),
      named("DGA Essais de missiles", at("Biscarrosse"), ["weapons", "safety", "laboratory"], ARMAMENT),
      ofTown("Service de soutien de la flotte", at("Brest, Toulon"), ["shipyard", "purchasing", "store"]),
      ofTown(
        "Atelier industriel de l’aéronautique",
        at("Ambérieu-en-Bugey, Bordeaux, Clermont-Ferrand, Cuers"),
        ["aviation", "store"],
        "L’atelier répare et modernise les aéronefs des armées et leurs moteurs.",
      ),
      named(
        "Service historique de la défense",
        at("Vincennes, Brest, Cherbourg-en-Cotentin, Lorient, Rochefort, Toulon, Pau, Caen, Châtellerault"),
        ["archives", "library", "defence-studies"],
        "Le service conserve les archives des armées et les ouvre à tous les lecteurs.",
      ),
      named("Musée de l’Armée", at("Paris"), ["mediation", "collections", "graphics"]),
      named("Musée national de la Marine", at("Paris, Brest, Rochefort, Toulon"), ["mediation", "collections"]),
      named("Musée de l’Air et de l’Espace", at("Le Bourget"), ["mediation", "collections", "library"]),
      ofTown(
        "Hôpital d’instruction des armées",
        at("Brest, Clamart, Marseille, Saint-Mandé, Toulon"),
        ["nursing", "pharmacy", "psychology", "kitchen", "store"],
        "L’hôpital soigne les militaires et toute la population, et forme les soignants des armées.",
      ),
      ofTown("Centre ministériel de gestion", at("Bordeaux, Lyon, Metz, Rennes, Saint-Germain-en-Laye, Toulon"), [
        "hr",
        "payroll",
        "training",
      ]),
      named("Sous-direction des pensions", at("La Rochelle"), ["payroll", "archives", "user-help"]),
      named("Direction du renseignement militaire", at("Creil"), ["intelligence", "mapping"]),
      named("Direction du renseignement et de la sécurité de la défense", at("Malakoff"), ["intelligence"]),
      named("Commandement de la cyberdéfense", at("Rennes"), ["cyber"]),
      named("État-major des armées", at("Paris"), ["defence-studies"]),
      named("Secrétariat général pour l’administration", at("Paris"), ["law", "audit", "budget", "communication"]),
      ofTown("Écoles militaires", at("Bourges, Draguignan, Saumur"), ["sport", "kitchen", "training", "library"]),
    ],
  },
  {
    code: "DGAC",
    label: "Direction générale de l’aviation civile",
    about:
      "La direction générale de l’aviation civile garantit la sécurité et la sûreté du transport aérien. Elle rend les services de navigation aérienne sur tout le territoire.",
    domain: "aviation.example",
    employers: [
      ofTown(
        "Centre en route de la navigation aérienne",
        at("Aix-en-Provence, Athis-Mons, Brest, Mérignac, Reims"),
        ["aviation", "safety", "it-support"],
        "Ses contrôleurs guident les avions en croisière, ses électroniciens veillent sur leurs équipements.",
      ),
      named(
        "Direction de la sécurité de l’aviation civile",
        at("Aix-en-Provence, Athis-Mons, Blagnac, Fort-de-France, Mérignac, Paris"),
        ["aviation", "safety", "law", "secretariat"],
      ),
      named("Direction de la technique et de l’innovation", at("Toulouse"), ["aviation", "cyber", "digital"]),
      named("École nationale de l’aviation civile", at("Toulouse"), [
        "teaching-design",
        "training",
        "library",
        "aviation",
      ]),
      named("Service d’État de l’aviation civile en Polynésie française", at("Papeete"), ["aviation", "safety"]),
      named("Direction de l’aviation civile en Nouvelle-Calédonie", at("Nouméa"), ["aviation", "safety"]),
    ],
  },
  {
    code: "METEO",
    label: "Météo-France",
    about:
      "Météo-France observe et prévoit l’atmosphère, la neige et l’océan de surface. Ses équipes associent recherche, calcul et services aux usagers.",
    domain: "meteo.example",
    employers: [
      named("Centre national de recherches météorologiques", at("Toulouse, Grenoble"), ["weather", "research"]),
      named("Direction des systèmes d’observation", at("Toulouse"), ["weather", "aviation"]),
      named("Direction des services de la météorologie", at("Toulouse"), ["data", "weather", "digital"]),
      named("Direction interrégionale", at("Bordeaux, Lille, Lyon, Rennes, Strasbourg, Aix-en-Provence"), [
        "weather",
        "aviation",
      ]),
      ofTown("Centre météorologique", at("Ajaccio, Brest, Nice, Fort-de-France, Cayenne"), ["weather"]),
      named("Direction interrégionale pour l’océan Indien", at("Saint-Denis (974)"), ["weather", "research"]),
      named("Direction interrégionale de la Polynésie française", at("Papeete"), ["weather"]),
      named("Direction interrégionale de la Nouvelle-Calédonie", at("Nouméa"), ["weather"]),
      named("Direction générale de Météo-France", at("Saint-Mandé"), ["hr", "communication", "data"]),
    ],
  },
];
