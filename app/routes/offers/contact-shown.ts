import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/cloudflare";
import { seeOther } from "#app/http/answers.ts";
import { paths } from "#app/paths.ts";

/** A visitor has chosen a contact of the offer: the script of the page says so (app/enhance/count-contacts.ts). */
export async function action({ request, params: { reference = "" }, context }: ActionFunctionArgs) {
  if (request.method !== "POST") throw new Response(null, { status: 405, headers: { Allow: "GET, HEAD, POST" } });
  context.countOffer({ reference, kind: "contact-shown", reported: true });
  return new Response(null, { status: 204 });
}

/** A person who types the address. */
export function loader({ params: { reference = "" } }: LoaderFunctionArgs) {
  return seeOther(paths.offer(reference));
}
