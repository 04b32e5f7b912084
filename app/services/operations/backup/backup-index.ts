/** A whole backup, as `backups:list` shows it. */
export type ListedBackup = { night: string; startedAt: string; finishedAt: string; rows: number };

/** The list of backups: wrangler reads objects, and cannot list them. */
export const INDEX_KEY = "backups.json";

/** Objects that R2 lists in one page and deletes in one call, at most. */
const OBJECTS = 1_000;

/** Adds a whole backup to the list. A night that is in it already is replaced. */
export async function listNight(bucket: R2Bucket, backup: ListedBackup): Promise<void> {
  const others = (await readIndex(bucket)).filter(({ night }) => night !== backup.night);
  await bucket.put(INDEX_KEY, JSON.stringify([...others, backup], null, 1));
}

/** Deletes every backup up to a night, whole or not, and what was noted of mails up to that day. */
export async function deleteForgotten(bucket: R2Bucket, upTo: string): Promise<void> {
  const { delimitedPrefixes } = await bucket.list({ delimiter: "/" });
  const nights = delimitedPrefixes.filter((prefix) => /^\d{4}-/.test(prefix) && prefix.slice(0, 10) <= upTo);
  for (const prefix of nights) await deleteUnder(bucket, prefix);
  const { objects } = await bucket.list({ prefix: "told/", limit: OBJECTS });
  const told = objects.map(({ key }) => key).filter((key) => key.slice("told/".length, "told/".length + 10) <= upTo);
  if (told.length > 0) await bucket.delete(told);
  const listed = await readIndex(bucket);
  const left = listed.filter(({ night }) => night > upTo);
  if (left.length < listed.length) await bucket.put(INDEX_KEY, JSON.stringify(left, null, 1));
}

async function deleteUnder(bucket: R2Bucket, prefix: string): Promise<void> {
  for (;;) {
    const { objects, truncated } = await bucket.list({ prefix, limit: OBJECTS });
    if (objects.length > 0) await bucket.delete(objects.map(({ key }) => key));
    if (!truncated) return;
  }
}

async function readIndex(bucket: R2Bucket): Promise<ListedBackup[]> {
  return (await (await bucket.get(INDEX_KEY))?.json<ListedBackup[]>()) ?? [];
}
