import { TRADES } from "#app/domain/text/lists/trades.ts";
import { foldedWords } from "#app/domain/text/text.ts";

/** A noun for people that has one form for men and another for women, without accents. */
export type GenderedForm = { noun: string; gender: "m" | "f" };

/** The noun that a folded word is a form of, and its gender; null for an epicene noun and for any other word. */
export function genderedForm(word: string): GenderedForm | null {
  return forms().get(word) ?? null;
}

/** The feminine of a masculine noun as it is written, accents and all: « chargé » gives « chargée ». */
export function feminineOf(masculine: string): string {
  const exception = EXCEPTIONS.get(fold(masculine));
  if (exception) return exception;
  for (const [ending, feminine] of ENDINGS) {
    if (masculine.endsWith(ending)) return masculine.slice(0, -ending.length) + feminine;
  }
  return `${masculine}e`;
}

/** The masculine of a feminine noun as it is written, accents and all. @param noun its masculine without accents */
export function masculineOf(feminine: string, noun: string): string {
  for (const [ending, feminineEnding] of BACKWARDS) {
    const masculine = feminine.slice(0, -feminineEnding.length) + ending;
    if (feminine.endsWith(feminineEnding) && fold(masculine) === noun) return masculine;
  }
  return noun;
}

/** Whether the masculine ends in « é »: without its accent, « charge » is another word. */
export function endsInAccent(noun: string): boolean {
  return ACCENTED.has(noun);
}

/** Masculine endings and the feminine ones, the longest first. */
const ENDINGS = [
  ["teur", "trice"],
  ["eur", "euse"],
  ["ien", "ienne"],
  ["er", "ère"],
  ["if", "ive"],
  ["on", "onne"],
  ["el", "elle"],
] as const;

const BACKWARDS = [
  ...ENDINGS,
  ["eur", "eure"],
  ["eur", "rice"],
  ["er", "ere"],
  ["f", "ffe"],
  ["teur", "teuse"],
  ["", "e"],
  ["", "esse"],
] as const;

const EXCEPTIONS = new Map([
  ["chef", "cheffe"],
  ["ingenieur", "ingénieure"],
  ["professeur", "professeure"],
  ["docteur", "docteure"],
  ["gouverneur", "gouverneure"],
  ["proviseur", "proviseure"],
  ["superieur", "supérieure"],
  ["second", "seconde"],
  ["auteur", "autrice"],
  ["acheteur", "acheteuse"],
  ["monteur", "monteuse"],
  ["porteur", "porteuse"],
  ["transporteur", "transporteuse"],
  ["paveur", "paveuse"],
  ["preventeur", "préventrice"],
]);

/**
 * Nouns of titles beside those of `TRADES`, by how their feminine is made. Epicene nouns (« archiviste ») and English
 * ones (« designer ») are left out: they are open to all.
 */
const OTHERS = `
  agent apprenti adjoint assistant avocat attaché chargé délégué employé salarié alternant doctorant enseignant
  surveillant étudiant intervenant soignant accompagnant consultant représentant exploitant remplaçant
  commerçant artisan président second chef officier ouvrier policier pompier sapeur douanier greffier infirmier
  jardinier magasinier menuisier cuisinier pâtissier boulanger boucher berger écuyer huissier hôtelier trésorier
  conseiller conférencier guichetier banquier policier ambulancier brancardier écolier messager ménager passager
  téléconseiller programmeur développeur intégrateur testeur administrateur coordinateur
  coordonnateur animateur médiateur éducateur rédacteur traducteur instructeur inspecteur contrôleur auditeur
  directeur collaborateur conservateur restaurateur conducteur chauffeur opérateur préparateur dessinateur projeteur
  formateur moniteur professeur chercheur ingénieur docteur proviseur gouverneur auteur acheteur vendeur
  recruteur évaluateur négociateur organisateur réalisateur illustrateur créateur
  concepteur producteur promoteur facilitateur investigateur enquêteur verbalisateur vérificateur liquidateur
  receveur percepteur payeur facteur serveur plongeur nettoyeur laveur soudeur décorateur
  électricien mécanicien technicien informaticien statisticien mathématicien physicien historien géomaticien
  gardien chirurgien pharmacien diététicien psychomotricien logisticien électrotechnicien électronicien
  clinicien comédien musicien opticien praticien ambassadeur animalier forestier chaudronnier plombier
  couvreur maçon carrossier tapissier relieur doreur souffleur régisseur sonorisateur cadreur monteur
  aiguilleur démineur vigneron pisciculteur apiculteur sylviculteur agriculteur éleveur
  soigneur masseur manipulateur régulateur référent correspondant
  motard armurier imprimeur blanchisseur livreur éclusier navigateur
  préventeur transcripteur titreur designeur lissier
`;

/** Words of `TRADES` that end like such a noun and are none. */
const NO_NOUNS = new Set(
  "ascenseur immobilier foncier courrier entretien chantier mobilier atelier littoral milieu quotidien air peche danger logiciel exterieur interieur superieur hospitalier financier".split(
    " ",
  ),
);

let made: Map<string, GenderedForm> | undefined;

/** Built at the first title, so that a worker starts without waiting for it. */
function forms(): Map<string, GenderedForm> {
  made ??= makeForms();
  return made;
}

const ACCENTED = new Set<string>();

function makeForms(): Map<string, GenderedForm> {
  const known = new Map<string, GenderedForm>();
  for (const masculine of [...OTHERS.trim().split(/\s+/), ...nounsOfTrades()]) {
    const noun = fold(masculine);
    // A compound is read word by word.
    if (noun.includes("-") || noun.includes(" ")) continue;
    if (masculine.endsWith("é")) ACCENTED.add(noun);
    for (const plural of ["", "s"]) {
      known.set(noun + plural, { noun, gender: "m" });
      for (const feminine of femininesOf(masculine)) known.set(fold(feminine) + plural, { noun, gender: "f" });
    }
  }
  return known;
}

/** Every feminine that is in use: « chercheuse » and « chercheure ». */
function femininesOf(masculine: string): string[] {
  const root = masculine.slice(0, -"eur".length);
  return [feminineOf(masculine), ...(masculine.endsWith("eur") ? [`${root}euse`, `${root}eure`] : [])];
}

function nounsOfTrades(): string[] {
  const firsts = TRADES.flatMap((wordings) => wordings.map((wording) => wording.split(" ")[0]?.toLowerCase() ?? ""));
  return firsts.filter((word) => /(?:eur|ien|ier|cher)$/.test(word) && !NO_NOUNS.has(fold(word)));
}

function fold(word: string): string {
  return foldedWords(word).join("-");
}
