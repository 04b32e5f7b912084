import { DOMAINS, type OfferType } from "#app/domain/nomenclature.ts";
import { cutAtWord, toPlainLine } from "#app/domain/text/plain-text.ts";
import { checkContacts } from "./contacts.ts";
import type { Offer, OfferTexts } from "./offer.ts";
import { boundsFault } from "./posting-bounds.ts";
import { checkPlace } from "./posting-place.ts";
import { type Doubt, readShape, type SaidPosting } from "./posting-shape.ts";
import { checkDates, checkDuration } from "./posting-times.ts";
import { toRichText } from "./rich-text.ts";

/**
 * An offer as an employer publishes it: one line of an NDJSON import, or one item of a PASS feed once read.
 * `null` is « not said ». The four texts may hold HTML, which is reduced to the allow list of `rich-text.ts`.
 */
export type Posting = Omit<
  Offer,
  "id" | "commune" | "withdrawnAt" | "closedByHand" | "otherSlugs" | "administration" | "publishedAt" | "updatedAt"
> & {
  /** Label, for example « Ministère de la Culture »; an administration not yet known is created under a slug. */
  administration: string | null;
  /**
   * Null: the offer is published at the moment of its first import, which later imports do not change. To come: it is
   * published on that day.
   */
  publishedAt: string | null;
  updatedAt: string | null;
};

/**
 * A posting that may be published, with a French sentence for each value that was corrected or left out; or why it may
 * not.
 */
export type CheckedPosting =
  | { ok: true; posting: Posting; doubts: string[] }
  | { ok: false; reference: string | null; reason: string };

const REFERENCE = /^[A-Z0-9][A-Z0-9._-]{2,63}$/;
/** How many characters of each text are kept, as on other public job boards. */
const LINE = 200;
const DESCRIPTION = 10_000;
const OTHER_TEXT = 3_000;
/** How many doubts are reported about one posting. */
const MOST_DOUBTS = 20;

/**
 * Checks a posting and normalises it. A value that cannot be understood becomes null, with a doubt. Only a posting
 * without reference, type or title, or with a text beyond all bounds, cannot be published.
 * @param raw a posting of the documented shape, whatever it holds
 * @param now the current instant, ISO 8601
 */
export function checkPosting(raw: unknown, now: string): CheckedPosting {
  const shape = readShape(raw);
  if (!shape.ok) return shape;
  const { said } = shape;
  const reference = said.reference.trim().toUpperCase();
  const fault = boundsFault(said);
  if (fault) return { ok: false, reference: REFERENCE.test(reference) ? reference : null, reason: fault };
  if (!REFERENCE.test(reference)) {
    const reason = `La référence « ${cutAtWord(toPlainLine(reference), 80)} » n’a pas la forme attendue.`;
    return { ok: false, reference: null, reason };
  }
  const type = said.type ?? typeOf(reference);
  if (!type)
    return { ok: false, reference, reason: "La référence ne dit pas s’il s’agit d’un stage ou d’un apprentissage." };
  const doubts: string[] = [];
  const doubt: Doubt = (sentence) => {
    if (doubts.length < MOST_DOUBTS) doubts.push(sentence);
  };
  const title = line(said.title, "Le titre", doubt);
  if (!title) return { ok: false, reference, reason: "Le titre est vide." };
  const place = checkPlace(said, line(said.city, "La ville", doubt), doubt);
  return {
    ok: true,
    posting: {
      reference,
      type,
      title,
      administration: line(said.administration, "L’administration", doubt),
      employer: line(said.employer, "L’employeur", doubt),
      service: line(said.service, "Le service", doubt),
      city: place.city,
      level: level(said.level, doubt),
      domains: domains(said.domains ?? [], doubt),
      country: place.country,
      department: place.department,
      region: place.region,
      ...texts(said, doubt),
      ...checkDuration(said, doubt),
      ...checkDates(said, now, doubt),
      telework: yesOrNo(said.telework, "Le télétravail", doubt),
      disabilityFriendly: yesOrNo(said.disabilityFriendly, "L’ouverture aux personnes en situation de handicap", doubt),
      pay: line(said.pay, "La rémunération", doubt),
      contacts: checkContacts(said.contacts ?? [], doubt),
    },
    doubts,
  };
}

/** What an offer may say since it was first hashed without it. */
const LATER_FACTS = ["telework", "disabilityFriendly", "pay"];

/**
 * What is hashed to know whether an offer was edited. Later facts that are not said are left out: an offer that says
 * none of them keeps the hash it had before they existed, and the first import after them does not rewrite it.
 */
export function contentOf(posting: Posting): string {
  return JSON.stringify(posting, (key, value) => (value === null && LATER_FACTS.includes(key) ? undefined : value));
}

/** `A-…` is an apprenticeship and `S-…` an internship: the feeds say the type in no other way. */
function typeOf(reference: string): OfferType | null {
  if (/^A-/.test(reference)) return "apprentissage";
  return /^S-/.test(reference) ? "stage" : null;
}

function line(said: string | null | undefined, name: string, doubt: Doubt): string | null {
  const plain = toPlainLine(said ?? "");
  if (plain.length > LINE) doubt(`${name} dépasse ${LINE} caractères : la fin est coupée.`);
  return cutAtWord(plain, LINE) || null;
}

function level(said: number | null | undefined, doubt: Doubt): number | null {
  if (said == null || (said >= 3 && said <= 8)) return said ?? null;
  doubt(`Le niveau ${said} n’existe pas : il est laissé non précisé.`);
  return null;
}

/** `true`, « oui », « Non »… */
function yesOrNo(said: boolean | string | null | undefined, name: string, doubt: Doubt): boolean | null {
  const answer = toPlainLine(String(said ?? "")).toLowerCase();
  if (answer === "true" || answer === "oui") return true;
  if (answer === "false" || answer === "non") return false;
  if (answer) doubt(`${name} n’est dit ni par oui ni par non (« ${cutAtWord(answer, 40)} ») : laissé non précisé.`);
  return null;
}

function domains(said: string[], doubt: Doubt): string[] {
  const codes = [...new Set(said.map((code) => code.trim().toUpperCase()))];
  const known = codes.filter((code) => DOMAINS.some((domain) => domain.code === code));
  for (const code of codes.filter((each) => !known.includes(each)))
    doubt(`Le domaine « ${cutAtWord(code, 40)} » est inconnu.`);
  return known.sort();
}

function texts(said: SaidPosting, doubt: Doubt): OfferTexts {
  const reduced = (html: string | null | undefined, name: string, most: number) => {
    const text = toRichText(html ?? "", most);
    if (text?.cut) doubt(`${name} dépasse ${most} caractères et a été coupé.`);
    return text?.html ?? null;
  };
  const description = reduced(said.description, "Le texte du poste", DESCRIPTION);
  if (description === null) doubt("Le texte du poste manque.");
  return {
    description,
    profile: reduced(said.profile, "Le profil", OTHER_TEXT),
    employerDescription: reduced(said.employerDescription, "Le texte de l’employeur", OTHER_TEXT),
    more: reduced(said.more, "Le complément", OTHER_TEXT),
  };
}
