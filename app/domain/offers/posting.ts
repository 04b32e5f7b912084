import * as v from "valibot";
import {
  COUNTRIES,
  DEPARTMENTS,
  DOMAINS,
  FRANCE,
  OFFER_TYPES,
  type OfferType,
  REGIONS,
  regionOf,
} from "#app/domain/nomenclature.ts";
import { toPlainLine } from "#app/domain/text/plain-text.ts";
import { milliseconds, toDay, toInstant } from "#app/domain/time.ts";
import { checkContacts } from "./contacts.ts";
import type { Contact } from "./offer.ts";
import { cutAtWord, toRichText } from "./rich-text.ts";

/**
 * An offer as an employer publishes it: one line of an NDJSON import, or one item of a PASS feed once read.
 * `null` is « not said ». The four texts may hold HTML, which is reduced to the allow list of `rich-text.ts`.
 */
export type Posting = {
  reference: string;
  type: OfferType;
  title: string;
  /** Label, for example « Ministère de la Culture »; an administration not yet known is created under a slug. */
  administration: string | null;
  employer: string | null;
  service: string | null;
  level: number | null;
  domains: string[];
  /** Follows from `department` unless given. */
  region: string | null;
  department: string | null;
  country: string;
  city: string | null;
  description: string | null;
  profile: string | null;
  employerDescription: string | null;
  more: string | null;
  startsOn: string | null;
  durationMinMonths: number | null;
  durationMaxMonths: number | null;
  contacts: Contact[];
  /** Not said, it is the moment of the first import: it is not made up anew by each one. */
  publishedAt: string | null;
  updatedAt: string | null;
  expiresOn: string | null;
};

/** A posting that may be published, with what had to be mended or left out; or why it may not, in French. */
export type CheckedPosting =
  | { ok: true; posting: Posting; doubts: string[] }
  | { ok: false; reference: string | null; reason: string };

const text = v.nullish(v.string());
const wholeNumber = v.nullish(
  v.pipe(v.union([v.pipe(v.number(), v.integer()), v.pipe(v.string(), v.regex(/^\d{1,4}$/))]), v.transform(Number)),
);

/** The shape that publishers send (docs/imports.md); what is not known is left aside. */
export const PostingShape = v.object({
  reference: v.string(),
  type: v.nullish(v.picklist(OFFER_TYPES.map(({ code }) => code))),
  title: v.string(),
  administration: text,
  employer: text,
  service: text,
  level: wholeNumber,
  domains: v.nullish(v.array(v.string())),
  region: text,
  department: text,
  country: text,
  city: text,
  description: text,
  profile: text,
  employerDescription: text,
  more: text,
  startsOn: text,
  durationMinMonths: wholeNumber,
  durationMaxMonths: wholeNumber,
  contacts: v.nullish(v.array(v.object({ name: text, email: text, phone: text, url: text }))),
  publishedAt: text,
  updatedAt: text,
  expiresOn: text,
});

type Shape = v.InferOutput<typeof PostingShape>;
type Doubt = (sentence: string) => void;

/** Characters of text that are kept, as other public job boards do. */
const LINE = 200;
const DESCRIPTION = 10_000;
const OTHER_TEXT = 3_000;
/** Beyond so many, more doubts about one posting help nobody. */
const MOST_DOUBTS = 20;

/**
 * Checks a posting and makes it plain. Nothing is invented: what cannot be understood of it becomes « not said », with a
 * doubt; only a posting without reference, type or title cannot be published.
 * @param raw a posting of the documented shape, whatever it holds
 * @param now ISO 8601: nothing can have been published later
 */
