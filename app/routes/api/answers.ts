/** The CORS headers of the public API: pages of any site may read it. */
export const OPEN = {
  "Access-Control-Allow-Origin": "*",
  "Access-Control-Expose-Headers": "Link, ETag",
  "Cross-Origin-Resource-Policy": "cross-origin",
};

/** The answer to a CORS preflight request. */
export function preflight(): Response {
  return new Response(null, {
    status: 204,
    headers: {
      ...OPEN,
      "Access-Control-Allow-Methods": "GET, HEAD, OPTIONS",
      "Access-Control-Allow-Headers": "If-None-Match",
      "Access-Control-Max-Age": "86400",
    },
  });
}

const TITLES: Record<number, string> = {
  400: "Requête mal formée",
  401: "Clé absente ou inconnue",
  403: "Interdit",
  404: "Introuvable",
  405: "Méthode refusée",
  410: "Plus disponible",
  413: "Trop grand",
  422: "Impossible à publier",
};

/** An error as a JSON problem (RFC 9457), in French. */
export function problem(
  status: number,
  detail: string,
  { headers = {}, errors }: { headers?: Record<string, string>; errors?: string[] } = {},
): Response {
  return Response.json(
    { title: TITLES[status] ?? "Erreur", status, detail, ...(errors ? { errors } : {}) },
    {
      status,
      headers: {
        ...OPEN,
        ...headers,
        "Content-Type": "application/problem+json; charset=utf-8",
        "Cache-Control": "no-store",
      },
    },
  );
}
