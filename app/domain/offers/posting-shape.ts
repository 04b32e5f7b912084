import * as v from "valibot";
import { OFFER_TYPES } from "#app/domain/nomenclature.ts";

const text = v.nullish(v.string());
const wholeNumber = v.nullish(
  v.pipe(v.union([v.pipe(v.number(), v.integer()), v.pipe(v.string(), v.regex(/^\d{1,4}$/))]), v.transform(Number)),
);
const yesOrNo = v.nullish(v.union([v.boolean(), v.string()]));

/** The shape that publishers send (docs/imports.md). Unknown fields are ignored. */
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
  telework: v.pipe(yesOrNo, v.description("Si le télétravail est possible : true, false, « oui » ou « non ».")),
  disabilityFriendly: v.pipe(
    yesOrNo,
    v.description("Si l’offre est ouverte aux personnes en situation de handicap (RQTH), de même."),
  ),
  pay: v.pipe(text, v.description("La rémunération, en une ligne de 200 caractères au plus.")),
  contacts: v.nullish(v.array(v.object({ name: text, email: text, phone: text, url: text }))),
  publishedAt: text,
  updatedAt: text,
  expiresOn: text,
});

/** The fields of a posting of this shape, whose values are not checked yet. */
export type SaidPosting = v.InferOutput<typeof PostingShape>;

/** Called with a French sentence for each value of a posting that was not understood. */
export type Doubt = (sentence: string) => void;

/** Reads a posting. When it has another shape: why, in French, and the reference that it seems to have. */
export function readShape(
  raw: unknown,
): { ok: true; said: SaidPosting } | { ok: false; reference: string | null; reason: string } {
  const parsed = v.safeParse(PostingShape, raw);
  if (parsed.success) return { ok: true, said: parsed.output };
  const field = parsed.issues[0].path?.map(({ key }) => String(key)).join(".");
  const reason = field ? `Le champ ${field} manque ou n’a pas la forme attendue.` : "Ce n’est pas une offre.";
  return { ok: false, reference: referenceWithin(raw), reason };
}

function referenceWithin(raw: unknown): string | null {
  const { output } = v.safeParse(v.object({ reference: v.string() }), raw);
  const reference = (output as { reference?: unknown } | undefined)?.reference;
  return typeof reference === "string" ? reference.trim().toUpperCase().slice(0, 64) || null : null;
}
