import type { LoaderFunctionArgs } from "@remix-run/cloudflare";
import { dayInParis } from "#app/domain/format.ts";
import { readBeginning, suggest } from "#app/domain/search/suggestions/suggestions.ts";
import { PUBLIC } from "#app/http/public-headers.ts";
import { findSuggestible } from "#db/catalogue/search/suggestions.ts";

/** `/suggestions?q=`: what the keywords being typed may become, for `app/enhance/suggestions.ts`. */
export async function loader({ request, context }: LoaderFunctionArgs): Promise<Response> {
  const beginning = readBeginning(new URL(request.url).searchParams.get("q") ?? "");
  if (!beginning) return Response.json({ suggestions: [] }, { headers: PUBLIC });
  const { titles, administrations, towns } = await findSuggestible(
    context.catalogue,
    beginning,
    dayInParis(context.now),
  );
  return Response.json({ suggestions: suggest(beginning.words, titles, administrations, towns) }, { headers: PUBLIC });
}
