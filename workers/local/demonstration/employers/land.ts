import { at } from "../places/place.ts";
import {
  LAND_PREFECTURES,
  METROPOLITAN_PREFECTURES,
  OVERSEAS,
  REGIONAL_SEATS,
  SEA_PREFECTURES,
} from "../places/seats.ts";
import type { Trade } from "../trades/profile.ts";
import { type Administration, named, ofDepartment, ofRegion, ofTown } from "./employer.ts";

const TERRITORIES =
  "La direction conseille les communes et instruit les projets : urbanisme, eau, agriculture, risques.";
const TERRITORY_TRADES: Trade[] = [
  "planning",
  "water",
  "energy",
  "farming",
  "mapping",
  "biodiversity",
  "road-safety",
  "law",
  "secretariat",
  "civil-protection",
];
const PARK = "Le parc protège un patrimoine naturel d’exception et l’ouvre à ses visiteurs.";

/** Environment, agriculture, forests, rivers and maps. */
export const LAND: Administration[] = [
  {
    code: "MTE",
    label: "Ministère de la Transition écologique",
    about:
      "Le ministère de la Transition écologique conduit les politiques du climat, de l’énergie, de l’eau et du logement. Ses directions régionales et départementales agissent au plus près du terrain.",
    domain: "ecologie.example",
    employers: [
      ofDepartment("Direction départementale des territoires", LAND_PREFECTURES, TERRITORY_TRADES, TERRITORIES),
      ofDepartment(
        "Direction départementale des territoires et de la mer",
        SEA_PREFECTURES,
        TERRITORY_TRADES,
        TERRITORIES,
      ),
      ofRegion("Direction régionale de l’environnement, de l’aménagement et du logement", REGIONAL_SEATS, [
        "planning",
        "biodiversity",
        "water",
        "energy",
        "mapping",
        "communication",
        "hr",
        "budget",
        "civil-protection",
        "law",
      ]),
      ofRegion(
        "Direction de l’environnement, de l’aménagement et du logement",
        OVERSEAS.filter(({ department }) => department !== "973"),
        ["planning", "biodiversity", "water", "energy", "roads", "road-safety", "mapping", "garage"],
      ),
      named("Direction générale des territoires et de la mer de Guyane", at("Cayenne"), TERRITORY_TRADES),
      ofTown(
        "Direction interdépartementale des routes – district",
        at("Bordeaux, Clermont-Ferrand, Lille, Limoges, Lyon, Marseille, Nancy, Rennes, Rouen, Toulouse"),
        ["roads", "road-safety", "garage", "works"],
        "Ses équipes entretiennent le réseau routier national et interviennent de jour comme de nuit.",
      ),
      named("Parc national de la Vanoise", at("Chambéry"), ["biodiversity", "communication"], PARK),
      named("Parc national des Écrins", at("Gap"), ["biodiversity", "mapping"], PARK),
      named("Parc national du Mercantour", at("Nice"), ["biodiversity", "mapping"], PARK),
      named("Parc national des Cévennes", at("Florac Trois Rivières"), ["biodiversity", "communication"], PARK),
      named("Parc national des Pyrénées", at("Tarbes"), ["biodiversity"], PARK),
      named("Parc national de Port-Cros", at("Hyères"), ["biodiversity", "water"], PARK),
      named("Parc national des Calanques", at("Marseille"), ["biodiversity", "communication"], PARK),
      named("Parc national de forêts", at("Arc-en-Barrois"), ["biodiversity"], PARK),
      named("Parc national de la Guadeloupe", at("Saint-Claude (971)"), ["biodiversity", "water"], PARK),
      named("Parc national de La Réunion", at("La Plaine-des-Palmistes"), ["biodiversity", "mapping"], PARK),
      named(
        "Centre d’études et d’expertise sur les risques, l’environnement, la mobilité et l’aménagement",
        at("Aix-en-Provence, Bron, Clermont-Ferrand, Lille, Metz, Nantes, Toulouse"),
        ["energy", "road-safety", "works", "mapping"],
        "Le centre appuie l’État et les collectivités par ses études, ses mesures et ses essais.",
      ),
      named("Conservatoire du littoral", at("Rochefort"), ["biodiversity", "law", "budget"]),
      named("Direction générale de l’aménagement, du logement et de la nature", at("Puteaux"), ["planning", "law"]),
      named("Secrétariat général du ministère", at("Puteaux"), ["hr", "budget", "audit", "cabinet", "communication"]),
    ],
  },
  {
    code: "MAA",
    label: "Ministère de l’Agriculture",
    about:
      "Le ministère de l’Agriculture veille à l’alimentation, à la santé des animaux et des plantes et à l’enseignement agricole. Il accompagne les filières dans leur transition.",
    domain: "agriculture.example",
    employers: [
      ofRegion("Direction régionale de l’alimentation, de l’agriculture et de la forêt", REGIONAL_SEATS, [
        "farming",
        "food-safety",
        "budget",
      ]),
      ofRegion(
        "Direction de l’alimentation, de l’agriculture et de la forêt",
        OVERSEAS.filter(({ department }) => department !== "973"),
        ["farming", "food-safety"],
      ),
      ofTown(
        "Lycée agricole",
        at(`Angoulême, Auch, Aurillac, Autun, Bourges, Brioude, Carcassonne, Chartres, Coutances, Dax, Guéret,
          Laval, Mende, Mirande, Montauban, Morlaix, Nevers, Pamiers, Rodez, Saint-Gaudens, Saintes, Troyes,
          Tulle, Vendôme, Vesoul`),
        ["school-life", "school-head", "gardening", "kitchen", "maintenance"],
        "Le lycée forme aux métiers de la terre et de l’environnement, avec sa ferme et ses ateliers.",
      ),
      named("Institut français du cheval et de l’équitation", at("Saumur, Le Pin-au-Haras"), [
        "gardening",
        "maintenance",
        "store",
      ]),
      named("Agence de services et de paiement", at("Limoges, Montreuil"), ["farming", "budget", "digital"]),
      ofTown("École nationale vétérinaire", at("Maisons-Alfort, Nantes, Toulouse"), ["food-safety", "laboratory"]),
      named("Direction générale de l’alimentation", at("Paris"), ["food-safety", "law"]),
    ],
  },
  {
    code: "IGN",
    label: "Institut national de l’information géographique et forestière",
    about:
      "L’institut décrit le territoire et ses forêts, et produit les données géographiques de référence. Il forme aux métiers de la géomatique.",
    domain: "geographie.example",
    employers: [
      named("Direction des opérations et des territoires", at("Aix-en-Provence, Bordeaux, Lyon, Nantes, Toulouse"), [
        "mapping",
      ]),
      named("Service de l’imagerie et de l’aéronautique", at("Beauvais"), ["mapping"]),
      named("Service de l’inventaire forestier", at("Nancy, Montargis"), ["mapping", "research"]),
      named("École nationale des sciences géographiques", at("Champs-sur-Marne"), ["mapping", "research"]),
      named("Siège de l’institut", at("Saint-Mandé"), ["mapping", "graphics", "research"]),
    ],
  },
  {
    code: "ONF",
    label: "Office national des forêts",
    about:
      "L’office gère onze millions d’hectares de forêts publiques. Il concilie production de bois, accueil du public et protection de la biodiversité.",
    domain: "forets.example",
    employers: [
      ofDepartment(
        "Agence territoriale",
        at(`Bar-le-Duc, Besançon, Bourges, Bourg-en-Bresse, Charleville-Mézières, Chaumont, Colmar, Compiègne,
          Digne-les-Bains, Dijon, Épinal, Évreux, Fontainebleau, Gap, Grenoble, Laon, Lons-le-Saunier, Mende,
          Metz, Montpellier, Mont-de-Marsan, Nancy, Nevers, Nîmes, Pau, Perpignan, Strasbourg, Tarbes, Troyes,
          Tulle, Vesoul, Auxerre, Chambéry`),
        ["forestry", "biodiversity", "mapping"],
        "Ses forestiers marquent les coupes, renouvellent les peuplements et accueillent les promeneurs.",
      ),
      ofRegion("Direction régionale de l’Office national des forêts", OVERSEAS, ["forestry", "biodiversity"]),
      ofTown("Unité de travaux forestiers", at("Fontainebleau, Épinal, Mende"), ["forestry"]),
    ],
  },
  {
    code: "VNF",
    label: "Voies navigables de France",
    about:
      "L’établissement entretient et exploite 6 700 kilomètres de canaux et de rivières. Il développe le transport fluvial et le tourisme.",
    domain: "fluvial.example",
    employers: [
      named("Siège de Voies navigables de France", at("Béthune"), ["accounting", "purchasing", "safety", "mapping"]),
      ofTown("Direction territoriale", at("Dijon, Lille, Lyon, Nancy, Paris, Strasbourg, Toulouse"), [
        "works",
        "mapping",
        "water",
        "purchasing",
        "safety",
        "garage",
      ]),
      ofTown(
        "Unité territoriale d’itinéraire",
        at(`Agen, Auxerre, Béziers, Cambrai, Carcassonne, Chalon-sur-Saône, Colmar, Compiègne, Dole, Dunkerque,
          Mâcon, Montargis, Mulhouse, Nevers, Reims, Valenciennes`),
        ["waterways", "garage", "works"],
        "L’unité manœuvre les écluses, entretient les berges et règle le niveau de l’eau.",
      ),
    ],
  },
  {
    code: "OFB",
    label: "Office français de la biodiversité",
    about:
      "L’office contribue à la surveillance, à la préservation et à la restauration de la biodiversité. Ses inspecteurs et ses experts travaillent sur terre et en mer.",
    domain: "biodiversite.example",
    employers: [
      ofDepartment(
        "Service départemental",
        METROPOLITAN_PREFECTURES.filter(({ department }) => !["75", "92", "93", "94"].includes(department)),
        ["biodiversity", "water"],
        "Ses inspecteurs de l’environnement surveillent les espèces, les rivières et les espaces protégés.",
      ),
      ofRegion("Direction régionale", at("Dijon, Lyon, Metz, Montpellier, Nantes, Orléans, Rennes"), [
        "biodiversity",
        "water",
        "mapping",
        "communication",
      ]),
      named("Parc naturel marin d’Iroise", at("Le Conquet"), ["biodiversity", "water", "communication"]),
      named("Parc naturel marin du golfe du Lion", at("Port-Vendres"), ["biodiversity", "water"]),
      named("Parc naturel marin du bassin d’Arcachon", at("Arcachon"), ["biodiversity", "water"]),
      named("Parc naturel marin de Mayotte", at("Mamoudzou"), ["biodiversity", "water"]),
      named("Siège de l’Office", at("Vincennes"), ["communication", "mapping"]),
    ],
  },
];
