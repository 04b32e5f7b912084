/** The CORS headers of what programs read: pages of any site may read it. */
export const OPEN = {
  "Access-Control-Allow-Origin": "*",
  "Access-Control-Expose-Headers": "Link, ETag, Last-Modified, Content-Disposition, X-Total-Count",
  "Cross-Origin-Resource-Policy": "cross-origin",
};

const TITLES: Record<number, string> = {
  400: "Requête mal formée",
  401: "Clé absente ou inconnue",
  403: "Interdit",
  404: "Introuvable",
  405: "Méthode refusée",
  409: "En conflit avec ce qui est publié",
  410: "Plus disponible",
  413: "Trop grand",
  415: "Encodage refusé",
  422: "Impossible à publier",
  429: "Trop de requêtes",
  500: "Erreur du service",
  503: "Service indisponible",
};

type More = { headers?: Record<string, string>; errors?: string[] };

/** A refusal as a JSON problem (RFC 9457), in French. */
export function problem(status: number, detail: string, { headers = {}, errors }: More = {}): Response {
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

/**
 * The answer of the API to a request that no route of it refused: an address that it does not have, a request from
 * another site, a failure. Programs get a problem, not a page.
 * @returns the response itself, unless the address is of the API and the response is a refusal that is no problem yet
 */
export function asProblem({ url, method }: Request, response: Response): Response {
  const isOfApi = new URL(url).pathname.startsWith("/api/");
  const isProblem = response.headers.get("Content-Type")?.startsWith("application/problem+json");
  if (!isOfApi || response.status < 400 || isProblem) return response;
  const kept = ["Allow", "Retry-After"].flatMap((name) => {
    const value = response.headers.get(name);
    return value === null ? [] : [[name, value]];
  });
  const made = problem(response.status, detailOf(response.status), { headers: Object.fromEntries(kept) });
  return method === "HEAD" ? new Response(null, made) : made;
}

function detailOf(status: number): string {
  if (status === 404) return "L’API n’a pas cette adresse : /developpeurs dit celles qu’elle a.";
  if (status === 405) return "Cette adresse n’accepte pas cette méthode.";
  if (status < 500) return "Cette requête est refusée.";
  return "Le service n’a pas pu répondre. Ce n’est pas de votre fait : réessayez dans quelques instants.";
}
