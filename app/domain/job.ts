import * as v from "valibot";

const id = v.pipe(v.number(), v.integer(), v.minValue(0));

/** What stands on the queue: a hint that there is work. What is to be done, and what is done, is in the database. */
export const Job = v.variant("kind", [
  /** Match one slice of the saved searches with the fresh offers of a round. */
  v.object({ kind: v.literal("match-slice"), run: id, slice: id }),
  /** Write the alerts that are due to these candidates. */
  v.object({ kind: v.literal("compose-alerts"), candidates: v.pipe(v.array(id), v.maxLength(100)) }),
  /** Write what pages have asked for, and send what is due. */
  v.object({ kind: v.literal("send-mails") }),
]);

export type Job = v.InferOutput<typeof Job>;
