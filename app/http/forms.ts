import * as v from "valibot";

/** What a form holds: the first value of each field. */
export type Fields = ReadonlyMap<string, string>;

/** Room for every field of every form; files come another way. */
const MAX_BYTES = 64_000;

/** Reads a form without files. @throws a 413 or 415 response for what no page of ours sends */
export async function readFields(request: Request): Promise<Fields> {
  return firstValues(await readPairs(request));
}

/** The same with every value of each name: for the criteria of a search. */
export async function readPairs(request: Request): Promise<URLSearchParams> {
  if (!request.headers.get("Content-Type")?.startsWith("application/x-www-form-urlencoded")) {
    throw new Response(null, { status: 415 });
  }
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of request.body ?? []) {
    size += chunk.length;
    if (size > MAX_BYTES) throw new Response(null, { status: 413 });
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
/** What is written in a form again after an error. Never a password. */
export type Typed = Record<string, string>;

export type Parsed<Values> = { ok: true; values: Values } | { ok: false; errors: Errors; typed: Typed };

/**
 * Checks the fields that a schema names, and no other. An error is a French sentence under the name of its field, the
 * first one of each.
 */
export function parseForm<Entries extends v.ObjectEntries>(
  schema: v.ObjectSchema<Entries, undefined>,
  fields: Fields,
): Parsed<v.InferOutput<v.ObjectSchema<Entries, undefined>>> {
  const names = Object.keys(schema.entries);
  // What is missing is there, and undefined: a key that is not there would be told of in the schema's own words.
  const known = Object.fromEntries(names.map((name) => [name, fields.get(name)]));
  const parsed = v.safeParse(schema, known);
  if (parsed.success) return { ok: true, values: parsed.output };
  const errors: Errors = {};
  for (const issue of parsed.issues) {
    const name = String(issue.path?.[0]?.key ?? "");
    // A field that may be left empty is a union: its own message stands inside.
    errors[name] ??= issue.issues?.at(-1)?.message ?? issue.message;
  }
  return { ok: false, errors, typed: typedOf(fields) };
}

/** What was typed, to be shown again: all but passwords and the tokens that forms carry. */
export function typedOf(fields: Fields): Typed {
  return Object.fromEntries([...fields].filter(([name]) => !/password|csrf/i.test(name)));
}
