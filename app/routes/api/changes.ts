import type { AppLoadContext } from "@remix-run/cloudflare";
import type { InferOutput } from "valibot";
import {
  AFTER,
  type ApiChangesSchema,
  closedOn,
  closedToldSince,
  nextSince,
  readSince,
  UPDATED_SINCE,
} from "#app/domain/api/api-changes.ts";
import { toApiOffer } from "#app/domain/api/api-offer.ts";
import { dayInParis } from "#app/domain/format.ts";
import { OPEN, problem } from "#app/http/machines/problem.ts";
import { paths } from "#app/paths.ts";
import { findChanges } from "#db/catalogue/api/changes.ts";

const PAGE_SIZE = 100;

/**
 * `GET /api/v1/offres?updated-since=…`: what changed since an instant, for those who keep a copy. A search cannot be
 * followed so: an offer that leaves it would not be told.
 */
export async function changesSince(request: Request, { catalogue, env, now }: AppLoadContext): Promise<Response> {
  const { searchParams } = new URL(request.url);
  const others = [...searchParams.keys()].filter((name) => name !== UPDATED_SINCE && name !== AFTER);
  if (others.length > 0) {
    return problem(400, `${UPDATED_SINCE} ne se combine pas avec les critères d’une recherche : la copie est entière.`);
  }
  const since = readSince(searchParams.get(UPDATED_SINCE) ?? "");
  const id = /^\d{1,15}$/.exec(searchParams.get(AFTER) ?? "0");
  if (id === null) return problem(400, `${AFTER} est le nombre que donne l’en-tête Link de la page précédente.`);
  if (since === null) {
    return problem(400, `${UPDATED_SINCE} est un instant ISO 8601 avec son décalage, comme 2026-11-29T08:00:00Z.`);
  }
  const at = now.toISOString();
  const absolute = (path: string) => new URL(path, env.SITE_URL).href;
  const withdrawnSince = closedToldSince(at);
  const { open, closed, next } = await findChanges(
    catalogue,
    { changedAt: since, id: Number(id[0]) },
    { today: dayInParis(now), closedSince: withdrawnSince, size: PAGE_SIZE },
  );
  const body: InferOutput<typeof ApiChangesSchema> = {
    offers: open.map((offer) => toApiOffer(offer, absolute(paths.offer(offer.reference)))),
    withdrawn: closed.map((offer) => ({ reference: offer.reference, closedOn: closedOn(offer) })),
    withdrawnSince,
    since: next === null ? nextSince(at) : null,
  };
  const links = [
    ...(next ? [`<${absolute(paths.apiChanges(next.changedAt, next.id))}>; rel="next"`] : []),
    `<${absolute(paths.openApi())}>; rel="service-desc"`,
  ];
  return Response.json(body, {
    headers: {
      ...OPEN,
      Link: links.join(", "),
      "Cache-Control": "no-store",
      "Content-Type": "application/json; charset=utf-8",
    },
  });
}
