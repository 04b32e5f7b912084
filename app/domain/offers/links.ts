/** The address of a site that one may be sent to: over TLS, and without a password that would hide where it leads. */
export function toSite(text: string): URL | null {
  const url = toUrl(text);
  return url?.protocol === "https:" && url.username === "" && url.password === "" ? url : null;
}

/** The address of a link in a text: a site, or somebody's mail. */
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
