import type { LoaderFunctionArgs } from "@remix-run/cloudflare";
import { shiftMonths } from "#app/domain/time.ts";
import { PUBLIC } from "#app/http/public-headers.ts";
import { paths } from "#app/paths.ts";

/** `/.well-known/security.txt` (RFC 9116): where to report a vulnerability. A 404 when the deployment does not say. */
export function loader({ context }: LoaderFunctionArgs): Response {
  const { SECURITY_CONTACT, SITE_URL } = context.env;
  if (!SECURITY_CONTACT) throw new Response(null, { status: 404 });
  const lines = [
    `Contact: ${SECURITY_CONTACT}`,
    `Expires: ${shiftMonths(context.now.toISOString(), 11)}`,
    "Preferred-Languages: fr, en",
    `Canonical: ${new URL(paths.securityTxt(), SITE_URL).href}`,
  ];
  return new Response(`${lines.join("\n")}\n`, {
    headers: { ...PUBLIC, "Content-Type": "text/plain; charset=utf-8" },
  });
}
