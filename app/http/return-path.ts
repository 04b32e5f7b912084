/** The longest path to come back to, in characters. A search with every criterion fits. */
const MAX_LENGTH = 8000;

/** The page to come back to, as an address names it, or undefined. */
export function askedReturn(request: Request): string | undefined {
  return returnPath(new URL(request.url).searchParams.get("retour")) ?? undefined;
}

/**
 * The path of this site that a link or a form asks to come back to. Null for another site, for a malformed address, and
 * for a path that a browser would read as another site (« //ailleurs », « /\ailleurs »).
 */
export function returnPath(asked: string | null | undefined): string | null {
  if (!asked || asked.length > MAX_LENGTH || !/^\/(?![/\\])[^\\\p{Cc}\s]*$/u.test(asked)) return null;
  const here = "https://here.invalid";
  // A path that begins with exactly one slash always parses.
  const url = new URL(asked, here);
  return url.origin === here && !url.pathname.startsWith("//") ? url.pathname + url.search : null;
}

/** As `askedReturn`, for the login of recruiters: only pages of their own space; empty for any other. */
export function recruiterReturn(request: Request): string {
  return returnWithin(request, /^\/recruteurs\//);
}

/** As `askedReturn`, for the login of operators: only pages of theirs; empty for any other. */
export function operatorReturn(request: Request): string {
  return returnWithin(request, /^\/exploitation(?:[/?]|$)/);
}

function returnWithin(request: Request, space: RegExp): string {
  const path = askedReturn(request) ?? "";
  return space.test(path) ? path : "";
}
