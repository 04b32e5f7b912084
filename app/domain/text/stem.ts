import { stemmer } from "@orama/stemmers/french";

/**
 * The stem under which a folded word (lower case, no accents) is indexed and looked for: first to the masculine
 * singular, then the Snowball stem. Words of fewer than four letters and words with digits stay as they are:
 * they are acronyms, levels and codes. Stems are remembered, because a text repeats its words.
 */
export function stem(word: string): string {
  const known = stems.get(word);
  if (known !== undefined) return known;
  const found = /^[a-z]{4,}$/.test(word) ? stemOf(word) : word;
  if (stems.size >= REMEMBERED) stems.clear();
  stems.set(word, found);
  return found;
}

/** About the vocabulary of 10,000 offers: 2 MB at most. */
const REMEMBERED = 30_000;
const stems = new Map<string, string>();

function stemOf(word: string): string {
  const masculine = toMasculine(word);
  const chosen = STEMS.get(masculine);
  if (chosen !== undefined || masculine.length < 4) return chosen ?? masculine;
  // Snowball leaves the masculine in -if and the derived words in -iv: sportif, sportivité; actif, activité.
  return stemmer(masculine).replace(/if$/, "iv");
}

/**
 * The masculine singular of a folded word, by its ending. It need not be a French word (« heure » gives « heur »):
 * it must only be the same for both genders, since Snowball alone brings together fewer than half of the titles.
 */
function toMasculine(word: string): string {
  const singular = SINGULARS.get(word) ?? (/[^s]s$/.test(word) ? word.slice(0, -1) : word);
  const known = MASCULINES.get(singular);
  if (known !== undefined) return known;
  for (const [feminine, masculine] of ENDINGS) {
    // Two letters at least before the ending, or « Oise » and « Eure » would lose themselves.
    if (singular.length > feminine.length + 1 && singular.endsWith(feminine)) {
      return singular.slice(0, -feminine.length) + masculine;
    }
  }
  return singular;
}

/** Feminine endings and the masculine ones, the longest first. */
const ENDINGS: readonly (readonly [string, string])[] = [
  ["trice", "teur"], // directrice
  ["drice", "deur"], // ambassadrice
  ["ienne", "ien"], // technicienne
  ["euse", "eur"], // développeuse
  ["eux", "eur"], // rigoureux, whose feminine has just become « rigoureur »
  ["eure", "eur"], // ingénieure
  ["iere", "ier"], // infirmière
  ["enne", "en"], // citoyenne
  ["onne", "on"], // patronne
  ["anne", "an"], // paysanne
  ["elle", "el"], // professionnelle
  ["ette", "et"], // cadette
  ["aise", "ai"], // française, whose masculine has lost its s
  ["oise", "oi"], // bourgeoise
  ["ere", "er"], // conseillère
  ["ive", "if"], // administrative
  ["ee", "e"], // chargée
];

/** Irregular plurals, and words that are no plural. */
const SINGULARS = new Map([
  ["travaux", "travail"],
  ["vitraux", "vitrail"],
  ["baux", "bail"],
  ["eaux", "eau"],
  ["jeux", "jeu"],
  ["enjeux", "enjeu"],
  ["lieux", "lieu"],
  ["milieux", "milieu"],
  ["feux", "feu"],
  ["voeux", "voeu"],
  ["neveux", "neveu"],
  ["tuyaux", "tuyau"],
  ["noyaux", "noyau"],
  ["cours", "cours"], // Cour des comptes, cour d'appel
  ["pays", "pays"], // paye
  ["cplusplus", "cplusplus"], // made by the text preparation
]);

/** Irregular feminines, and words that only look feminine. */
const MASCULINES = new Map([
  ["cheffe", "chef"],
  ["publique", "public"],
  ["laique", "laic"],
  ["mairesse", "maire"],
  ["maitresse", "maitre"],
  ["contremaitresse", "contremaitre"],
  ["hotesse", "hote"],
  ["doctoresse", "docteur"],
  ["bailleresse", "bailleur"],
  ["nouvelle", "nouveau"],
  ["neuve", "neuf"],
  ["longue", "long"],
  ["armee", "armee"], // the ministère des Armées is not « armes »
  ["donnee", "donnee"], // data is not « donner »
  ["archive", "archive"], // « archif » would leave the archiviste alone
]);

/**
 * Frequent words of the offers that Snowball would confuse with other frequent ones, in the masculine singular,
 * and the stem that they get instead; beside each, what it is kept from.
 */
const STEMS = new Map([
  ["communication", "communic"], // commun, commune
  ["communicationnel", "communic"],
  ["communicant", "communic"],
  ["communiquer", "communic"],
  ["communique", "communic"],
  ["publication", "publicat"], // public
  ["audition", "audition"], // audit
  ["assurance", "assuranc"], // assurer, in every description
  ["veille", "veille"], // veiller à, likewise
  ["port", "ports"], // porter, portant sur
  ["voirie", "voirie"], // voir
  ["importance", "importanc"], // import
  ["important", "importanc"],
  ["directement", "directement"], // direction
  ["cours", "cours"], // cour
  ["pays", "pays"], // paye
  ["paye", "pai"], // the other spelling of « paie »
  ["data", "data"], // date
  ["compta", "compta"], // compte
  ["courant", "courant"], // cour
  ["courante", "courant"],
  ["couramment", "courant"],
  ["repa", "repas"], // repère; the s is lost to the singular
  ["priva", "privas"], // privé
  ["opera", "opera"], // opérer
  ["administrateur", "administrateur"], // administration, administratif
  ["educateur", "educateur"], // éducation nationale
  ["operateur", "operateur"], // opération, opérationnel
]);
