import type { LoaderFunctionArgs } from "@remix-run/cloudflare";
import { requireCandidate } from "#app/http/sessions/session.ts";
import { listKeptOffers } from "#db/accounts/kept-offers/kept-offers.ts";

/**
 * The references of the offers that a candidate keeps, and the token that her forms carry, for
 * `app/enhance/keep-offers.ts`: the pages of the offers are the same for everybody.
 */
export async function loader({ request, context }: LoaderFunctionArgs): Promise<Response> {
  const { candidate, csrf } = await requireCandidate(request, context);
  const kept = await listKeptOffers(context.accounts, candidate.id);
  return Response.json({ references: kept.map(({ reference }) => reference), csrf });
}
