import { data, type HeadersFunction, redirect } from "@remix-run/cloudflare";
import { formatCount } from "#app/domain/format.ts";
import { TooBusy } from "#app/services/account/passwords.ts";
import type { Errors, Typed } from "./forms.ts";

/** After an action: the page to read next. A reload of it sends nothing again. */
export function seeOther(path: string, headers: Record<string, string> = {}) {
  return redirect(path, { status: 303, headers });
}

/** What a form that was not accepted is shown again with. */
type FormAnswer<More> = { errors: Errors; typed: Typed; more?: More | undefined };

/** A form that cannot be accepted, with what is wrong by field, what was typed, and what else the page needs. */
export function unprocessable<More = never>(errors: Errors, typed: Typed, more?: More) {
  const answer: FormAnswer<More> = { errors, typed, more };
  return data(answer, { status: 422 });
}

/** A form that comes too often: nothing is lost, and it says when to come back. @param seconds how long to wait */
export function tooMany<More = never>(seconds: number, typed: Typed, more?: More) {
  const answer: FormAnswer<More> = { errors: { form: waitSentence(seconds) }, typed, more };
  return data(answer, { status: 429, headers: { "Retry-After": String(seconds) } });
}

/** How long to wait when more passwords are being hashed than may wait, in seconds: the line is shorter than that. */
const BUSY_SECONDS = 5;

/**
 * What comes of a piece of work that hashes a password.
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

/** The sentence that the address of a page asks for, of those that the page has; null for any other. */
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

/** Lets what an action or a loader says in its headers reach the page's own. */
export const ownHeaders: HeadersFunction = ({ actionHeaders, loaderHeaders }) => {
  const headers = new Headers(loaderHeaders);
  const wait = actionHeaders?.get("Retry-After");
  if (wait) headers.set("Retry-After", wait);
  return headers;
};

/** For pages whose address holds a link that acts: it is told to no other site. */
export const SECRET_ADDRESS = { "Referrer-Policy": "same-origin" };
