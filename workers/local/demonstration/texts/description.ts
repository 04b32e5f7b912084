import type { OfferType } from "#app/domain/nomenclature.ts";
import type { Drawer } from "../random.ts";
import type { Profile } from "../trades/profile.ts";
import { capitalised, enumeration, heading, items, list, paragraph } from "./html.ts";
import { NUMBERS, RHYTHMS, SOMEBODY, WORDINGS } from "./settings.ts";

/** How an employer writes: in a few lines, by a list, at length, formally, or warmly. */
export type Voice = "short" | "listed" | "detailed" | "formal" | "warm";

/** What one will do, in this voice. */
export function describe(voice: Voice, profile: Profile, type: OfferType, draw: Drawer): string {
  return { short, listed, detailed, formal, warm }[voice](profile, type, draw);
}

function short({ missions }: Profile, type: OfferType, draw: Drawer): string {
  const some = inOrder(missions, 2 + draw.below(2), draw);
  const sentence = draw.pick([
    `Vous aiderez l’équipe ${enumeration(some, "à ")}.`,
    `Nous cherchons ${SOMEBODY[type]} ${enumeration(some, "pour ")}.`,
    `Votre rôle : ${some.join(" ; ")}.`,
    `Vous apprendrez ici ${enumeration(some, "à ")}.`,
  ]);
  const closings = [
    "Un tuteur ou une tutrice vous suit du premier au dernier jour.",
    "Tout s’apprend : la curiosité suffit pour commencer.",
    "Le sujet exact sera choisi avec vous.",
    "Vous serez formé(e) sur place.",
  ];
  return paragraph(sentence, ...(draw.chance(0.6) ? [draw.pick(closings)] : []));
}

function listed({ missions, setting }: Profile, type: OfferType, draw: Drawer): string {
  const openings = [
    "Au sein de l’équipe, vous aurez notamment pour missions :",
    "Vous rejoindrez une équipe de taille humaine. Vos missions seront les suivantes :",
    "Sous la responsabilité du chef de service, vous serez associé(e) aux travaux suivants :",
    type === "stage"
      ? "Accompagné(e) par un tuteur ou une tutrice, vous apprendrez à :"
      : "Accompagné(e) par un maître d’apprentissage, vous apprendrez à :",
  ];
  const closings = [
    paragraph("Vous découvrirez aussi le fonctionnement d’un service public et ses <strong>métiers</strong>."),
    paragraph(teamOf(setting, draw)),
    paragraph(rhythmOf(setting, type, draw)),
    "",
  ];
  return paragraph(draw.pick(openings)) + items(inOrder(missions, 3 + draw.below(2), draw)) + draw.pick(closings);
}

function detailed({ missions, setting }: Profile, type: OfferType, draw: Drawer): string {
  const sentences = missions.map((mission) => `${capitalised(mission)}.`);
  return [
    heading("L’équipe"),
    paragraph(teamOf(setting, draw), draw.pick(WELCOMES)),
    heading("Vos missions"),
    list(sentences),
    heading("Ce que vous apprendrez"),
    paragraph("Au fil des mois, vous saurez :"),
    items(draw.some(WORDINGS[setting].learned, 3)),
    ...(draw.chance(0.6) ? [heading("Organisation"), paragraph(rhythmOf(setting, type, draw))] : []),
    ...(draw.chance(0.4) ? [heading("Le déroulement"), paragraph(draw.pick(STEPS[type]))] : []),
  ].join("");
}

const STEPS: Record<OfferType, string[]> = {
  stage: [
    "La première semaine sert à découvrir, la deuxième à faire avec quelqu’un ; ensuite vous avancez à votre rythme, avec un bilan chaque quinzaine.",
    "Vous choisirez un sujet la première semaine et vous en présenterez les résultats à toute l’équipe avant de partir.",
  ],
  apprentissage: [
    "Les premiers mois, vous observez et vous faites à deux ; puis des dossiers vous sont confiés, avec un bilan chaque mois entre vous, votre maître d’apprentissage et votre école.",
    "À l’issue du contrat, vous pourrez préparer un concours ou candidater à un poste : plusieurs de nos anciens apprentis l’ont fait.",
  ],
};

const WELCOMES = [
  "Votre arrivée est préparée : un poste prêt, un planning de la première semaine, un interlocuteur désigné.",
  "Chaque année, l’équipe accueille des jeunes en formation ; plusieurs y travaillent aujourd’hui.",
  "L’équipe travaille avec des partenaires variés, que vous rencontrerez dès le premier mois.",
];

function formal({ missions }: Profile, type: OfferType, draw: Drawer): string {
  const somebody = type === "stage" ? "Le ou la stagiaire" : "L’apprenti ou l’apprentie";
  const opening = draw.pick([
    `${somebody} est placé(e) sous l’autorité hiérarchique du chef ou de la cheffe du service. À ce titre, il lui revient notamment de :`,
    `Dans le cadre des attributions du service, ${uncapitalised(somebody)} sera chargé(e) des travaux suivants :`,
  ]);
  const closing =
    type === "stage"
      ? "Un rapport d’activité sera remis au terme du stage. Le poste requiert discrétion et sens du service public."
      : "Le contrat est conclu pour la durée du cycle de formation. Le poste requiert assiduité et sens du service public.";
  return paragraph(opening) + items(inOrder(missions, 3 + draw.below(2), draw)) + paragraph(closing);
}

function warm({ missions, setting }: Profile, type: OfferType, draw: Drawer): string {
  const [first = "", second = "", third = ""] = inOrder(missions, 3, draw);
  const opening = draw.pick([
    `Envie d’apprendre un métier utile ? Rejoignez-nous ! ${teamOf(setting, draw)}`,
    `${teamOf(setting, draw)} Il ne manque que vous.`,
    `Et si votre ${type === "stage" ? "prochain stage" : "apprentissage"} servait vraiment à quelqu’un ? C’est le cas ici.`,
  ]);
  return [
    paragraph(opening),
    paragraph(`Très vite, nous vous proposerons ${of(first)}, ${of(second)} ; puis, une fois à l’aise, ${of(third)}.`),
    paragraph(draw.pick(["Ici, les questions sont bienvenues et les idées neuves aussi.", "On vous fera confiance."])),
    ...(draw.chance(0.4) ? [paragraph(rhythmOf(setting, type, draw))] : []),
  ].join("");
}

/** Some of the missions, as the trade tells them: what is prepared before what is delivered. */
function inOrder(missions: string[], count: number, draw: Drawer): string[] {
  const some = draw.some(missions, count);
  return missions.filter((mission) => some.includes(mission));
}

function teamOf(setting: Profile["setting"], draw: Drawer): string {
  return capitalised(draw.pick(WORDINGS[setting].team).replace("NUMBER", draw.pick(NUMBERS)));
}

/** Hours, and for an apprenticeship the weeks of school. */
function rhythmOf(setting: Profile["setting"], type: OfferType, draw: Drawer): string {
  const hours = draw.pick(WORDINGS[setting].hours);
  return type === "apprentissage" ? `${hours} ${draw.pick(RHYTHMS)}` : hours;
}

/** « de rédiger », « d’écrire ». */
function of(mission: string): string {
  return /^[aeiouyâéèêh]/.test(mission) ? `d’${mission}` : `de ${mission}`;
}

function uncapitalised(text: string): string {
  return `${text.charAt(0).toLowerCase()}${text.slice(1)}`;
}
