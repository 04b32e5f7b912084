import { type ActionFunctionArgs, type AppLoadContext, data, type LoaderFunctionArgs } from "@remix-run/cloudflare";
import { useActionData, useLoaderData } from "@remix-run/react";
import { formatDay } from "#app/domain/format.ts";
import { placeOf } from "#app/domain/offers/offer-words.ts";
import { SECRET_ADDRESS } from "#app/http/answers.ts";
import { paths } from "#app/paths.ts";
import { followReminderLink, readLink } from "#app/services/publishing/follow-reminder-link.ts";
import { Done } from "#app/ui/forms/done.tsx";
import { ExpiredLink, MailLinkButton, mailLinkMeta } from "#app/ui/page/mail-link.tsx";
import { ReadingPage } from "#app/ui/page/reading-page.tsx";

/** The page shows only the offer, because anybody who has the mail can open the link. */
export async function loader({ params, context }: LoaderFunctionArgs) {
  const link = await readLink(depsOf(context), params.token ?? "", context.now);
  if (!link) return data(null, 404);
  const { act, title, offers, newLastDay, used } = link;
  const open = offers.map((offer) => ({ reference: offer.reference, place: placeOf(offer) }));
  return data({ act, title, open, newLastDay, used });
}

export const headers = () => SECRET_ADDRESS;

/** Does what the link says. The token is the authority, so no login is needed. */
export async function action({ request, params, context }: ActionFunctionArgs) {
  if (request.method !== "POST") throw new Response(null, { status: 405, headers: { Allow: "GET, HEAD, POST" } });
  const outcome = await followReminderLink(depsOf(context), params.token ?? "", context.now);
  return data({ outcome }, outcome === null ? 404 : 200);
}

function depsOf({ accounts, primaryCatalogue: catalogue, env }: AppLoadContext) {
  return { accounts, catalogue, signingKey: env.SIGNING_KEY };
}

const TITLES = { prolonger: "Prolonger l’offre", pourvue: "L’offre est pourvue", retirer: "Retirer l’offre" };

export const meta = ({ data: link }: { data: { act: keyof typeof TITLES } | null | undefined }) =>
  mailLinkMeta(link ? TITLES[link.act] : "", link !== null && link !== undefined);

export default function ReminderLinkPage() {
  const link = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  if (link === null) {
    return (
      <ExpiredLink reasons="Il est incomplet, ou l’offre n’existe plus.">
        <p>
          Vos offres sont dans <a href={paths.recruiterOffers()}>votre espace recruteur</a> (connexion demandée).
        </p>
      </ExpiredLink>
    );
  }
  const { act, title, open, newLastDay, used } = link;
  const stays = act === "prolonger" && newLastDay === null;
  if (answer?.outcome === "done") {
    const said = {
      prolonger: newLastDay ? `L’offre « ${title} » est prolongée d’un mois.` : `L’offre « ${title} » reste publiée.`,
      pourvue: `L’offre « ${title} » est pourvue : les candidats ne la voient plus.`,
      retirer: `L’offre « ${title} » est retirée : les candidats ne la voient plus.`,
    };
    return (
      <ReadingPage title={TITLES[act]}>
        <Done>{said[act]}</Done>
        <Offers />
      </ReadingPage>
    );
  }
  if (used || open.length === 0) {
    return (
      <ReadingPage title={TITLES[act]}>
        <p>
          {open.length === 0
            ? `L’offre « ${title} » est déjà close : il n’y a rien à faire.`
            : `Ce lien a déjà servi pour l’offre « ${title} ».`}
        </p>
        <Offers />
      </ReadingPage>
    );
  }
  return (
    <ReadingPage title={stays ? "L’offre est-elle toujours d’actualité ?" : TITLES[act]}>
      <p>
        <strong>{title}</strong>
      </p>
      <ul>
        {open.map(({ reference, place }) => (
          <li key={reference}>
            <a href={paths.offer(reference)}>{reference}</a>
            {place ? ` – ${place}` : ""}
          </li>
        ))}
      </ul>
      {newLastDay && act === "prolonger" ? (
        <p>Les candidats pourront écrire jusqu’au {formatDay(newLastDay)}.</p>
      ) : null}
      {act === "prolonger" ? null : (
        <p>Les candidats ne la verront plus. Vous pourrez la republier dans votre espace.</p>
      )}
      <MailLinkButton>{BUTTONS[stays ? "garder" : act]}</MailLinkButton>
    </ReadingPage>
  );
}

const BUTTONS = {
  prolonger: "Prolonger d’un mois",
  garder: "Elle est toujours d’actualité",
  pourvue: "L’offre est pourvue",
  retirer: "Retirer l’offre",
};

function Offers() {
  return (
    <p>
      Toutes vos offres : <a href={paths.recruiterOffers()}>espace recruteur</a> (connexion demandée).
    </p>
  );
}
