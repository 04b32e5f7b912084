import { ACCEPTED_FORMATS } from "./formats.ts";

/** Why a file is not kept. */
export type RefusedFile =
  | "too-large"
  | "empty"
  | "not-accepted"
  | "old-word"
  | "another-type"
  | "unreadable"
  | "macros"
  | "virus";

/** What is wrong and what to do about it, after the name of the file. */
const REASONS: Record<RefusedFile, string> = {
  "too-large": "dépasse 10 Mo. Réduisez-le, par exemple en l’exportant en PDF, puis recommencez.",
  empty: "est vide. Vérifiez que vous avez choisi le bon fichier.",
  "not-accepted": `n’est pas un fichier ${ACCEPTED_FORMATS}. Enregistrez-le dans l’un de ces formats, puis recommencez.`,
  "old-word":
    "est un document Word d’un ancien format, ou protégé par un mot de passe. Enregistrez-le au format DOCX ou PDF, sans protection, puis recommencez.",
  "another-type":
    "n’est pas ce que dit la fin de son nom. Ouvrez-le, enregistrez-le au format PDF, DOCX ou ODT, puis recommencez.",
  unreadable:
    "ne se lit pas comme un document de texte : il est peut-être abîmé. Ouvrez-le, exportez-le en PDF, puis recommencez.",
  macros: "contient des macros. Ouvrez-le, enregistrez-le au format PDF, puis recommencez.",
  virus: "contient un virus : il n’a pas été gardé. Vérifiez votre appareil avec un antivirus.",
};

const LONGEST_NAME = 80;

/** The French sentence that says why a file is not kept and what to do. @param name as it was sent */
export function refusedFileSentence(refused: RefusedFile, name: string): string {
  const shown = [...name.replace(/[\p{Cc}\p{Cf}\p{Cs}\u2028\u2029]/gu, "").trim()];
  const short = shown.length > LONGEST_NAME ? `${shown.slice(0, LONGEST_NAME).join("")}…` : shown.join("");
  return `${short ? `«\u00a0${short}\u00a0»` : "Ce fichier"} ${REASONS[refused]}`;
}
