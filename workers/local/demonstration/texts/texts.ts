import type { OfferType } from "#app/domain/nomenclature.ts";
import type { OfferTexts } from "#app/domain/offers/offer.ts";
import type { Facts } from "../facts.ts";
import type { Drawer } from "../random.ts";
import type { Profile } from "../trades/profile.ts";
import { describe, type Voice } from "./description.ts";
import { heading, list, paragraph } from "./html.ts";
import { WORDINGS } from "./settings.ts";

/** What the texts of an offer are made from. */
export type Subject = {
  profile: Profile;
  type: OfferType;
  /** Of the administration, and of the entity. */
  about: string;
  employerAbout?: string | undefined;
  /** Null when the texts name no town. */
  city: string | null;
  facts: Facts;
};

/** How many offers of ten are in each voice. */
const SHARES: [Voice, number][] = [
  ["short", 3],
  ["listed", 3],
  ["detailed", 2],
  ["formal", 1],
  ["warm", 1],
];
const VOICES = SHARES.flatMap(([voice, share]) => Array.from({ length: share }, () => voice));

/** The four texts of an offer, in the simple HTML that employers write, and in one voice. */
export function textsOf(subject: Subject, draw: Drawer): OfferTexts {
  const { profile, type } = subject;
  const voice = draw.pick(VOICES);
  return {
    description: describe(voice, profile, type, draw),
    profile: candidateOf(voice, profile, type, draw),
    employerDescription: employerOf(voice, subject),
    more: moreOf(voice, subject, draw),
  };
}

function candidateOf(voice: Voice, { profile }: Profile, type: OfferType, draw: Drawer): string | null {
  if (voice === "short") return draw.chance(0.75) ? paragraph(...profile) : null;
  if (voice === "detailed") return list([...profile, draw.pick(QUALITIES), draw.pick(EXPERIENCE)]);
  if (voice === "formal") return paragraph(...profile) + paragraph(REQUIRED[type]);
  if (voice === "warm") return paragraph(...profile) + paragraph("Vous hésitez ? Écrivez-nous quand même.");
  return profile.map((sentence) => paragraph(sentence)).join("");
}

const EXPERIENCE = [
  "Débutants acceptés : c’est l’envie qui compte.",
  "Une première expérience, même courte, est un plus.",
];

const QUALITIES = [
  "Vous tenez les délais et vous prévenez quand ils glissent.",
  "Vous savez demander de l’aide et en donner.",
  "Vous respectez la neutralité et la discrétion du service public.",
];

const REQUIRED: Record<OfferType, string> = {
  stage: "Une convention avec l’établissement d’enseignement est obligatoire pendant toute la durée du stage.",
  apprentissage: "L’admission dans un centre de formation d’apprentis est exigée à la signature du contrat.",
};

function employerOf(voice: Voice, { about, employerAbout }: Subject): string {
  const sentences = employerAbout ? [employerAbout] : [];
  if (voice === "short") return paragraph(...(employerAbout ? sentences : [about]));
  return [paragraph(about), paragraph(...sentences)].join("");
}

/** What the facts say, the pay, the conditions, and how to apply. */
function moreOf(voice: Voice, { profile, type, city, facts }: Subject, draw: Drawer): string | null {
  const { conditions } = WORDINGS[profile.setting];
  const some = draw.some(conditions, voice === "detailed" ? 3 : 1 + draw.below(2));
  const said = [...factsSaid(facts, draw), ...(facts.pay ? [] : paySaid(profile, type, draw)), ...some];
  const place = city && draw.chance(voice === "detailed" ? 0.7 : 0.25) ? [`Lieu de travail : ${city}.`] : [];
  if (voice === "detailed") return heading("Conditions") + list([...place, ...said]) + paragraph(draw.pick(STEPS));
  if (voice === "short" && draw.chance(0.35)) return null;
  if (voice === "warm") return paragraph(...place, ...said) + paragraph(draw.pick(STEPS));
  return [...place, ...said].map((sentence) => paragraph(sentence)).join("");
}

function factsSaid({ telework, disabilityFriendly }: Facts, draw: Drawer): string[] {
  return [
    ...(telework === true && draw.chance(0.6) ? [draw.pick(REMOTE)] : []),
    ...(telework === false && draw.chance(0.6) ? ["Le poste s’exerce entièrement sur place."] : []),
    ...(disabilityFriendly === true && draw.chance(0.5) ? [draw.pick(ACCESSIBLE)] : []),
  ];
}

const REMOTE = [
  "Télétravail possible un jour par semaine après une période d’intégration.",
  "Jusqu’à deux jours de télétravail par semaine, à convenir avec l’équipe.",
];

const ACCESSIBLE = [
  "Le site est accessible aux personnes à mobilité réduite ; le poste peut être aménagé.",
  "Les aménagements nécessaires sont étudiés avec vous avant votre arrivée.",
];

function paySaid({ setting }: Profile, type: OfferType, draw: Drawer): string[] {
  if (setting === "abroad" || draw.chance(0.3)) return [];
  return type === "stage"
    ? ["Gratification selon la réglementation en vigueur, au-delà de deux mois de présence."]
    : ["Rémunération selon l’âge et l’année de formation, selon la réglementation en vigueur."];
}

const STEPS = [
  "Envoyez votre CV et quelques lignes sur ce qui vous attire ; nous répondons sous trois semaines.",
  "Un premier échange par téléphone, puis une rencontre avec l’équipe : pas d’autre épreuve.",
  "Les candidatures sont lues au fil de l’eau ; toutes reçoivent une réponse.",
];
