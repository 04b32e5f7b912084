import { startPlatform } from "#workers/local/platform.ts";

export type Site = Awaited<ReturnType<typeof startSite>>;

/**
 * For a browser that lives through the whole of it: what it may keep of a public page is told by the edge cache, and
 * over plain HTTP, as here, nothing may be asked for over HTTPS.
 */
export const AS_DEPLOYED = { EDGE_CACHE: "on", SITE_URL: "http://pass.example" };

/** The built product in a Miniflare of its own on free ports, its databases empty, its clock in the test's deps. */
export async function startSite(
  settings: Record<string, string> = {},
  onLog?: (printed: string) => void,
  /** The folder that keeps what it holds, for who is to break it. */
  data: string | null = null,
  /** Puts something between the workers and the platform. */
  between?: Parameters<typeof startPlatform>[0]["between"],
) {
  const platform = await startPlatform({
    data,
    port: 0,
    mailboxPort: 0,
    // A mail that a test waits for is sent at once, not after a second.
    impatient: true,
    // Pages show what was published just before, except where the cache itself is tried.
    ...(onLog ? { onLog } : {}),
    ...(between ? { between } : {}),
    settings: { SITE_URL: "https://pass.example", TEST_CLOCK: "on", EDGE_CACHE: "off", ...settings },
  });
  let now: Date | null = null;
  return {
    ...platform,
    /** From now on, requests are answered as at this moment. */
    setClock: (at: Date) => {
      now = at;
    },
    /**
     * Asks the site for a path; redirections are answered, not followed.
     *
     * @param init what makes it, where its body comes in pieces: they are read once, and it may be sent again
     */
    fetch: (path: string, init: RequestInit | (() => RequestInit) = {}): Promise<Response> =>
      heard(() => {
        const asked = typeof init === "function" ? init() : init;
        const headers = new Headers(asked.headers);
        if (now) headers.set("x-test-now", now.toISOString());
        return fetch(`${platform.site}${path}`, { redirect: "manual", ...asked, headers });
      }),
    catalogue: () => platform.miniflare.getD1Database("CATALOGUE", "web"),
    accounts: () => platform.miniflare.getD1Database("ACCOUNTS", "web"),
  };
}

/**
 * A connection whose last form was refused unread is closed: what is sent over it next is not heard, so it is sent
 * again.
 */
async function heard(ask: () => Promise<Response>, tries = 4): Promise<Response> {
  try {
    return await ask();
  } catch (error) {
    const { code = "" } = ((error as Error).cause ?? {}) as { code?: string };
    if (tries === 0 || !["ECONNRESET", "EPIPE", "UND_ERR_SOCKET"].includes(code)) throw error;
    return heard(ask, tries - 1);
  }
}
