import { type ActionFunctionArgs, data, type HeadersFunction, type LoaderFunctionArgs } from "@remix-run/cloudflare";
import { useActionData, useLoaderData } from "@remix-run/react";
import { SECRET_ADDRESS, tooMany } from "#app/http/answers.ts";
import { paths } from "#app/paths.ts";
import { countTry } from "#app/services/account/throttling.ts";
import { readUnsubscribeToken } from "#app/services/alerts/alert-links.ts";
import { Done } from "#app/ui/forms/done.tsx";
import { ErrorSummary } from "#app/ui/forms/field.tsx";
import { ExpiredLink, MailLinkButton } from "#app/ui/page/mail-link.tsx";
import { pageMeta } from "#app/ui/page/page-meta.ts";
import { ReadingPage } from "#app/ui/page/reading-page.tsx";
import { listSavedSearches, switchOff } from "#db/accounts/saved-searches/saved-searches.ts";

/** The page shows only the name of the search, because anybody who has the mail can open the link. */
export async function loader({ params, context }: LoaderFunctionArgs) {
  const link = await readUnsubscribeToken(context.env.SIGNING_KEY, params.token ?? "", context.now);
  if (!link) return data(null, 404);
  const searches = await listSavedSearches(context.accounts, link.candidateId);
  const meant = searches.filter(({ id }) => link.savedSearchId === null || id === link.savedSearchId);
  return data({
    name: link.savedSearchId === null ? null : (meant[0]?.name ?? ""),
    isOn: meant.some(({ cadence }) => cadence !== null),
  });
}

export const headers: HeadersFunction = ({ actionHeaders }) => {
  const wait = actionHeaders?.get("Retry-After");
  return wait ? { ...SECRET_ADDRESS, "Retry-After": wait } : SECRET_ADDRESS;
};

/**
 * Switches off an alert. The token is the authority, so no login is needed. Mail programs send this form too (RFC 8058).
 * They do not come from a page of this site, send no useful body, and follow no redirection.
 */
export async function action({ request, params, context }: ActionFunctionArgs) {
  if (request.method !== "POST") throw new Response(null, { status: 405, headers: { Allow: "GET, HEAD, POST" } });
  const { accounts, env, now } = context;
  const link = await readUnsubscribeToken(env.SIGNING_KEY, params.token ?? "", now);
  if (!link) return data({ done: false as const }, 404);
  const wait = await countTry({ accounts, signingKey: env.SIGNING_KEY }, now, ["unsubscribe", link.candidateId]);
  if (wait > 0) return tooMany(wait, {});
  await switchOff(accounts, link.candidateId, link.savedSearchId, now);
  return data({ done: true as const });
}

export const meta = () => pageMeta({ title: "Ne plus recevoir d’alerte", hidden: true });

export default function Unsubscribe() {
  const link = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  if (link === null) return <NoLink />;
  const { name, isOn } = link;
  const which = name === null ? "toutes vos alertes" : name ? `l’alerte « ${name} »` : "cette alerte";
  if (!isOn) {
    const are = name === null ? "Toutes vos alertes sont désactivées." : `${capital(which)} est désactivée.`;
    return (
      <ReadingPage title="Ne plus recevoir d’alerte">
        {answer && "done" in answer && answer.done ? <Done>{are}</Done> : <p>{are}</p>}
        <p>
          Nous ne vous enverrons plus de mail pour {name === null ? "elles" : "elle"}. Vos recherches restent
          sauvegardées.
        </p>
        <p>
          Pour {name === null ? "en activer une à nouveau" : "l’activer à nouveau"} :{" "}
          <a href={paths.savedSearches()}>Mes recherches sauvegardées et mes alertes</a> (connexion demandée).
        </p>
      </ReadingPage>
    );
  }
  return (
    <ReadingPage title="Ne plus recevoir d’alerte">
      <ErrorSummary errors={answer && "errors" in answer ? answer.errors : undefined} labels={{}} />
      <p>
        Vous allez désactiver <strong>{which}</strong>. Vous ne recevrez plus de mail pour{" "}
        {name === null ? "vos recherches sauvegardées" : "cette recherche"} ;{" "}
        {name === null ? "elles restent sauvegardées" : "elle reste sauvegardée"} dans votre compte.
      </p>
      <MailLinkButton>{name === null ? "Désactiver toutes mes alertes" : "Désactiver cette alerte"}</MailLinkButton>
      <p className="unsubscribe__other">
        Pour recevoir moins de mails sans tout arrêter, choisissez un mail par jour ou par semaine dans{" "}
        <a href={paths.savedSearches()}>Mes recherches sauvegardées et mes alertes</a> (connexion demandée).
      </p>
    </ReadingPage>
  );
}

function NoLink() {
  return (
    <ExpiredLink reasons="Il est incomplet, ou le mail a plus d’un an.">
      <p>
        Pour ne plus recevoir d’alerte, connectez-vous et désactivez-la dans{" "}
        <a href={paths.savedSearches()}>Mes recherches sauvegardées et mes alertes</a>.
      </p>
    </ExpiredLink>
  );
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
