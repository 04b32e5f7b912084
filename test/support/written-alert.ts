import { env } from "cloudflare:workers";
import { insertAlertMails } from "#db/accounts/alert-matches.ts";
import { openAccounts } from "#db/accounts/database.ts";

const accounts = openAccounts(env.ACCOUNTS);

/** An alert that is written and waits to be sent: what each search found, as the matcher leaves it. @returns its id */
export async function aWrittenAlert(
  candidate: { id: number; email: string },
  pairs: { savedSearchId: number; offerId: number }[],
  now: Date,
): Promise<string> {
  for (const { savedSearchId, offerId } of pairs) {
    await env.ACCOUNTS.prepare(
      "INSERT INTO alert_matches (saved_search_id, offer_id, candidate_id, due_at, state) VALUES (?, ?, ?, ?, 'pending')",
    )
      .bind(savedSearchId, offerId, candidate.id, now.toISOString())
      .run();
  }
  const id = crypto.randomUUID();
  const written = await insertAlertMails(
    accounts,
    [
      {
        id,
        candidateId: candidate.id,
        recipient: candidate.email,
        content: { subject: `Alerte de ${candidate.email}`, html: "<p>Une offre</p>", text: "Une offre", headers: {} },
        pairs,
        offerIds: [...new Set(pairs.map(({ offerId }) => offerId))],
        immediate: true,
      },
    ],
    now,
  );
  if (!written) throw new Error("not written");
  return id;
}
