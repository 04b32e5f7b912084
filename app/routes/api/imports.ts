import type { ActionFunctionArgs } from "@remix-run/cloudflare";
import * as v from "valibot";
import { formatNumber } from "#app/domain/format.ts";
import { charsetOf } from "#app/domain/imports/encoding.ts";
import { ImportQuery } from "#app/domain/imports/import-query.ts";
import { CLOSED } from "#app/http/closed.ts";
import { problem } from "#app/http/machines/problem.ts";
import { importPostings } from "#app/services/imports/import-postings.ts";
import {
  type BodyRead,
  BrokenOff,
  feedName,
  MAX_BYTES,
  MAX_OFFERS,
  readBody,
} from "#app/services/imports/read-body.ts";
import { findNotice } from "#db/accounts/operations/switches.ts";
import { publisherOf } from "./answers.ts";

/** `POST /api/v1/imports`: publishes a PASS feed, or NDJSON of our own shape. Answers a report in JSON. */
export async function action({ request, context }: ActionFunctionArgs) {
  if (request.method !== "POST")
    return problem(405, "Cette adresse n’accepte que POST.", { headers: { Allow: "POST" } });
  const db = context.primaryCatalogue;
  const publisher = await publisherOf(request, context);
  if (publisher instanceof Response) return publisher;
  const closed = await findNotice(context.accounts, "publishing");
  if (closed !== null) return problem(503, closed, { headers: CLOSED });
  const query = v.safeParse(ImportQuery, Object.fromEntries(new URL(request.url).searchParams));
  if (!query.success) return problem(400, "Les paramètres full, force, source, run, part et parts sont mal formés.");

  const body = inflated(request);
  if (body === "unsupported") return problem(415, "Seul l’encodage gzip est accepté.");
  if (!body) return problem(400, "Le fichier est vide.");
  const { full, force, source, run, part, parts } = query.output;
  const charset = charsetOf(request.headers.get("Content-Type"));
  const read = await readBody(body, context.now.toISOString(), { charset, full }).catch(refusedIfBrokenOff);
  if ("refused" in read) return refuseBody(read);

  const report = await importPostings(
    db,
    {
      publisher: publisher.name,
      administration: publisher.administration,
      feed: source ?? feedName(read.kind, read.reads),
      reads: read.reads,
      full,
      force,
      part: run && part && parts ? { run, number: part, of: parts } : null,
      advised: true,
    },
    context.now,
  );
  if (!("refused" in report)) return answer(report, report.state === "complete" ? 200 : 202);
  const { missing, open } = report.refused;
  return problem(
    409,
    `Ce flux complet retirerait ${missing} des ${open} offres ouvertes ou programmées : rien n’a été retiré. Avec force=1, elles le seront.`,
  );
}

/** A GET says what the address is for. */
export function loader() {
  return problem(405, "Cette adresse n’accepte que POST : voir la documentation des imports.", {
    headers: { Allow: "POST" },
  });
}

function inflated({ body, headers }: Request): ReadableStream<Uint8Array> | null | "unsupported" {
  const encoding = headers.get("Content-Encoding") ?? "identity";
  if (encoding === "identity" || body === null) return body;
  return encoding === "gzip" ? body.pipeThrough(new DecompressionStream("gzip")) : "unsupported";
}

function refusedIfBrokenOff(error: unknown): BodyRead {
  if (error instanceof BrokenOff) return { refused: "unreadable", reason: "L’envoi s’est interrompu." };
  throw error;
}

function refuseBody(read: { refused: "too-large" | "too-many" } | { refused: "unreadable"; reason: string }): Response {
  switch (read.refused) {
    case "too-large":
      return problem(413, `Le fichier dépasse ${MAX_BYTES / 1_000_000} Mo : envoyez-le en plusieurs parties.`);
    case "too-many":
      return problem(413, `Le fichier dépasse ${formatNumber(MAX_OFFERS)} offres : envoyez-le en plusieurs parties.`);
    case "unreadable":
      return problem(400, `${read.reason} Rien n’a été importé.`);
  }
}

function answer(body: unknown, status: number): Response {
  return Response.json(body, { status, headers: { "Cache-Control": "no-store" } });
}
