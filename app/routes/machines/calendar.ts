import type { LoaderFunctionArgs } from "@remix-run/cloudflare";
import { dayInParis } from "#app/domain/format.ts";
import { calendarDays, toICalendar } from "#app/domain/offers/calendar.ts";
import { isOpen } from "#app/domain/offers/offer.ts";
import { employerOf, placeOf } from "#app/domain/offers/offer-words.ts";
import { PUBLIC } from "#app/http/public-headers.ts";
import { paths } from "#app/paths.ts";
import { findOffer } from "#db/catalogue/offers/offers.ts";

/** `/offres/:reference.ics`: the start date of an offer and its last day to apply, for a calendar. */
export async function loader({ params, context }: LoaderFunctionArgs): Promise<Response> {
  const offer = await findOffer(context.catalogue, (params.reference ?? "").toUpperCase());
  const days = offer && isOpen(offer, dayInParis(context.now)) ? calendarDays(offer) : [];
  if (!offer || days.length === 0) {
    return new Response(
      "Aucune date à mettre dans un agenda : cette offre n’existe pas, n’est plus ouverte ou n’en a pas.",
      {
        status: 404,
        headers: { "Content-Type": "text/plain; charset=utf-8" },
      },
    );
  }
  const address = new URL(paths.offer(offer.reference), context.env.SITE_URL).href;
  const calendar = toICalendar(days, {
    description: `${employerOf(offer)}\nRéférence ${offer.reference}\n${address}`,
    location: placeOf(offer),
    address,
    updatedAt: offer.updatedAt,
  });
  return new Response(calendar, {
    headers: {
      ...PUBLIC,
      "Content-Type": "text/calendar; charset=utf-8",
      "Content-Disposition": `attachment; filename="${offer.reference.replace(/[^\w-]/g, "")}.ics"`,
    },
  });
}
