import type { TypedDraft } from "#app/domain/publishing/draft-form.ts";
import type { Accounts } from "#db/accounts/database.ts";
import { type Draft, findDraft, updateTyped } from "#db/accounts/publishing/drafts/drafts.ts";

/** What came of saving: the version that is kept now; or the draft as another window left it, which is not overwritten. */
export type Saved = { version: number } | { conflict: Draft };

/**
 * Saves what was typed in a draft, whatever is wrong in it. What is typed already is not saved again, so that the version
 * counts changes, and a form that is sent twice is no conflict.
 * @param version the version that the window was opened with
 */
export async function saveDraft(
  db: Accounts,
  draft: Draft,
  version: number,
  typed: TypedDraft,
  now: Date,
): Promise<Saved> {
  if (sameTyped(draft.typed, typed)) return { version: draft.version };
  const saved = await updateTyped(db, { ...draft, version }, typed, now);
  if (saved !== null) return { version: saved };
  const current = (await findDraft(db, draft)) ?? draft;
  return sameTyped(current.typed, typed) ? { version: current.version } : { conflict: current };
}

function sameTyped(a: TypedDraft, b: TypedDraft): boolean {
  const text = (typed: TypedDraft) =>
    JSON.stringify(Object.entries(typed).sort(([one], [other]) => (one < other ? -1 : 1)));
  return text(a) === text(b);
}
