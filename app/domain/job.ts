import * as v from "valibot";

const id = v.pipe(v.number(), v.integer(), v.minValue(0));

/** A message of the queue: a hint that there is work. The database says which work is to be done, and which is done. */
export const Job = v.variant("kind", [
  /** Match one slice of the saved searches with the fresh offers of a matching run. */
  v.object({ kind: v.literal("match-slice"), run: id, slice: id }),
  /** Write the alerts that are due to these candidates, by their ids. */
  v.object({ kind: v.literal("compose-alerts"), candidates: v.pipe(v.array(id), v.maxLength(100)) }),
  /** Write the mails that pages have requested, and send the mails that are due. */
  v.object({ kind: v.literal("send-mails") }),
  /** Pull the feed of a source, by its id. */
  v.object({ kind: v.literal("pull-source"), source: id }),
]);

export type Job = v.InferOutput<typeof Job>;
