import { env } from "cloudflare:workers";
import type { TypedDraft } from "#app/domain/publishing/draft-form.ts";
import { releaseDraft } from "#app/services/publishing/release-draft.ts";
import { type Accounts, openAccounts } from "#db/accounts/database.ts";
import { type Draft, findDraft, insertDraft } from "#db/accounts/publishing/drafts/drafts.ts";
import type { Recruiter } from "#db/accounts/publishing/recruiters/recruiter-sessions.ts";
import { openCatalogue } from "#db/catalogue/database.ts";
import { aRecruiterRow } from "./recruiters.ts";

export const CULTURE = "ministere-de-la-culture";

/** An offer that may be published as it is. */
export const READY: TypedDraft = {
  type: "stage",
  title: "Chargée ou chargé d’archives",
  description: "Classer.",
  place1: "Rennes (35)",
  contact1Email: "archives@culture.example",
};

/** Empties the tables of those who publish, and of offers. */
export async function forgetPublishing(): Promise<void> {
  const accounts = ["mails", "used_links", "draft_references", "drafts", "publishing_events"];
  await env.ACCOUNTS.batch(
    [...accounts, "recruiters", "publishers"].map((table) => env.ACCOUNTS.prepare(`DELETE FROM ${table}`)),
  );
  const catalogue = ["offers_fts", "offers_fts_even", "offer_domains", "offers", "scheduled_offers", "imports"];
  await env.CATALOGUE.batch(catalogue.map((table) => env.CATALOGUE.prepare(`DELETE FROM ${table}`)));
}

/** A recruiter of an administration whose slug its label is made of. */
export async function aWriter(db: Accounts = openAccounts(env.ACCOUNTS), email = "anne@culture.gouv.fr") {
  await db.$client
    .prepare("INSERT OR IGNORE INTO publishers VALUES (?, 'Ministère de la Culture', 0, '2026-01-05T08:00:00.000Z')")
    .bind(CULTURE)
    .run();
  return aRecruiterRow(db, { administration: CULTURE, email, name: "Anne" });
}

/** A draft of hers, of which a test says only what matters to it. */
export async function aDraft(recruiter: Recruiter, typed: TypedDraft = {}, id = "brouillon"): Promise<Draft> {
  const accounts = openAccounts(env.ACCOUNTS);
  const { administration, id: recruiterId } = recruiter;
  const draft = { id, administration, recruiterId, typed: { ...READY, ...typed }, actor: "Anne" };
  await insertDraft(accounts, draft, new Date("2026-03-01T09:00:00.000Z"));
  return theDraft(id);
}

/** A draft as it is now. */
export async function theDraft(id = "brouillon"): Promise<Draft> {
  const draft = await findDraft(openAccounts(env.ACCOUNTS), { id, administration: CULTURE });
  if (!draft) throw new Error("no draft");
  return draft;
}

/** A published offer of hers, with its draft. */
export async function aReleased(recruiter: Recruiter, typed: TypedDraft, now: Date): Promise<Draft> {
  const draft = await aDraft(recruiter, typed);
  const deps = { accounts: openAccounts(env.ACCOUNTS), catalogue: openCatalogue(env.CATALOGUE) };
  const released = await releaseDraft(deps, draft, { version: draft.version, actor: "Anne" }, now);
  if (typeof released === "string" || !("done" in released)) throw new Error(JSON.stringify(released));
  return theDraft();
}
