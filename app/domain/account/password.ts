import { COMMON_PASSWORDS } from "./common-passwords.ts";

const MIN = 12;
const MAX = 128;
/** Rows of keyboards, and sequences such as the alphabet. */
const RUNS = [
  "abcdefghijklmnopqrstuvwxyz",
  "01234567890123456789",
  "azertyuiopqsdfghjklmwxcvbn",
  "qwertyuiopasdfghjklzxcvbnm",
];

/**
 * Why a password cannot be taken, as a French sentence; null when it can. Length alone is asked for (12 to 128
 * characters of any kind, none changed): OWASP ASVS 5.0, 6.2.
 * @param about facts about the person: an attacker tries passwords made of them first
 */
export function passwordFault(password: string, about: string[]): string | null {
  const length = [...password].length;
  if (length === 0) return "Choisissez un mot de passe.";
  if (length < MIN) {
    return `Ce mot de passe a ${length} ${length < 2 ? "caractère" : "caractères"}\u00a0: il en faut ${MIN} au moins. Plusieurs mots font un bon mot de passe.`;
  }
  if (length > MAX) return `Ce mot de passe est trop long\u00a0: ${MAX} caractères au plus.`;
  const plain = folded(password);
  if (COMMON_PASSWORDS.has(plain) || COMMON_PASSWORDS.has(plain.replace(/[^a-z]+$/, ""))) {
    return "Ce mot de passe est l’un des plus courants, donc l’un des premiers qu’on essaie. Choisissez-en un autre.";
  }
  if (new Set(plain).size < 5 || RUNS.some((run) => isMadeOf(plain, run))) {
    return "Ce mot de passe est une suite que l’on devine. Choisissez-en un autre.";
  }
  const known = ["pass", "fonctionpublique", "apprentissage", "motdepasse", ...about.flatMap(pieces)];
  // Letters of any alphabet, digits, signs: what separates words does not make a password.
  const bare = plain.replace(/[\s\p{P}]/gu, "");
  const left = known
    .filter((word) => word.length >= 4)
    .sort((a, b) => b.length - a.length)
    .reduce((rest, word) => rest.replaceAll(word, ""), bare);
  if (left !== bare && left.length < 5) {
    return "Ce mot de passe est fait de votre nom, de votre adresse ou du nom du site\u00a0: on le devinerait. Choisissez-en un autre.";
  }
  return null;
}

function folded(text: string): string {
  return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
}

function pieces(text: string): string[] {
  const plain = folded(text);
  return [plain.replace(/[\s\p{P}]/gu, ""), ...plain.split(/[\s\p{P}]+/u)];
}

/** Whether at least three quarters of a password, and eight characters, follow a row forwards or backwards. */
function isMadeOf(plain: string, run: string): boolean {
  const backwards = [...run].reverse().join("");
  for (let size = plain.length; size >= Math.max(8, plain.length * 0.75); size--) {
    for (let start = 0; start + size <= plain.length; start++) {
      const piece = plain.slice(start, start + size);
      if (run.includes(piece) || backwards.includes(piece)) return true;
    }
  }
  return false;
}
