import type { HeadersFunction } from "@remix-run/cloudflare";

/** What every page says that is the same for everyone: the worker may keep it (workers/web/edge-cache.ts). */
export const PUBLIC = { "Cache-Control": "public, max-age=60" };

export const publicHeaders: HeadersFunction = () => PUBLIC;
