import { type Request, Response } from "miniflare";
import { answerAsSite } from "./web.ts";

const taken = new Map<string, { to: string[]; subject: string }>();

/** The outside, for workers in tests: sites under `.exemple.fr` that hold feeds, and a mail provider. */
export function answerOutside(request: Request): Promise<Response> {
  return new URL(request.url).hostname.endsWith(".exemple.fr") ? answerAsSite(request) : answerMails(request);
}

/**
 * A provider that speaks Resend's protocol and takes each key once. `GET /taken`
 * tells what it has, `DELETE /taken` forgets it.
 */
async function answerMails(request: Request): Promise<Response> {
  if (request.method === "DELETE") taken.clear();
  if (request.method !== "POST") return Response.json([...taken.values()]);
  const key = request.headers.get("Idempotency-Key") ?? "";
  const mail = (await request.json()) as { to: string[]; subject: string };
  if (!taken.has(key)) taken.set(key, mail);
  return Response.json({ id: key });
}
