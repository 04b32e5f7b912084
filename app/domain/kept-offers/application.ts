import { formatDay } from "#app/domain/format.ts";
import { labelOf } from "#app/domain/nomenclature.ts";
import type { Offer } from "#app/domain/offers/offer.ts";

/** The facts about a candidate that a recruiter wants to read first. */
export type Applicant = {
  firstName: string;
  lastName: string;
  phone: string | null;
  /** The one she prepares, 3 to 8. */
  level: number | null;
  /** `YYYY-MM-DD`. */
  availableOn: string | null;
};

export type Application = { subject: string; body: string };

/** The subject holds the reference, so that the recruiter knows which offer the message is about. */
function applicationSubject({ reference, title }: Pick<Offer, "reference" | "title">): string {
  return `Candidature – ${title} – ${reference}`;
}

/**
 * A prepared message to a recruiter, which the candidate sends from her own mail program: the site takes no
 * application.
 * @param today the current day in Europe/Paris: a day of availability in the past means « now »
 */
export function prepareApplication(
  { reference, title, type }: Pick<Offer, "reference" | "title" | "type">,
  applicant: Applicant,
  today: string,
): Application {
  const { firstName, lastName, phone } = applicant;
  const about = [levelLine(applicant), availabilityLine(applicant, today)].filter((line) => line !== null);
  const paragraphs = [
    "Madame, Monsieur,",
    `Je vous présente ma candidature pour ${posts[type]} « ${title} » (référence ${reference}), publié sur PASS.`,
    about.join("\n"),
    "Vous trouverez en pièces jointes mon CV et ma lettre de motivation. Je me tiens à votre disposition pour un entretien.",
    "Je vous remercie de l’attention que vous porterez à ma candidature et vous prie d’agréer, Madame, Monsieur, l’expression de mes salutations distinguées.",
    [`${firstName} ${lastName}`, phone ? `Téléphone : ${phone}` : ""].filter(Boolean).join("\n"),
  ];
  return {
    subject: applicationSubject({ reference, title }),
    body: paragraphs.filter(Boolean).join("\n\n"),
  };
}

/**
 * The same message for somebody whom the site does not know: what is about her is left blank, for her to fill in.
 * @param url the public address of the offer
 */
export function blankApplication(
  { reference, title, type }: Pick<Offer, "reference" | "title" | "type">,
  url: string,
): Application {
  const paragraphs = [
    "Madame, Monsieur,",
    `Je vous présente ma candidature pour ${posts[type]} « ${title} » (référence ${reference}) :\n${url}`,
    "Ma formation :",
    "Mes disponibilités :",
    "Ce qui m’intéresse dans ce poste :",
    "Vous trouverez en pièces jointes mon CV et ma lettre de motivation. Je vous remercie de l’attention que vous porterez à ma candidature.",
    "Cordialement,",
    "Prénom et nom :\nTéléphone :",
  ];
  return { subject: applicationSubject({ reference, title }), body: paragraphs.join("\n\n") };
}

const posts: Record<Offer["type"], string> = { stage: "le stage", apprentissage: "l’apprentissage" };

function levelLine({ level }: Applicant): string | null {
  const label = level === null ? null : labelOf("level", String(level));
  return label && `Je prépare un diplôme de ${label.charAt(0).toLowerCase()}${label.slice(1)}.`;
}

function availabilityLine({ availableOn }: Applicant, today: string): string | null {
  if (availableOn === null) return null;
  return availableOn <= today
    ? "Je suis disponible dès maintenant."
    : `Je suis disponible à partir du ${formatDay(availableOn)}.`;
}
