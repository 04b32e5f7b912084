import type { LoaderFunctionArgs } from "@remix-run/cloudflare";
import { suggestPlaces } from "#app/domain/search/suggestions/place-suggestions.ts";
import { PUBLIC } from "#app/http/public-headers.ts";

/** `/suggestions/lieux?q=`: what the place being typed may become, for `app/enhance/suggestions.ts`. */
export function loader({ request }: LoaderFunctionArgs): Response {
  const typed = new URL(request.url).searchParams.get("q") ?? "";
  return Response.json({ suggestions: suggestPlaces(typed) }, { headers: PUBLIC });
}
