import { readMended } from "#app/domain/imports/mended.ts";
import { type Published, publishPosting } from "#app/services/imports/publish-posting.ts";
import { withLabel } from "#app/services/imports/publisher-label.ts";
import type { Accounts } from "#db/accounts/database.ts";
import type { Operator } from "#db/accounts/operations/access/operator-sessions.ts";
import { noteOperatorEvent } from "#db/accounts/operations/operator-audit.ts";
import type { Catalogue } from "#db/catalogue/database.ts";
import { findPublisher, markMended, type QuarantinedPosting } from "#db/catalogue/operations/quarantine-lists.ts";

type Deps = { accounts: Accounts /** The primary. */; catalogue: Catalogue };

/**
 * Publishes a posting of the quarantine as an operator has mended it, under its own publisher, as an import would. While the
 * publisher goes on sending the same text, the offer stays as she wrote it; once the text changes and is right, it
 * replaces hers; once it changes and is wrong, it is in the quarantine again.
 * @param text an item of a PASS feed, or a posting in JSON
 * @returns the reference, and what became of the offer; or why it cannot be published, a French sentence
 */
export async function mendPosting(
  { accounts, catalogue }: Deps,
  operator: Operator,
  posting: QuarantinedPosting,
  text: string,
  now: Date,
): Promise<{ reference: string; published: Published } | { refused: string }> {
  const read = readMended(text, now.toISOString());
  if (!read.ok) return { refused: read.reason };
  const { reference } = read.posting;
  // A publisher's name holds no « / ».
  const [name = "", feed = ""] = posting.source.split("/");
  const publisher = await withLabel(accounts, await findPublisher(catalogue, name));
  await noteOperatorEvent(
    accounts,
    { operator, event: "posting-mended", subject: { kind: "offer", id: reference } },
    now,
  );
  const published = await publishPosting(catalogue, publisher, read.posting, reference, now, feed);
  if ("refused" in published) return { refused: published.refused === "not-yours" ? TAKEN : published.refused };
  await markMended(catalogue, posting, reference, now);
  return { reference, published: { ...published, doubts: [...new Set([...read.doubts, ...published.doubts])] } };
}

const TAKEN = "Cette référence est celle d’une offre d’un autre émetteur\u00a0: donnez-en une autre.";
