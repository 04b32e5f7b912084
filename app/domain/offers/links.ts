/**
 * The URL of a site when it is safe to link to: `https:`, and no user name or password, which could hide the host. Null
 * otherwise.
 */
export function toSite(text: string): URL | null {
  const url = toUrl(text);
  return url?.protocol === "https:" && url.username === "" && url.password === "" ? url : null;
}

/** The URL of a link in a text: a site (`toSite`) or a mail address (`mailto:`). Null otherwise. */
export function toLink(text: string): URL | null {
  const url = toUrl(text);
  return url?.protocol === "mailto:" ? url : toSite(text);
}

function toUrl(text: string): URL | null {
  try {
    return new URL(text.trim());
  } catch {
    return null;
  }
}
