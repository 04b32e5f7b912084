export type Administration = {
  code: string;
  label: string;
  /** Who they are, in two sentences. */
  about: string;
  entities: string[];
  /** Under a domain that belongs to nobody. */
  domain: string;
};

/** Administrations with the entities that hire. Invented entities bear plausible names; no person is named. */
export const ADMINISTRATIONS: Administration[] = [
  {
    code: "MI",
    label: "Ministère de l’Intérieur",
    about:
      "Le ministère de l’Intérieur assure la sécurité des personnes et des biens et représente l’État dans les territoires. Ses 300 000 agents exercent plus de 200 métiers.",
    entities: [
      "Préfecture",
      "Secrétariat général commun départemental",
      "Direction zonale de la police nationale",
      "Groupement de gendarmerie départementale",
    ],
    domain: "interieur.example",
  },
  {
    code: "MINARM",
    label: "Ministère des Armées",
    about:
      "Le ministère des Armées protège le pays et ses intérêts. Il forme chaque année plusieurs milliers d’apprentis et de stagiaires, civils et militaires, dans tous les domaines.",
    entities: [
      "Direction générale de l’armement",
      "Service du commissariat des armées",
      "Base de défense",
      "Service de santé des armées",
      "Service historique de la défense",
    ],
    domain: "armees.example",
  },
  {
    code: "MJ",
    label: "Ministère de la Justice",
    about:
      "Le ministère de la Justice administre les tribunaux, les établissements pénitentiaires et la protection judiciaire de la jeunesse. Il prépare les textes de droit civil et pénal.",
    entities: [
      "Tribunal judiciaire",
      "Cour d’appel",
      "Direction interrégionale des services pénitentiaires",
      "Direction territoriale de la protection judiciaire de la jeunesse",
    ],
    domain: "justice.example",
  },
  {
    code: "MC",
    label: "Ministère de la Culture",
    about:
      "Le ministère de la Culture protège le patrimoine, soutient la création et facilite l’accès de tous aux œuvres. Il s’appuie sur un réseau d’établissements et de directions régionales.",
    entities: [
      "Direction régionale des affaires culturelles",
      "Archives nationales",
      "Musée national",
      "Centre des monuments historiques",
    ],
    domain: "culture.example",
  },
  {
    code: "MEN",
    label: "Ministère de l’Éducation nationale",
    about:
      "Le ministère de l’Éducation nationale accueille douze millions d’élèves. Ses services académiques accompagnent les établissements et leurs équipes.",
    entities: [
      "Rectorat d’académie",
      "Direction des services départementaux de l’éducation nationale",
      "Lycée polyvalent",
      "Centre d’information et d’orientation",
    ],
    domain: "education.example",
  },
  {
    code: "MEF",
    label: "Ministères économiques et financiers",
    about:
      "Les ministères économiques et financiers préparent le budget, soutiennent les entreprises et protègent les consommateurs. Plus de 130 000 agents y travaillent partout en France.",
    entities: [
      "Secrétariat général",
      "Direction générale des entreprises",
      "Direction générale du Trésor",
      "Direction départementale de la protection des populations",
    ],
    domain: "finances.example",
  },
  {
    code: "DGFIP",
    label: "Direction générale des Finances publiques",
    about:
      "La direction générale des Finances publiques établit et recouvre l’impôt, tient les comptes publics et conseille les collectivités. Elle est présente dans tous les départements.",
    entities: [
      "Direction départementale des finances publiques",
      "Service des impôts des particuliers",
      "Service de gestion comptable",
      "Direction des grandes entreprises",
    ],
    domain: "dgfip.example",
  },
  {
    code: "DOUANE",
    label: "Direction générale des douanes et droits indirects",
    about:
      "La douane contrôle les marchandises, lutte contre la fraude et accompagne les entreprises qui exportent. Ses agents travaillent dans les ports, les aéroports et sur les routes.",
    entities: [
      "Direction interrégionale des douanes",
      "Bureau des douanes",
      "Brigade de surveillance",
      "Laboratoire commun",
    ],
    domain: "douane.example",
  },
  {
    code: "MTE",
    label: "Ministère de la Transition écologique",
    about:
      "Le ministère de la Transition écologique conduit les politiques du climat, de l’énergie, de l’eau et du logement. Ses directions régionales et départementales agissent au plus près du terrain.",
    entities: [
      "Direction régionale de l’environnement, de l’aménagement et du logement",
      "Direction départementale des territoires",
      "Direction interdépartementale des routes",
      "Parc national",
    ],
    domain: "ecologie.example",
  },
  {
    code: "MAA",
    label: "Ministère de l’Agriculture",
    about:
      "Le ministère de l’Agriculture veille à l’alimentation, à la santé des animaux et des plantes et à l’enseignement agricole. Il accompagne les filières dans leur transition.",
    entities: [
      "Direction régionale de l’alimentation, de l’agriculture et de la forêt",
      "Lycée agricole",
      "Service d’inspection sanitaire",
      "Institut du cheval",
    ],
    domain: "agriculture.example",
  },
  {
    code: "MTSS",
    label: "Ministère du Travail et des Solidarités",
    about:
      "Le ministère du Travail et des Solidarités agit pour l’emploi, l’inclusion et l’égalité des droits. Il anime l’inspection du travail et les politiques de cohésion sociale.",
    entities: [
      "Direction régionale de l’économie, de l’emploi, du travail et des solidarités",
      "Inspection du travail",
      "Délégation à l’insertion",
      "Direction des statistiques",
    ],
    domain: "solidarites.example",
  },
  {
    code: "MEAE",
    label: "Ministère de l’Europe et des Affaires étrangères",
    about:
      "Le ministère de l’Europe et des Affaires étrangères représente la France dans le monde. Son réseau d’ambassades, de consulats et d’instituts est l’un des plus étendus.",
    entities: [
      "Direction générale de la mondialisation",
      "Service de coopération",
      "Centre de crise",
      "Direction des archives diplomatiques",
    ],
    domain: "diplomatie.example",
  },
  {
    code: "PM",
    label: "Services du Premier ministre",
    about:
      "Les services du Premier ministre coordonnent l’action du Gouvernement. Ils réunissent des équipes de petite taille aux missions interministérielles.",
    entities: [
      "Direction interministérielle du numérique",
      "Direction de l’information légale",
      "Service d’information du Gouvernement",
      "Agence de cybersécurité",
    ],
    domain: "premier-ministre.example",
  },
  {
    code: "MSJ",
    label: "Ministère des Sports et de la Jeunesse",
    about:
      "Le ministère des Sports et de la Jeunesse développe la pratique sportive et l’engagement des jeunes. Il forme aux métiers de l’animation et du sport.",
    entities: [
      "Délégation régionale à la jeunesse et aux sports",
      "Centre de ressources et de performance sportive",
      "Service national universel",
      "École nationale des sports",
    ],
    domain: "sports.example",
  },
  {
    code: "MOM",
    label: "Ministère des Outre-mer",
    about:
      "Le ministère des Outre-mer coordonne l’action de l’État dans les départements et collectivités d’outre-mer. Il soutient leur développement et leurs infrastructures.",
    entities: [
      "Direction générale des outre-mer",
      "Service militaire adapté",
      "Haut-commissariat",
      "Agence de développement local",
    ],
    domain: "outre-mer.example",
  },
  {
    code: "DGAC",
    label: "Direction générale de l’aviation civile",
    about:
      "La direction générale de l’aviation civile garantit la sécurité et la sûreté du transport aérien. Elle rend les services de navigation aérienne sur tout le territoire.",
    entities: [
      "Service de la navigation aérienne",
      "Centre en route",
      "Direction de la sécurité de l’aviation civile",
      "École de l’aviation civile",
    ],
    domain: "aviation.example",
  },
  {
    code: "METEO",
    label: "Météo-France",
    about:
      "Météo-France observe et prévoit l’atmosphère, la neige et l’océan de surface. Ses équipes associent recherche, calcul et services aux usagers.",
    entities: [
      "Centre national de recherches météorologiques",
      "Direction des systèmes d’observation",
      "Centre de prévision régional",
      "Direction du calcul",
    ],
    domain: "meteo.example",
  },
  {
    code: "IGN",
    label: "Institut national de l’information géographique et forestière",
    about:
      "L’institut décrit le territoire et ses forêts, et produit les données géographiques de référence. Il forme aux métiers de la géomatique.",
    entities: [
      "Direction des opérations",
      "Service de l’imagerie",
      "Service de l’inventaire forestier",
      "École de géomatique",
    ],
    domain: "geographie.example",
  },
  {
    code: "INSEE",
    label: "Institut national de la statistique et des études économiques",
    about:
      "L’institut collecte, analyse et diffuse des informations sur l’économie et la société. Ses directions régionales éclairent le débat public local.",
    entities: ["Direction régionale", "Direction de la méthodologie", "Service des études", "Centre statistique"],
    domain: "statistique.example",
  },
  {
    code: "ONF",
    label: "Office national des forêts",
    about:
      "L’office gère onze millions d’hectares de forêts publiques. Il concilie production de bois, accueil du public et protection de la biodiversité.",
    entities: ["Agence territoriale", "Réserve biologique", "Service du bois", "Atelier de menuiserie"],
    domain: "forets.example",
  },
  {
    code: "VNF",
    label: "Voies navigables de France",
    about:
      "L’établissement entretient et exploite 6 700 kilomètres de canaux et de rivières. Il développe le transport fluvial et le tourisme.",
    entities: ["Direction territoriale", "Centre d’exploitation", "Service de la maintenance", "Unité d’itinéraire"],
    domain: "fluvial.example",
  },
  {
    code: "OFB",
    label: "Office français de la biodiversité",
    about:
      "L’office contribue à la surveillance, à la préservation et à la restauration de la biodiversité. Ses inspecteurs et ses experts travaillent sur terre et en mer.",
    entities: ["Direction régionale", "Parc naturel marin", "Service départemental", "Direction de la recherche"],
    domain: "biodiversite.example",
  },
  {
    code: "CNRS",
    label: "Centre national de la recherche scientifique",
    about:
      "Le centre explore tous les champs de la connaissance dans plus de mille laboratoires. Il accueille des étudiants de tous les niveaux.",
    entities: [
      "Délégation régionale",
      "Laboratoire de chimie",
      "Institut de physique",
      "Laboratoire d’informatique",
      "Station biologique",
    ],
    domain: "recherche.example",
  },
  {
    code: "CE",
    label: "Conseil d’État",
    about:
      "Le Conseil d’État conseille le Gouvernement et juge en dernier ressort les litiges entre les citoyens et l’administration. Il gère les tribunaux administratifs.",
    entities: [
      "Section du contentieux",
      "Tribunal administratif",
      "Cour administrative d’appel",
      "Secrétariat général",
    ],
    domain: "conseil-etat.example",
  },
  {
    code: "CC",
    label: "Cour des comptes",
    about:
      "La Cour des comptes s’assure du bon emploi de l’argent public et en informe les citoyens. Les chambres régionales contrôlent les collectivités.",
    entities: ["Chambre régionale des comptes", "Première chambre", "Secrétariat général", "Service des données"],
    domain: "comptes.example",
  },
  {
    code: "ARS",
    label: "Agences régionales de santé",
    about:
      "Les agences régionales de santé pilotent la santé publique et l’offre de soins dans les régions. Elles agissent avec les professionnels et les collectivités.",
    entities: [
      "Direction de la santé publique",
      "Délégation départementale",
      "Direction de l’autonomie",
      "Cellule de veille sanitaire",
    ],
    domain: "ars.example",
  },
  {
    code: "CHU",
    label: "Établissements publics de santé",
    about:
      "Les hôpitaux publics soignent, enseignent et cherchent. Ils accueillent chaque année des milliers de stagiaires et d’apprentis.",
    entities: [
      "Centre hospitalier universitaire",
      "Centre hospitalier",
      "Établissement public de santé mentale",
      "Hôpital de proximité",
    ],
    domain: "hopital.example",
  },
  {
    code: "UNIV",
    label: "Universités",
    about:
      "Les universités forment, cherchent et diffusent les savoirs. Leurs services accompagnent les étudiants et les équipes de recherche.",
    entities: [
      "Service commun de documentation",
      "Direction du numérique",
      "Unité de formation",
      "Service de la vie étudiante",
      "Présidence",
    ],
    domain: "universite.example",
  },
];
