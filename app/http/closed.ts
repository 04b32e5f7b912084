import { data } from "@remix-run/cloudflare";
import type { Errors, Typed } from "./forms.ts";

/** When to come back to what operators have switched off, in seconds. Nobody knows: an hour is not too often. */
export const CLOSED_SECONDS = 3_600;

/** The headers of an answer about what operators have switched off (a 503). */
export const CLOSED = { "Retry-After": String(CLOSED_SECONDS) };

/**
 * The answer to a form whose function operators have switched off. The typed values are kept.
 * @param notice what operators say of it
 */
export function closedForm<More = never>(notice: string, typed: Typed, more?: More) {
  const errors: Errors = { form: notice };
  return data({ errors, typed, more }, { status: 503, headers: CLOSED });
}
