/**
 * Wordings by which an offer would choose people on a ground that the law forbids, with what to write instead. Three
 * laws name the grounds: code pénal, article 225-1 (an offer that makes one a condition is an offence by article 225-2,
 * 4° and 5°); code du travail, article L1132-1; code général de la fonction publique, article L131-1. The sex has an
 * article of its own: code du travail, L1142-1, 1°.
 *
 * `#` stands for a number. A wording is `certain` when nobody can mean anything else by it in an offer: such an offer
 * is not published by the form of the site. The others may be about the public that the post works with, so they are
 * advice. What is left out on purpose: the age of apprentices (16 to 29, code du travail L6222-1), posts open to
 * disabled people, the neutrality of public agents (code général de la fonction publique, L121-2), the physical fitness
 * that some posts ask for by law.
 */
export type DiscriminatingWords = {
  /** The end of the code: `discrimination-age`. */
  ground: string;
  /** The ground as the law names it, after « discriminer selon ». */
  named: string;
  source: string;
  wordings: readonly string[];
  certain: readonly string[];
  /** A whole French sentence. */
  instead: string;
};

const THREE_LAWS = "code pénal, article 225-1, et code du travail, article L. 1132-1";

export const DISCRIMINATING_WORDS: readonly DiscriminatingWords[] = [
  {
    ground: "age",
    named: "l’âge",
    source: THREE_LAWS,
    wordings: [
      "jeune et dynamique",
      "êtes jeune",
      "êtes un jeune diplômé",
      "êtes jeune diplômé",
      "recherche un jeune",
      "recherchons un jeune",
      "profil jeune diplômé",
      "âge maximum",
      "âge maximal",
      "avez moins de # ans",
      "avoir moins de # ans",
      "êtes âgé de",
      "être âgé de",
      "candidat âgé de",
      "candidat de moins de # ans",
    ],
    certain: [
      "plus de # ans s’abstenir",
      "moins de # ans s’abstenir",
      "recherchons une personne jeune",
      "candidat jeune exigé",
    ],
    instead:
      "Dites ce que le poste demande, par exemple «\u00a0débutant·e accepté·e\u00a0» ou le niveau d’études préparé.",
  },
  {
    ground: "sexe",
    named: "le sexe",
    source: "code pénal, article 225-1, et code du travail, article L. 1142-1",
    wordings: [
      "hommes uniquement",
      "femmes uniquement",
      "profil féminin",
      "profil masculin",
      "candidature féminine",
      "candidature masculine",
    ],
    certain: [
      "poste réservé aux hommes",
      "poste réservé aux femmes",
      "offre réservée aux hommes",
      "offre réservée aux femmes",
      "recherchons un homme",
      "recherchons une femme",
      "recherchons un jeune homme",
      "recherchons une jeune femme",
      "homme de préférence",
      "femme de préférence",
      "de préférence un homme",
      "de préférence une femme",
    ],
    instead: "Le poste est ouvert aux femmes et aux hommes\u00a0: écrivez «\u00a0une personne\u00a0».",
  },
  {
    ground: "origine",
    named: "l’origine",
    source: THREE_LAWS,
    wordings: ["langue maternelle", "candidat d’origine française", "personne d’origine française"],
    certain: ["français de souche", "européen de souche", "bleu blanc rouge exigé"],
    instead: "Dites le niveau de langue attendu, par exemple «\u00a0français courant, niveau C1\u00a0».",
  },
  {
    ground: "famille",
    named: "la situation de famille",
    source: THREE_LAWS,
    wordings: [
      "être célibataire",
      "êtes célibataire",
      "sans enfant à charge",
      "sans charge de famille",
      "sans contrainte familiale",
    ],
    certain: [
      "célibataire de préférence",
      "célibataire exigé",
      "de préférence célibataire",
      "de préférence sans enfant",
    ],
    instead: "Dites les horaires et les déplacements du poste.",
  },
  {
    ground: "grossesse",
    named: "la grossesse",
    source: THREE_LAWS,
    wordings: ["sans projet de grossesse", "sans projet de maternité"],
    certain: ["femme enceinte s’abstenir", "femmes enceintes s’abstenir", "ne pas être enceinte"],
    instead: "Dites les conditions de travail\u00a0; le médecin du travail juge de l’aptitude.",
  },
  {
    ground: "apparence",
    named: "l’apparence physique",
    source: THREE_LAWS,
    wordings: [
      "physique agréable",
      "présentation irréprochable",
      "belle apparence",
      "bonne apparence",
      "physique avantageux",
      "sans tatouage",
      "tatouages interdits",
    ],
    certain: ["physique agréable exigé", "mensurations exigées"],
    instead: "Dites ce que le poste demande, par exemple «\u00a0aisance dans l’accueil du public\u00a0».",
  },
  {
    ground: "sante",
    named: "l’état de santé ou le handicap",
    source: THREE_LAWS,
    wordings: ["être en bonne santé", "êtes en bonne santé", "être en excellente santé", "bonne santé exigée"],
    certain: [
      "ne convient pas aux personnes handicapées",
      "poste non accessible aux personnes handicapées",
      "handicapés s’abstenir",
      "personnes handicapées s’abstenir",
    ],
    instead: "Dites les gestes et les conditions du poste\u00a0; le médecin du travail juge de l’aptitude.",
  },
  {
    ground: "religion",
    named: "la religion",
    source: THREE_LAWS,
    wordings: [
      "être de confession",
      "êtes de confession",
      "catholique pratiquant",
      "musulman pratiquant",
      "juif pratiquant",
    ],
    certain: ["musulmans s’abstenir", "juifs s’abstenir", "catholiques s’abstenir", "chrétiens s’abstenir"],
    instead: "Retirez ces mots\u00a0: la religion d’une personne ne regarde pas le recruteur.",
  },
  {
    ground: "opinions",
    named: "les opinions politiques ou syndicales",
    source: THREE_LAWS,
    wordings: ["sans engagement syndical", "sans engagement politique", "être non syndiqué"],
    certain: ["personne non syndiquée", "syndiqués s’abstenir"],
    instead: "Retirez ces mots\u00a0: rappelez au besoin l’obligation de réserve.",
  },
  {
    ground: "orientation",
    named: "l’orientation sexuelle ou l’identité de genre",
    source: THREE_LAWS,
    wordings: ["être hétérosexuel", "êtes hétérosexuel"],
    certain: ["homosexuels s’abstenir"],
    instead: "Retirez ces mots.",
  },
  {
    ground: "residence",
    named: "le lieu de résidence",
    source: THREE_LAWS,
    wordings: [
      "habiter à proximité",
      "résider à proximité",
      "habiter sur place",
      "habitez à proximité",
      "résidez à proximité",
      "domicilié à proximité",
      "domicilié dans le département",
      "habiter dans le département",
      "résider dans le département",
      "résider dans la commune",
      "habiter dans la commune",
    ],
    certain: ["résidence dans la commune exigée"],
    instead: "Dites le lieu de travail, comment on y vient, et le délai d’intervention s’il y en a un.",
  },
];

/** Wordings that the law allows for some posts only: who holds sovereignty (code général de la fonction publique, L321-2). */
export const NATIONALITY_WORDINGS = [
  "de nationalité française",
  "avoir la nationalité française",
  "posséder la nationalité française",
  "nationalité française requise",
  "nationalité française exigée",
  "nationalité française obligatoire",
] as const;
