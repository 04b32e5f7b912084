import { formatCount } from "#app/domain/format.ts";
import type { Page } from "./page-memory.ts";

/** Why an old page is the answer: it could not be made anew, or not soon enough. */
export type Why = "failed" | "slow";

/** What app/ui/page/page-age.tsx renders. */
const PLACE = '<p class="fr-container page-age" hidden=""></p>';

/**
 * An old page that says how old it is: to machines by `Age` (RFC 9111) and `Cache-Status` (RFC 9211), to people by a
 * line at the top of the content.
 */
export function stalePage({ body, headers, tag, storedAt }: Page, now: Date, why: Why): Page {
  const seconds = Math.max(0, Math.round((now.getTime() - storedAt) / 1000));
  const told = new Headers(headers);
  told.set("Age", String(seconds));
  told.set("Cache-Status", `pass; hit; fwd=stale; detail=${why}`);
  if (!headers.get("Content-Type")?.startsWith("text/html")) return { body, headers: told, tag, storedAt };
  // The text is not that of the tag any more: a browser must not keep it.
  told.delete("ETag");
  const html = new TextDecoder().decode(body).replace(PLACE, ageLine(seconds));
  return { body: new TextEncoder().encode(html).buffer as ArrayBuffer, headers: told, tag: "", storedAt };
}

function ageLine(seconds: number): string {
  const minutes = Math.max(1, Math.floor(seconds / 60));
  const age = minutes < 60 ? formatCount(minutes, "minute") : formatCount(Math.floor(minutes / 60), "heure");
  return PLACE.replace(' hidden=""></p>', `>Mise à jour il y a ${age}</p>`);
}
