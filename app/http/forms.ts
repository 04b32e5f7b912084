import * as v from "valibot";
import { chunksOf } from "./body.ts";

/** The fields of a form, each with its first value. */
export type Fields = ReadonlyMap<string, string>;

/** The largest form without files, in bytes. Files are read by `upload.ts`. */
const MAX_BYTES = 64_000;

/**
 * Reads a form without files.
 * @param most bytes, for a form with long texts
 * @throws a 400, 413 or 415 response for a body that no page of this site sends
 */
export async function readFields(request: Request, most = MAX_BYTES): Promise<Fields> {
  return firstValues(await readPairs(request, most));
}

/** Reads a form without files, with every value of each field. The criteria of a search have several. */
export async function readPairs(request: Request, most = MAX_BYTES): Promise<URLSearchParams> {
  if (!request.headers.get("Content-Type")?.startsWith("application/x-www-form-urlencoded")) {
    throw new Response(null, { status: 415 });
  }
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of chunksOf(request)) {
    size += chunk.length;
    if (size > most) throw new Response(null, { status: 413 });
    chunks.push(chunk);
  }
  const text = new TextDecoder().decode(await new Blob(chunks).arrayBuffer());
  return new URLSearchParams(text);
}

/** The first value of each name. */
export function firstValues(pairs: Iterable<[string, string]>): Fields {
  const fields = new Map<string, string>();
  for (const [name, value] of pairs) if (!fields.has(name)) fields.set(name, value);
  return fields;
}

export type Errors = Record<string, string>;
/** The values shown again in a refused form. Never a password. */
export type Typed = Record<string, string>;

export type Parsed<Values> = { ok: true; values: Values } | { ok: false; errors: Errors; typed: Typed };

/**
 * Checks the fields that a schema names, and ignores the others.
 * @returns the parsed values, or the first error of each field as a French sentence
 */
export function parseForm<Entries extends v.ObjectEntries>(
  schema: v.ObjectSchema<Entries, undefined>,
  fields: Fields,
): Parsed<v.InferOutput<v.ObjectSchema<Entries, undefined>>> {
  const names = Object.keys(schema.entries);
  // A missing field is set to undefined. Valibot reports a missing key with a sentence of its own, in English.
  const known = Object.fromEntries(names.map((name) => [name, fields.get(name)]));
  const parsed = v.safeParse(schema, known);
  if (parsed.success) return { ok: true, values: parsed.output };
  const errors: Errors = {};
  for (const issue of parsed.issues) {
    const name = String(issue.path?.[0]?.key ?? "");
    // An optional field is a union, whose own message stands inside the issue.
    errors[name] ??= issue.issues?.at(-1)?.message ?? issue.message;
  }
  return { ok: false, errors, typed: typedOf(fields) };
}

/** The typed values to show again: all fields but passwords and tokens. */
export function typedOf(fields: Fields): Typed {
  return Object.fromEntries([...fields].filter(([name]) => !/password|csrf/i.test(name)));
}
