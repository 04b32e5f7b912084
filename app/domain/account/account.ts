import * as v from "valibot";
import { isMailAddress, LONGEST_ADDRESS } from "#app/domain/mail-address.ts";
import { DOMAINS, LEVELS } from "#app/domain/nomenclature.ts";
import { toDay } from "#app/domain/time.ts";

export const CIVILITIES = [
  { code: "madame", label: "Madame" },
  { code: "monsieur", label: "Monsieur" },
] as const;

export type Civility = (typeof CIVILITIES)[number]["code"];

/** How long links, sessions, drafts and unconfirmed registrations last, in milliseconds. */
const HOUR = 3_600_000;
const DAY = 24 * HOUR;
export const REGISTRATION_MS = 7 * DAY;
export const ACTIVATION_LINK_MS = DAY;
export const RESET_LINK_MS = HOUR / 2;
export const EMAIL_LINK_MS = DAY;
export const DRAFT_MS = DAY;
export const SESSION_IDLE_MS = 2 * HOUR;
export const SESSION_MS = 12 * HOUR;
/** How long after giving the password a candidate may do sensitive actions without giving it again, in milliseconds. */
export const CONFIRMED_MS = HOUR / 6;
/** An unused account is erased after 24 months; its owner is warned 30 days before. */
export const RETENTION_MONTHS = 24;
export const RETENTION_WARNING_DAYS = 30;

/** One line of text, without invisible characters, its spaces normalised. */
export const line = (missing: string, max: number) =>
  v.pipe(
    v.string(missing),
    v.transform((text) =>
      text
        .normalize("NFC")
        .replace(/[\p{Cc}\p{Cf}\s]+/gu, " ")
        .trim(),
    ),
    v.nonEmpty(missing),
    v.maxLength(max, `${max} caractères au plus.`),
  );

/** An optional value: an empty field is absent. */
const optional = <Schema extends v.GenericSchema<string, unknown>>(schema: Schema) =>
  v.optional(
    v.union([
      v.pipe(
        v.string(),
        v.trim(),
        v.literal(""),
        v.transform(() => null),
      ),
      schema,
    ]),
    "",
  );

const pick = <const Codes extends string>(choices: readonly { code: Codes }[], wrong: string) =>
  optional(
    v.pipe(
      v.string(),
      v.trim(),
      v.picklist(
        choices.map(({ code }) => code),
        wrong,
      ),
    ),
  );

/** Letters, digits, dot, hyphen, underscore: never « @ », so that one field of the login takes it or the address. */
const Username = v.pipe(
  v.string("Choisissez un nom d’utilisateur."),
  v.transform((text) => text.normalize("NFKC").trim()),
  v.nonEmpty("Choisissez un nom d’utilisateur."),
  v.regex(
    /^[\p{L}\p{M}\d._-]{3,30}$/u,
    "De 3 à 30 lettres, chiffres, points, tirets ou tirets bas, sans espace : par exemple lea.martin.",
  ),
);

export const Email = v.pipe(
  v.string("Saisissez votre adresse mail."),
  v.trim(),
  v.nonEmpty("Saisissez votre adresse mail."),
  v.maxLength(LONGEST_ADDRESS, "Cette adresse est trop longue : 254 caractères au plus."),
  v.check(isMailAddress, "Cette adresse n’est pas complète. Elle doit ressembler à prenom.nom@exemple.fr."),
);

/** A day as a date field sends it, also when it is typed in French where a browser has no such field: `2027-09-01`. */
function isoDay(typed: string): string {
  const [, day = "", month = "", year] = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/.exec(typed) ?? [];
  return year ? `${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}` : typed;
}

/** The form « Changer vos informations personnelles ». */
export const PersonalInformation = v.object({
  civility: pick(CIVILITIES, "Choisissez dans la liste."),
  lastName: line("Saisissez votre nom.", 80),
  firstName: line("Saisissez votre prénom.", 80),
  username: Username,
  phone: optional(
    v.pipe(
      v.string(),
      v.trim(),
      v.regex(/^\+?[\d .()-]{6,24}$/, "Ce numéro n’est pas complet. Il doit ressembler à 06 12 34 56 78."),
    ),
  ),
  level: pick(LEVELS, "Choisissez dans la liste."),
  domain: pick(DOMAINS, "Choisissez dans la liste."),
  availableOn: optional(
    v.pipe(
      v.string(),
      v.trim(),
      v.transform(isoDay),
      v.check((day) => toDay(day) !== null, "Cette date n’existe pas. Elle doit ressembler à 01/09/2027."),
    ),
  ),
});

export type PersonalInformation = v.InferOutput<typeof PersonalInformation>;

/** The key that usernames are compared by: capitals and character widths do not count. */
export function usernameKey(username: string): string {
  return username.normalize("NFKC").toLowerCase();
}

/** The key that mail addresses are compared by: capitals do not count, as for all large providers. */
export function emailKey(email: string): string {
  return email.trim().normalize("NFKC").toLowerCase();
}
