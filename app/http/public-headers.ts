import type { HeadersFunction } from "@remix-run/cloudflare";

/** The headers of a page that is the same for everyone: the worker may cache it (workers/web/cached-paths.ts). */
export const PUBLIC = { "Cache-Control": "public, max-age=60" };

export const publicHeaders: HeadersFunction = () => PUBLIC;
