/** Room for a search of every criterion there is, on its way to be saved. */
const MAX_LENGTH = 8000;

/** The page to come back to that an address names, or none. */
export function askedReturn(request: Request): string | undefined {
  return returnPath(new URL(request.url).searchParams.get("retour")) ?? undefined;
}

/**
 * The path of this site that a link or a form asks to come back to, or null: another site, a malformed address, a path
 * that a browser would read as another site (« //ailleurs », « /\ailleurs »).
 */
export function returnPath(asked: string | null | undefined): string | null {
  if (!asked || asked.length > MAX_LENGTH || !/^\/(?![/\\])[^\\\p{Cc}\s]*$/u.test(asked)) return null;
  const here = "https://here.invalid";
  // What begins with one slash always parses.
  const url = new URL(asked, here);
  return url.origin === here && !url.pathname.startsWith("//") ? url.pathname + url.search : null;
}
