import * as v from "valibot";

/** What stands on the queue: a hint that there is work. What is to be done is in the database. */
export const Job = v.variant("kind", [v.object({ kind: v.literal("send-mails") })]);

export type Job = v.InferOutput<typeof Job>;
