import { data, type HeadersFunction, redirect } from "@remix-run/cloudflare";
import { formatCount } from "#app/domain/format.ts";
import { TooBusy } from "#app/services/account/passwords.ts";
import type { Errors, Typed } from "./forms.ts";

/** The answer after an action: a redirection, so that reloading the next page does not send the form again. */
export function seeOther(path: string, headers: Record<string, string> = {}) {
  return redirect(path, { status: 303, headers });
}

/** The data with which a refused form is shown again. */
type FormAnswer<More> = { errors: Errors; typed: Typed; more?: More | undefined };

/** The answer to a refused form: the errors by field, the typed values, and the other data that the page needs. */
export function unprocessable<More = never>(errors: Errors, typed: Typed, more?: More) {
  const answer: FormAnswer<More> = { errors, typed, more };
  return data(answer, { status: 422 });
}

/** The answer to a form that was sent too often. The typed values are kept. @param seconds how long to wait */
export function tooMany<More = never>(seconds: number, typed: Typed, more?: More) {
  const answer: FormAnswer<More> = { errors: { form: waitSentence(seconds) }, typed, more };
  return data(answer, { status: 429, headers: { "Retry-After": String(seconds) } });
}

/** How many seconds to wait when too many passwords wait to be hashed. All of them are hashed within that time. */
const BUSY_SECONDS = 5;

/**
 * The result of a function that hashes a password.
 * @throws a 503 that says when to come back, when too many wait for theirs
 */
export async function unlessBusy<Done>(work: Promise<Done>): Promise<Done> {
  try {
    return await work;
  } catch (error) {
    if (!(error instanceof TooBusy)) throw error;
    throw new Response(null, { status: 503, headers: { "Retry-After": String(BUSY_SECONDS) } });
  }
}

/** The message that the address of a page names, among the messages of this page. Null for an unknown name. */
export function sentenceOf(request: Request, parameter: string, sentences: Record<string, string>): string | null {
  const asked = new URL(request.url).searchParams.get(parameter) ?? "";
  return (Object.hasOwn(sentences, asked) && sentences[asked]) || null;
}

/** « Trop de tentatives. Réessayez dans 12 minutes. » */
export function waitSentence(seconds: number): string {
  const minutes = Math.ceil(seconds / 60);
  const wait = minutes < 60 ? formatCount(minutes, "minute") : formatCount(Math.ceil(minutes / 60), "heure");
  return `Trop de tentatives en peu de temps. Réessayez dans ${wait}.`;
}

/** Passes the headers of an action or a loader on to the page. */
export const ownHeaders: HeadersFunction = ({ actionHeaders, loaderHeaders }) => {
  const headers = new Headers(loaderHeaders);
  const wait = actionHeaders?.get("Retry-After");
  if (wait) headers.set("Retry-After", wait);
  return headers;
};

/** Headers of a page whose address holds a secret token: no other site receives the address as a referrer. */
export const SECRET_ADDRESS = { "Referrer-Policy": "same-origin" };
