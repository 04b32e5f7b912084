import type { LoaderFunctionArgs } from "@remix-run/cloudflare";
import { openApi } from "#app/domain/api/openapi.ts";
import { OPEN } from "#app/http/machines/problem.ts";
import { PUBLIC } from "#app/http/public-headers.ts";
import { preflight } from "./answers.ts";

/** `GET /api/v1/openapi.json`: what the API is, for programs. */
export function loader({ request, context }: LoaderFunctionArgs): Response {
  if (request.method === "OPTIONS") return preflight();
  return Response.json(openApi(context.env.SITE_URL), {
    headers: { ...PUBLIC, ...OPEN, "Content-Type": "application/json; charset=utf-8" },
  });
}
