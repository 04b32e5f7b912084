import type { OfficeRefusal } from "./docx.ts";
import type { PdfRefusal } from "./pdf-inspection.ts";
import type { ZipRefusal } from "./zip-directory.ts";

/** Why a file is not kept. */
export type RefusedFile =
  | PdfRefusal
  | OfficeRefusal
  | ZipRefusal
  | "too-large"
  | "empty"
  | "not-accepted"
  | "old-word"
  | "another-type"
  | "virus";

const AS_PDF = "enregistrez-le au format PDF, puis recommencez";

/** What is wrong and what to do about it, after the name of the file. */
const REASONS: Record<RefusedFile, string> = {
  "too-large": "dépasse 10 Mo. Réduisez-le, par exemple en l’exportant en PDF, puis recommencez.",
  empty: "est vide. Vérifiez que vous avez choisi le bon fichier.",
  "not-accepted": "n’est pas un PDF, un DOCX ou un ODT. Enregistrez-le dans l’un de ces formats, puis recommencez.",
  "old-word": "est un document Word d’un ancien format. Enregistrez-le au format DOCX ou PDF, puis recommencez.",
  "another-type":
    "n’est pas ce que dit la fin de son nom. Ouvrez-le, enregistrez-le au format PDF, DOCX ou ODT, puis recommencez.",
  "another-format":
    "n’est pas un document de texte. Ouvrez-le, enregistrez-le au format PDF, DOCX ou ODT, puis recommencez.",
  damaged: "est abîmé ou incomplet. Ouvrez-le, enregistrez-le à nouveau, puis recommencez.",
  password: "est protégé par un mot de passe. Enregistrez-le sans protection, puis recommencez.",
  script: "contient un programme (JavaScript). Imprimez-le au format PDF, puis envoyez le fichier obtenu.",
  launch: "peut lancer un autre programme. Imprimez-le au format PDF, puis envoyez le fichier obtenu.",
  "opening-action": "fait une action dès qu’on l’ouvre. Imprimez-le au format PDF, puis envoyez le fichier obtenu.",
  attachment:
    "contient un fichier joint, comme certains CV Europass. Imprimez-le au format PDF, puis envoyez le fichier obtenu.",
  media: "contient du son, de la vidéo ou une animation. Imprimez-le au format PDF, puis envoyez le fichier obtenu.",
  form: "est un formulaire dynamique (XFA). Imprimez-le au format PDF, puis envoyez le fichier obtenu.",
  sending:
    "contient un formulaire qui envoie ou importe des données. Imprimez-le au format PDF, puis envoyez le fichier obtenu.",
  "hidden-file": `cache un fichier d’un autre format. Ouvrez-le, ${AS_PDF}.`,
  macros: `contient des macros. Ouvrez-le, ${AS_PDF}.`,
  "embedded-object": `contient un objet d’un autre logiciel (un tableau Excel, par exemple). Ouvrez-le, ${AS_PDF}.`,
  "outside-content": `va chercher un modèle ou une image hors du document. Ouvrez-le, ${AS_PDF}.`,
  "unsafe-link": "contient un lien qui lance un programme. Retirez ce lien, puis recommencez.",
  "too-many-files": `est fait de trop d’éléments. Ouvrez-le, ${AS_PDF}.`,
  bomb: `prend trop de place une fois décompressé. Ouvrez-le, ${AS_PDF}.`,
  archive: `n’est pas construit comme un document de texte. Ouvrez-le, ${AS_PDF}.`,
  "too-complex": "est trop complexe pour être vérifié. Imprimez-le au format PDF, puis envoyez le fichier obtenu.",
  virus: "contient un virus : il n’a pas été gardé. Vérifiez votre appareil avec un antivirus.",
};

const LONGEST_NAME = 80;

/** The French sentence that says why a file is not kept and what to do. @param name as it was sent */
export function refusedFileSentence(refused: RefusedFile, name: string): string {
  const shown = [...name.replace(/[\p{Cc}\p{Cf}\p{Cs}\u2028\u2029]/gu, "").trim()];
  const short = shown.length > LONGEST_NAME ? `${shown.slice(0, LONGEST_NAME).join("")}…` : shown.join("");
  return `${short ? `«\u00a0${short}\u00a0»` : "Ce fichier"} ${REASONS[refused]}`;
}
