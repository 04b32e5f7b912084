import { type Request, Response } from "miniflare";

const taken = new Map<string, { to: string[]; subject: string }>();

/**
 * The outside, for workers in tests: a provider that speaks Resend's protocol and takes each key once. `GET /taken`
 * tells what it has, `DELETE /taken` forgets it.
 */
export async function answerMails(request: Request): Promise<Response> {
  if (request.method === "DELETE") taken.clear();
  if (request.method !== "POST") return Response.json([...taken.values()]);
  const key = request.headers.get("Idempotency-Key") ?? "";
  const mail = (await request.json()) as { to: string[]; subject: string };
  if (!taken.has(key)) taken.set(key, mail);
  return Response.json({ id: key });
}
