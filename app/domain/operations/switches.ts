/** What operators may switch off for a while. */
export type SwitchName = "alerts" | "sign-up" | "uploads" | "publishing";

type Switch = {
  name: SwitchName;
  /** Its name in forms and in what is written down of operators. */
  code: string;
  label: string;
  /** The setting that is there while it is off, and holds since when. */
  setting: string;
  /** What happens while it is off, for operators: the rest of a sentence. */
  effect: string;
  /** What people are told, unless operators write another sentence. */
  notice: string;
};

export const SWITCHES: readonly Switch[] = [
  {
    name: "alerts",
    code: "alertes",
    label: "Alertes",
    setting: "alerts-paused",
    effect:
      "aucune alerte n’est cherchée, écrite ou envoyée. Les offres parues entre-temps sont annoncées à la reprise. La phrase se lit sur « Mes recherches ».",
    notice:
      "Les alertes sont suspendues pour le moment. Les offres parues d’ici là vous seront annoncées à la reprise.",
  },
  {
    name: "sign-up",
    code: "inscription",
    label: "Inscriptions",
    setting: "sign-up-closed",
    effect:
      "personne ne peut créer de compte : la page « Créer un compte » le dit, avec la phrase. Les liens d’activation déjà envoyés servent encore.",
    notice:
      "La création de compte est suspendue pour le moment. Toutes les offres restent consultables sans compte. Revenez plus tard.",
  },
  {
    name: "uploads",
    code: "documents",
    label: "Envoi de documents",
    setting: "uploads-closed",
    effect:
      "aucun document n’est reçu, ni à l’inscription ni dans « Mes documents » : la phrase prend la place des champs. Le reste du formulaire sert encore, et les documents déjà reçus restent disponibles.",
    notice: "L’envoi de documents est suspendu pour le moment. Vous pourrez ajouter les vôtres plus tard.",
  },
  {
    name: "publishing",
    code: "publication",
    label: "Publication d’offres",
    setting: "publishing-closed",
    effect:
      "l’API répond 503 aux publications et aux imports, les sources ne sont plus lues, les offres programmées attendent, et les recruteurs gardent leurs brouillons sans pouvoir les publier, ni republier une offre close. Retirer une offre reste possible.",
    notice: "La publication d’offres est suspendue pour le moment. Réessayez plus tard.",
  },
];

/** The switch of a form, or undefined. */
export function switchOf(code: string): Switch | undefined {
  return SWITCHES.find((each) => each.code === code);
}

/** The longest reason, and the longest sentence, in characters. */
export const MAX_REASON = 500;
export const MAX_NOTICE = 300;
