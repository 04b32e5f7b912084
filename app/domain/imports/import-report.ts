import * as v from "valibot";

const count = v.pipe(v.number(), v.integer());

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
});

export type ImportReport = v.InferOutput<typeof ImportReportSchema>;
