import * as v from "valibot";

const count = v.pipe(v.number(), v.integer());

/** Advice about an offer, as programs read it: docs/imports.md lists the codes. */
export const AdviceSchema = v.object({
  code: v.string(),
  field: v.pipe(v.string(), v.description("Le champ de l’offre.")),
  severity: v.pipe(
    v.picklist(["blocking", "advice"]),
    v.description(
      "`blocking`\u00a0: illégal ou impossible\u00a0; le formulaire du site ne publierait pas l’offre. Un envoi la publie, et le dit.",
    ),
  ),
  sentence: v.pipe(v.string(), v.description("Ce qui ne va pas, et quoi écrire à la place.")),
});

/** The answer to an import: what became of its offers. */
export const ImportReportSchema = v.object({
  import: count,
  source: v.string(),
  state: v.pipe(
    v.picklist(["complete", "incomplete"]),
    v.description("`incomplete` tant que des parties sont attendues."),
  ),
  created: count,
  updated: count,
  scheduled: v.pipe(
    count,
    v.description("Les offres dont la date de publication est à venir\u00a0: elles paraîtront ce jour-là."),
  ),
  unchanged: count,
  withdrawn: count,
  closedByHand: v.pipe(
    v.array(v.string()),
    v.description("Les références d’offres closes à la main, que l’envoi montre encore\u00a0: elles restent closes."),
  ),
  quarantined: v.array(v.object({ reference: v.nullable(v.string()), reason: v.string() })),
  doubts: v.array(v.object({ reference: v.string(), doubt: v.string() })),
  doubtsInAll: v.pipe(count, v.description("Combien il y a de doutes, listés ou non.")),
  advice: v.pipe(
    v.array(v.object({ reference: v.string(), ...AdviceSchema.entries })),
    v.description("Les conseils sur les offres nouvelles ou modifiées."),
  ),
  adviceInAll: v.pipe(count, v.description("Combien il y a de conseils, listés ou non.")),
});

export type ImportReport = v.InferOutput<typeof ImportReportSchema>;
