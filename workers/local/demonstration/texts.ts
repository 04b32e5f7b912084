import type { OfferTexts } from "#app/domain/offers/offer.ts";
import type { Posting } from "#app/domain/offers/posting.ts";
import type { Administration } from "./administrations.ts";
import type { Profile } from "./profile.ts";
import type { Drawer } from "./random.ts";

/** Teams by domain, so that an offer says where one will sit. */
const SERVICES: Record<string, string[]> = {
  NUM: ["Pôle numérique", "Bureau des applications", "Service des infrastructures"],
  GRH: ["Bureau des ressources humaines", "Pôle recrutement et mobilité"],
  JUR: ["Bureau des affaires juridiques", "Pôle contentieux"],
  ACH: ["Plateforme des achats", "Bureau de la commande publique"],
  GBF: ["Service financier", "Bureau du budget"],
  FIP: ["Pôle fiscal", "Service comptable"],
  COM: ["Service de la communication", "Mission communication et événements"],
  CUL: ["Service des patrimoines", "Pôle des publics"],
  BAT: ["Service immobilier", "Pôle travaux et maintenance"],
  ENV: ["Service eau et biodiversité", "Unité territoriale"],
};
const ANY_SERVICE = ["Bureau des affaires générales", "Pôle d’appui", "Service territorial", "Mission transversale"];

const OPENINGS = [
  "Au sein de l’équipe, vous aurez notamment pour missions :",
  "Accompagné(e) par un maître d’apprentissage ou un tuteur, vous participerez à :",
  "Vous rejoindrez une équipe de taille humaine. Vos missions seront les suivantes :",
  "Sous la responsabilité du chef de service, vous serez associé(e) aux travaux suivants :",
];

const MORE = [
  "Télétravail possible un jour par semaine après une période d’intégration.",
  "Restauration collective sur place, remboursement de 75 % de l’abonnement de transport.",
  "Le site est accessible aux personnes à mobilité réduite ; le poste peut être aménagé.",
  "Un logement peut être proposé à proximité, selon les disponibilités.",
  "Des déplacements sont à prévoir dans le département, en véhicule de service.",
];

/** The team that the offer is in. */
export function serviceOf({ domains }: Profile, draw: Drawer): string {
  return draw.pick(SERVICES[domains[0] ?? ""] ?? ANY_SERVICE);
}

/** The four texts of an offer, in the simple HTML that employers write. */
export function textsOf(
  { missions, profile }: Profile,
  { about }: Administration,
  type: Posting["type"],
  draw: Drawer,
): OfferTexts {
  const chosen = draw.some(missions, 3 + draw.below(2));
  const paid =
    type === "stage"
      ? "Gratification selon la réglementation en vigueur, au-delà de deux mois de présence."
      : "Rémunération selon l’âge et l’année de formation, selon la réglementation en vigueur.";
  return {
    description: `<p>${draw.pick(OPENINGS)}</p><ul>${chosen.map((mission, n) => `<li>${mission}${n < chosen.length - 1 ? " ;" : "."}</li>`).join("")}</ul><p>Vous découvrirez aussi le fonctionnement d’un service public et ses <strong>métiers</strong>.</p>`,
    profile: draw.chance(0.9) ? profile.map((sentence) => `<p>${sentence}</p>`).join("") : null,
    employerDescription: `<p>${about}</p>`,
    more: draw.chance(0.8) ? `<p>${paid}</p><p>${draw.some(MORE, 1 + draw.below(2)).join(" ")}</p>` : null,
  };
}
