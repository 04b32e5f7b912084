import type { OfferType } from "#app/domain/nomenclature.ts";
import type { Setting } from "../trades/profile.ts";

/** How one works there: the team, its hours, what one learns, and what is offered besides. */
type Wording = { team: string[]; hours: string[]; learned: string[]; conditions: string[] };

/** « NUMBER » stands for how many people there are, in words. */
export const WORDINGS: Record<Setting, Wording> = {
  office: {
    team: [
      "L’équipe réunit NUMBER personnes, de formations et d’âges variés.",
      "NUMBER collègues vous accueillent ; un point de quinze minutes ouvre chaque semaine, et les portes restent ouvertes.",
      "Nous sommes NUMBER, répartis dans trois bureaux autour d’un même couloir.",
    ],
    hours: [
      "Horaires : 38 h par semaine, avec des plages variables le matin et le soir.",
      "Du lundi au vendredi, arrivée entre 8 h et 9 h 30, départ à partir de 16 h.",
      "Une semaine type : point d’équipe le lundi, travail de fond jusqu’au jeudi, bilan avec votre tuteur ou votre tutrice le vendredi.",
    ],
    learned: [
      "conduire un dossier du début à la fin",
      "rédiger pour des lecteurs pressés",
      "présenter un travail devant un comité",
      "travailler avec d’autres services",
    ],
    conditions: [
      "Un ordinateur portable est prêté dès le premier jour.",
      "Restaurant administratif à proximité, avec participation de l’employeur.",
      "75 % de l’abonnement de transport sont remboursés.",
      "Accès au catalogue des formations internes.",
      "Vélos : un local fermé est à disposition.",
    ],
  },
  outdoors: {
    team: [
      "L’équipe compte NUMBER agents ; on part sur le terrain à deux, jamais seul.",
      "NUMBER personnes partagent les tournées, les relevés et le travail de bureau qui suit.",
      "Vous rejoindrez NUMBER agents qui connaissent bien le secteur et aiment le montrer.",
    ],
    hours: [
      "Horaires : 8 h – 12 h et 13 h 15 – 16 h 45 ; départ plus matinal les jours de sortie.",
      "Comptez trois jours dehors et deux jours au bureau, selon la saison et la météo.",
      "Semaine de 36 h, en horaires de journée.",
    ],
    learned: [
      "préparer une sortie et tenir un carnet de terrain",
      "lire un site avant d’y travailler",
      "expliquer une règle à ceux qu’elle concerne",
      "travailler dehors en sécurité",
    ],
    conditions: [
      "Véhicule de service et équipement de protection fournis.",
      "Des déplacements sont à prévoir chaque semaine.",
      "Le permis B est apprécié ; à défaut, vous partirez en équipage.",
      "Un hébergement peut être proposé à proximité, selon les disponibilités.",
      "Les repas pris en tournée sont remboursés.",
    ],
  },
  workshop: {
    team: [
      "L’équipe compte NUMBER personnes, dont deux anciens apprentis.",
      "Vous travaillerez aux côtés de NUMBER professionnels, chacun avec sa spécialité.",
      "NUMBER personnes font tourner le service ; on s’y entraide, et l’on range derrière soi.",
    ],
    hours: [
      "Horaires : 7 h 30 – 15 h 30 du lundi au vendredi, pause comprise.",
      "Horaires fixes, en journée, 35 h par semaine ; les week-ends sont libres.",
      "Journée type : consignes à 7 h 45, travail en binôme le matin, rangement et bilan avant 16 h.",
    ],
    learned: [
      "tenir un poste de travail et ses outils",
      "lire une fiche, un plan ou une commande",
      "contrôler votre travail avant de le rendre",
      "appliquer les règles d’hygiène et de sécurité",
    ],
    conditions: [
      "Tenue de travail et chaussures de sécurité fournies et entretenues.",
      "Repas sur place à tarif réduit.",
      "75 % de l’abonnement de transport sont remboursés.",
      "Une chambre peut être proposée à ceux qui viennent de loin.",
      "Parking gratuit.",
    ],
  },
  ward: {
    team: [
      "L’équipe réunit NUMBER soignants et soignantes ; vous aurez toujours un référent présent.",
      "NUMBER professionnels se relaient auprès des patients, et prennent le temps de transmettre.",
    ],
    hours: [
      "Horaires de jour : 7 h – 14 h 30 ou 13 h 30 – 21 h, selon le planning établi un mois à l’avance.",
      "Horaires : 7 h 30 – 15 h ; un week-end par mois en seconde partie de formation.",
    ],
    learned: [
      "prendre soin avec des gestes sûrs",
      "observer, noter et transmettre",
      "parler avec un patient et avec ses proches",
      "trouver votre place dans une équipe",
    ],
    conditions: [
      "Tenues fournies et entretenues, vestiaire individuel.",
      "Vaccinations à jour demandées avant l’arrivée.",
      "Self ouvert midi et soir à tarif réduit.",
      "Crèche et logements du personnel, selon les places.",
      "75 % de l’abonnement de transport sont remboursés.",
    ],
  },
  people: {
    team: [
      "L’équipe réunit NUMBER personnes, de métiers différents et complémentaires.",
      "Nous sommes NUMBER, et nous prenons un temps d’échange chaque vendredi.",
      "Vous rejoindrez NUMBER collègues, dont un tuteur ou une tutrice qui vous suivra chaque semaine.",
    ],
    hours: [
      "35 h par semaine, aux heures d’ouverture, du lundi au vendredi.",
      "Horaires : 9 h – 12 h 30 et 13 h 30 – 17 h ; quelques soirées dans l’année, récupérées.",
      "Une semaine type : deux jours auprès du public, deux jours sur vos dossiers, un jour en réunion d’équipe.",
    ],
    learned: [
      "accueillir chacun avec tact",
      "écrire un compte rendu fidèle",
      "garder la bonne distance",
      "faire travailler ensemble des partenaires",
    ],
    conditions: [
      "75 % de l’abonnement de transport sont remboursés.",
      "Restauration possible sur place.",
      "Un bureau et un téléphone sont à votre disposition.",
      "Des rencontres entre stagiaires et apprentis ont lieu chaque mois.",
    ],
  },
  abroad: {
    team: [
      "Le service réunit NUMBER agents, expatriés et recrutés sur place.",
      "Vous rejoindrez NUMBER personnes de plusieurs nationalités.",
    ],
    hours: [
      "Du lundi au vendredi, aux horaires du poste ; quelques soirées pour les événements.",
      "35 h par semaine, selon les jours fériés du pays.",
    ],
    learned: [
      "rédiger dans les formes diplomatiques",
      "travailler dans une autre langue",
      "organiser la venue d’une délégation",
      "comprendre un pays de l’intérieur",
    ],
    conditions: [
      "Le logement, le voyage et le visa sont à votre charge ; le service vous conseille dans vos démarches.",
      "Une assurance santé et une convention de stage signée sont demandées avant le départ.",
      "Une enquête administrative précède l’arrivée : candidatez au moins trois mois avant la date souhaitée.",
    ],
  },
};

export const NUMBERS = ["quatre", "cinq", "six", "sept", "huit", "neuf", "dix", "douze", "quinze", "dix-huit"];

/** How the weeks are shared between the employer and the school: of an apprenticeship only. */
export const RHYTHMS = [
  "Rythme : trois semaines dans le service, une semaine en formation.",
  "Rythme : deux jours en formation, trois jours dans le service.",
  "Le rythme de l’alternance est celui de votre école ; nous nous y adaptons.",
  "Alternance : un mois en formation, un mois dans le service.",
];

/** The one who is hired, without choosing a gender. */
export const SOMEBODY: Record<OfferType, string> = {
  stage: "un ou une stagiaire",
  apprentissage: "un apprenti ou une apprentie",
};
