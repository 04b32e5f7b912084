import type { LoaderFunctionArgs } from "@remix-run/cloudflare";
import { feedOf } from "./feed.ts";

/** `/offres.rss`, with the parameters of a search. */
export function loader({ request, context }: LoaderFunctionArgs): Promise<Response> {
  return feedOf(request, context, "rss");
}
