import { dayInParis } from "#app/domain/format.ts";
import { toSlug } from "#app/domain/slug.ts";
import type { Accounts } from "#db/accounts/database.ts";
import type { Operator } from "#db/accounts/operations/access/operator-sessions.ts";
import { noteOperatorEvent } from "#db/accounts/operations/operator-audit.ts";
import { findPublishers, movePublisher, relabelPublisher } from "#db/accounts/publishing/recruiters/administrations.ts";
import type { Catalogue } from "#db/catalogue/database.ts";
import { attachAdministration, renameAdministration } from "#db/catalogue/operations/administrations.ts";
import {
  findSharedFeeds,
  listMergedNames,
  listStale,
  markStale,
  mergeAdministration,
  moveKeysAndScheduled,
  moveOffers,
} from "#db/catalogue/operations/merging.ts";
import { rewriteFacetCounts } from "#db/catalogue/search/facet-counts.ts";

type Deps = { accounts: Accounts /** The primary. */; catalogue: Catalogue };

/** Offers a statement, and statements a run. The offers are then indexed anew, five thousand a tick. */
const SLICE = 500;
const SLICES = 20;

type Act = { operator: Operator; slug: string; reason: string };

/**
 * Gives an administration another label; its slug never changes. Whoever publishes under the old label or the new one is
 * understood. What operators do is written down first, then the catalogue, which `followAdministrations` follows.
 * @returns `taken` when the label is that of another administration
 */
export async function giveLabel(
  deps: Deps,
  { operator, slug, label, reason }: Act & { label: string },
  now: Date,
): Promise<"renamed" | "taken" | "unknown"> {
  const event = { operator, event: "administration-renamed", subject: { kind: "administration", id: slug } } as const;
  await noteOperatorEvent(deps.accounts, { ...event, reason: `« ${label} ». ${reason}` }, now);
  const done = await renameAdministration(deps.catalogue, { slug, label, newSlug: toSlug(label) });
  if (done === "renamed") await followAdministrations(deps, now);
  return done;
}

/** Says which ministry an administration belongs to. @param parent its slug; null for none @returns whether it is so now */
export async function giveParent(
  { accounts, catalogue }: Deps,
  { operator, slug, parent, reason }: Act & { parent: string | null },
  now: Date,
): Promise<boolean> {
  const event = { operator, event: "administration-attached", subject: { kind: "administration", id: slug } } as const;
  await noteOperatorEvent(accounts, { ...event, reason: `${parent ?? "aucun"}. ${reason}` }, now);
  return attachAdministration(catalogue, slug, parent);
}

/**
 * Merges an administration into another one that is the same: its offers, keys, people and drafts go to the kept one, and
 * its labels and its slug mean the kept one from then on. One transaction of the catalogue decides that;
 * `followAdministrations` moves what belongs to it, here and at each tick until nothing is left, wherever it breaks.
 * @returns `shared-feeds` when the feeds of the two would withdraw each other's offers; `not-two` unless both are kept ones
 */
export async function mergeInto(
  deps: Deps,
  { operator, slug, into, reason }: Act & { into: string },
  now: Date,
): Promise<"merged" | "shared-feeds" | "not-two"> {
  const { accounts, catalogue } = deps;
  if ((await findSharedFeeds(catalogue, slug, into)).length > 0) return "shared-feeds";
  const event = { operator, event: "administration-merged", subject: { kind: "administration", id: slug } } as const;
  await noteOperatorEvent(accounts, { ...event, reason: `${into}. ${reason}` }, now);
  if (!(await mergeAdministration(catalogue, slug, into))) return "not-two";
  await followAdministrations(deps, now);
  return "merged";
}

/**
 * Follows what the catalogue says of the names of administrations: people, drafts, keys and offers of a merged name go to
 * the kept one, and offers whose administration has other names are indexed anew. It looks at what is left, so that it may
 * be repeated, interrupted, and done twice at once; one run is bounded.
 * @returns how many offers were moved
 */
export async function followAdministrations({ accounts, catalogue }: Deps, now: Date): Promise<number> {
  const names = await listMergedNames(catalogue);
  let slices = SLICES;
  let moved = 0;
  if (names.length > 0) {
    const slugs = new Set(
      await findPublishers(
        accounts,
        names.map(({ slug }) => slug),
      ),
    );
    for (const name of names) if (slugs.has(name.slug)) await movePublisher(accounts, name, now);
    await moveKeysAndScheduled(catalogue);
    for (let count = SLICE; count === SLICE && slices > 0; slices--) {
      count = await moveOffers(catalogue, now.toISOString(), SLICE);
      moved += count;
    }
  }
  const stale = await listStale(catalogue);
  // Before the last mark of what is left goes: broken after it, nobody would count again.
  if (moved > 0 || stale.length > 0) await rewriteFacetCounts(catalogue, dayInParis(now));
  for (const { slug, label } of stale) {
    await relabelPublisher(accounts, { slug, label }, now);
    while (slices > 0 && (await markStale(catalogue, slug, SLICE))) slices--;
  }
  return moved;
}
