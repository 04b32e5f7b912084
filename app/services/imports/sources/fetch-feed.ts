import { charsetOf } from "#app/domain/imports/encoding.ts";
import { checkSourceUrl } from "#app/domain/imports/sources/source-url.ts";

export type FetchedFeed =
  | { unchanged: true }
  | {
      body: ReadableStream<Uint8Array>;
      etag: string | null;
      lastModified: string | null;
      charset: string | null;
      isHtml: boolean;
    }
  /** A French sentence. */
  | { failed: string };

export type FeedRequest = {
  url: string;
  /** What was said of the feed when it was last imported: it is answered again only if it has changed since. */
  etag: string | null;
  lastModified: string | null;
  /** Ends the request and the body. */
  signal: AbortSignal;
  /** How we name ourselves. */
  agent: string;
  /** Whether servers of this machine may be asked. */
  local: boolean;
};

const MOST_REDIRECTS = 5;

/**
 * Asks for a feed. Redirects are followed one by one, since each address is to be checked as the first one was.
 * @throws what `fetch` throws: the connection failed, or the signal ended it
 */
export async function fetchFeed(request: FeedRequest): Promise<FetchedFeed> {
  const { etag, lastModified, signal, agent, local } = request;
  const conditional = etag !== null || lastModified !== null;
  const headers = {
    "User-Agent": agent,
    Accept: "*/*",
    ...(etag === null ? {} : { "If-None-Match": etag }),
    ...(lastModified === null ? {} : { "If-Modified-Since": lastModified }),
  };
  let { url } = request;
  let from: string | undefined;
  for (let redirects = 0; redirects <= MOST_REDIRECTS; redirects++) {
    const checked = checkSourceUrl(url, { local, ...(from === undefined ? {} : { from }) });
    if ("refused" in checked) {
      return { failed: redirects === 0 ? checked.refused : `Une redirection est refusée. ${checked.refused}` };
    }
    const response = await fetch(checked.url, { headers, redirect: "manual", signal });
    const { status, body } = response;
    if (status === 200) return readAnswer(response);
    await body?.cancel();
    if (status === 304 && conditional) return { unchanged: true };
    const location = response.headers.get("Location");
    if (![301, 302, 303, 307, 308].includes(status) || location === null) {
      return { failed: `L’adresse répond ${status} au lieu d’un flux.` };
    }
    url = location;
    from = checked.url;
  }
  return { failed: `L’adresse redirige plus de ${MOST_REDIRECTS} fois.` };
}

function readAnswer({ body, headers }: Response): FetchedFeed {
  if (body === null) return { failed: "Le fichier est vide." };
  return {
    body,
    etag: headers.get("ETag"),
    lastModified: headers.get("Last-Modified"),
    charset: charsetOf(headers.get("Content-Type")),
    isHtml: /^text\/html\b/i.test(headers.get("Content-Type") ?? ""),
  };
}