export function checkPosting(raw: unknown, now: string): CheckedPosting {
  const parsed = v.safeParse(PostingShape, raw);
  if (!parsed.success) {
    const field = parsed.issues[0].path?.map(({ key }) => String(key)).join(".");
    const reason = field ? `Le champ ${field} manque ou n’a pas la forme attendue.` : "Ce n’est pas une offre.";
    return { ok: false, reference: referenceWithin(raw), reason };
  }
  const said = parsed.output;
  const reference = said.reference.trim().toUpperCase();
  if (!/^[A-Z0-9][A-Z0-9._-]{2,63}$/.test(reference)) {
    const reason = `La référence « ${cutAtWord(toPlainLine(said.reference), 80)} » n’a pas la forme attendue.`;
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
  return {
    ok: true,
    posting: {
      reference,
      type,
      title,
      administration: line(said.administration, "L’administration", doubt),
      employer: line(said.employer, "L’employeur", doubt),
      service: line(said.service, "Le service", doubt),
      city: line(said.city, "La ville", doubt),
      level: level(said.level, doubt),
      domains: domains(said.domains ?? [], doubt),
      ...place(said, doubt),
      ...texts(said, doubt),
      ...duration(said, doubt),
      ...dates(said, now, doubt),
      contacts: checkContacts(said.contacts ?? [], doubt),
    },
    doubts,
  };
}

/** `A-…` is an apprenticeship and `S-…` an internship: the feeds have no other mark of it. */
function typeOf(reference: string): OfferType | null {
  if (/^A-/.test(reference)) return "apprentissage";
  return /^S-/.test(reference) ? "stage" : null;
}

function referenceWithin(raw: unknown): string | null {
  const { output } = v.safeParse(v.object({ reference: v.string() }), raw);
  const reference = (output as { reference?: unknown } | undefined)?.reference;
  return typeof reference === "string" ? reference.trim().toUpperCase().slice(0, 64) || null : null;
}

function line(said: string | null | undefined, name: string, doubt: Doubt): string | null {
  const plain = toPlainLine(said ?? "");
  if (plain.length > LINE) doubt(`${name} dépasse ${LINE} caractères et a été coupé.`);
  return cutAtWord(plain, LINE) || null;
}

function level(said: number | null | undefined, doubt: Doubt): number | null {
  if (said == null || (said >= 3 && said <= 8)) return said ?? null;
  doubt(`Le niveau ${said} n’existe pas : il est laissé non précisé.`);
  return null;
}

function domains(said: string[], doubt: Doubt): string[] {
  const codes = [...new Set(said.map((code) => code.trim().toUpperCase()))];
  const known = codes.filter((code) => DOMAINS.some((domain) => domain.code === code));
  for (const code of codes.filter((each) => !known.includes(each)))
    doubt(`Le domaine « ${cutAtWord(code, 40)} » est inconnu.`);
  return known.sort();
}

function place(said: Shape, doubt: Doubt): Pick<Posting, "region" | "department" | "country"> {
  const country = (said.country ?? "").trim().toUpperCase() || FRANCE;
  if (country !== FRANCE && COUNTRIES.some(({ code }) => code === country)) {
    if (said.department || said.region) doubt("Un poste à l’étranger n’a ni région ni département : ils sont ignorés.");
    return { country, region: null, department: null };
  }
  if (country !== FRANCE) doubt(`Le pays « ${cutAtWord(country, 40)} » est inconnu : la France est supposée.`);
  const { department, region } = departmentOf(said.department ?? "", doubt);
  const own = (said.region ?? "").trim();
  const known = REGIONS.some(({ code }) => code === own) ? own : null;
  if (own && !known) doubt(`La région « ${cutAtWord(own, 40)} » est inconnue.`);
  return { country: FRANCE, department, region: region ?? known };
}

/** `6` is `06`, `2a` is `2A`; `20` was Corsica before it was two: the region is known, the département is not. */
function departmentOf(said: string, doubt: Doubt): { department: string | null; region: string | null } {
  const code = said
    .trim()
    .toUpperCase()
    .replace(/^(\d)$/, "0$1");
  if (code === "") return { department: null, region: null };
  if (DEPARTMENTS.some((department) => department.code === code)) return { department: code, region: regionOf(code) };
  if (code === "20") {
    doubt("Le département 20 est la Corse, sans dire laquelle : la région seule est retenue.");
    return { department: null, region: "94" };
  }
  doubt(`Le département « ${cutAtWord(code, 40)} » est inconnu.`);
  return { department: null, region: null };
}

function texts(said: Shape, doubt: Doubt): Pick<Posting, "description" | "profile" | "employerDescription" | "more"> {
  const reduced = (html: string | null | undefined, name: string, most: number) => {
    const text_ = toRichText(html ?? "", most);
    if (text_?.cut) doubt(`${name} dépasse ${most} caractères et a été coupé.`);
    return text_?.html ?? null;
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

/** « Entre 12 et 0 mois » is twelve months at least: nobody meant none. */
function duration(said: Shape, doubt: Doubt): Pick<Posting, "durationMinMonths" | "durationMaxMonths"> {
  const within = (months: number | null | undefined) => (months != null && months >= 1 && months <= 60 ? months : null);
  const [min, max] = [within(said.durationMinMonths), within(said.durationMaxMonths)];
  const impossible =
    (said.durationMinMonths != null && min === null) || (said.durationMaxMonths != null && max === null);
  if (impossible) doubt("La durée est impossible en partie : seul ce qui se comprend est retenu.");
  if (min !== null && max !== null && max < min) {
    doubt("La durée la plus longue est plus courte que l’autre : elles sont échangées.");
    return { durationMinMonths: max, durationMaxMonths: min };
  }
  return { durationMinMonths: min, durationMaxMonths: max };
}

function dates(
  said: Shape,
  now: string,
  doubt: Doubt,
): Pick<Posting, "startsOn" | "expiresOn" | "publishedAt" | "updatedAt"> {
  const day = (written: string | null | undefined, name: string) => {
    const known = written ? toDay(written.trim()) : null;
    if (written && !known) doubt(`${name} « ${cutAtWord(written.trim(), 40)} » n’est pas une date.`);
    return known;
  };
  const instant = (written: string | null | undefined, name: string) => {
    const known = written ? toInstant(written.trim()) : null;
    if (written && !known) doubt(`${name} « ${cutAtWord(written.trim(), 40)} » n’est pas une date et heure.`);
    if (known === null || milliseconds(known) <= milliseconds(now)) return known;
    doubt(`${name} est à venir : celle de l’import est retenue.`);
    return null;
  };
  const expiresOn = day(said.expiresOn, "La date limite");
  return {
    startsOn: day(said.startsOn, "Le début"),
    // 31/12/9999 is how « no end » is written elsewhere.
    expiresOn: expiresOn !== null && expiresOn >= "9999" ? null : expiresOn,
    publishedAt: instant(said.publishedAt, "La date de publication"),
    updatedAt: instant(said.updatedAt, "La date de modification"),
  };
}
