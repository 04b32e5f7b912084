import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/cloudflare";
import { toApiOffer } from "#app/domain/api/api-offer.ts";
import { dayInParis } from "#app/domain/format.ts";
import { isOpen } from "#app/domain/offers/offer.ts";
import { readText } from "#app/http/body.ts";
import { CLOSED } from "#app/http/closed.ts";
import { OPEN, problem } from "#app/http/machines/problem.ts";
import { PUBLIC } from "#app/http/public-headers.ts";
import { paths } from "#app/paths.ts";
import { publishPosting, withdrawPosting } from "#app/services/imports/publish-posting.ts";
import { findNotice } from "#db/accounts/operations/switches.ts";
import { findOffer } from "#db/catalogue/offers/offers.ts";
import { preflight, publisherOf } from "./answers.ts";

/** The longest body, in bytes. The longest posting has about 25 kB. */
const MAX_BYTES = 200_000;

/** `GET /api/v1/offres/:reference`: an open offer, as JSON. */
export async function loader({ request, params, context }: LoaderFunctionArgs): Promise<Response> {
  if (request.method === "OPTIONS") return preflight();
  const offer = await findOffer(context.catalogue, (params.reference ?? "").toUpperCase());
  if (!offer) return problem(404, "Aucune offre ne porte cette référence.");
  if (!isOpen(offer, dayInParis(context.now))) return problem(410, "Cette offre n’est plus ouverte.");
  const address = new URL(paths.offer(offer.reference), context.env.SITE_URL).href;
  return Response.json(toApiOffer(offer, address), {
    headers: { ...PUBLIC, ...OPEN, "Content-Type": "application/json; charset=utf-8" },
  });
}

/**
 * `PUT` publishes or edits one offer, `DELETE` withdraws it; both want a publisher's key. While operators have switched
 * publishing off, offers can still be withdrawn.
 */
export async function action({ request, params, context }: ActionFunctionArgs): Promise<Response> {
  if (request.method !== "PUT" && request.method !== "DELETE") {
    return problem(405, "Cette adresse accepte GET, PUT et DELETE.", {
      headers: { Allow: "GET, HEAD, OPTIONS, PUT, DELETE" },
    });
  }
  const { primaryCatalogue: db, now, env } = context;
  const publisher = await publisherOf(request, context);
  if (publisher instanceof Response) return publisher;
  const reference = (params.reference ?? "").toUpperCase();
  if (request.method === "DELETE") {
    const withdrawn = await withdrawPosting(db, publisher.name, reference, now);
    if (withdrawn === "unknown") return problem(404, "Aucune offre ne porte cette référence.");
    if (withdrawn === "not-yours") return problem(403, "Cette offre appartient à un autre émetteur.");
    return new Response(null, { status: 204, headers: { "Cache-Control": "no-store" } });
  }
  const closed = await findNotice(context.accounts, "publishing");
  if (closed !== null) return problem(503, closed, { headers: CLOSED });
  const posting = await readJson(request);
  if (posting === "too-large") return problem(413, "Une offre tient en 200 ko.");
  if (typeof posting !== "object" || posting === null || Array.isArray(posting)) {
    return problem(400, "Le corps doit être une offre en JSON (voir la documentation des imports).");
  }
  const published = await publishPosting(db, publisher, { reference, ...posting }, reference, now);
  if ("refused" in published) {
    return published.refused === "not-yours"
      ? problem(403, "Cette offre appartient à un autre émetteur.")
      : problem(422, "Cette offre ne peut pas être publiée.", { errors: [published.refused] });
  }
  const url = new URL(paths.offer(reference), env.SITE_URL).href;
  return Response.json(
    {
      url,
      doubts: published.doubts,
      advice: published.advice,
      scheduled: published.scheduled,
      closedByHand: published.closedByHand,
    },
    {
      status: published.created ? 201 : published.scheduled ? 202 : 200,
      headers: { "Cache-Control": "no-store", Location: url },
    },
  );
}

/** The parsed body, or null when it is not JSON. */
async function readJson(request: Request): Promise<unknown> {
  const text = await readText(request, MAX_BYTES);
  if (text !== null && typeof text !== "string") return text.refused;
  try {
    return JSON.parse(text ?? "");
  } catch {
    return null;
  }
}
