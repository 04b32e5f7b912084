import type { LoaderFunctionArgs } from "@remix-run/cloudflare";
import { useLoaderData } from "@remix-run/react";
import { waitSentence } from "#app/http/answers.ts";
import { mustConfirm, requireCandidate } from "#app/http/sessions/session.ts";
import { paths } from "#app/paths.ts";
import { Csrf } from "#app/ui/forms/csrf.tsx";
import { CurrentPasswordField, ErrorSummary } from "#app/ui/forms/field.tsx";
import { pageMeta } from "#app/ui/page/page-meta.ts";
import { AccountPage } from "#app/ui/page/spaces/account-page.tsx";

export async function loader({ request, context }: LoaderFunctionArgs) {
  const signedIn = await requireCandidate(request, context);
  return {
    csrf: signedIn.csrf,
    confirm: mustConfirm(signedIn, context.now),
    errors: errorsOf(new URL(request.url).searchParams),
  };
}

export const meta = () => pageMeta({ title: "Télécharger mes données", hidden: true });

export default function Export() {
  const { csrf, confirm, errors } = useLoaderData<typeof loader>();
  return (
    <AccountPage title="Télécharger mes données" lead="Une copie de tout ce que nous conservons sur vous.">
      <ErrorSummary errors={errors} labels={confirm ? { current: "Mot de passe" } : {}} />
      <p>Elle vient dans un seul fichier ZIP, qui contient :</p>
      <ul>
        <li>vos documents, tels que vous les avez déposés, rangés par rubrique ;</li>
        <li>
          un fichier <code>donnees.json</code>, qu’un logiciel peut lire : vos informations personnelles, la liste de
          vos documents, vos recherches sauvegardées et leurs alertes, vos offres gardées, vos connexions, votre
          activité récente, les messages que nous vous avons envoyés.
        </li>
      </ul>
      <p>
        Votre mot de passe n’y figure pas : nous ne le connaissons pas. Gardez ce fichier en lieu sûr, et évitez de le
        télécharger sur un ordinateur partagé.
      </p>
      <form method="post" action={paths.exportArchive()} className="account-form">
        <Csrf token={csrf} />
        {confirm ? <CurrentPasswordField errors={errors} /> : null}
        <button className="fr-btn" type="submit">
          Télécharger mes données
        </button>
      </form>
      <p>
        Vous pouvez télécharger vos données 5 fois par jour. <a href={paths.personalData()}>Ce que nous en faisons</a>
      </p>
    </AccountPage>
  );
}

/** Why the form was refused, as the address says after the redirection. */
function errorsOf(params: URLSearchParams): Record<string, string> {
  const wait = Math.min(Math.max(Number(params.get("attente")) || 0, 60), 86_400);
  switch (params.get("refus")) {
    case "mot-de-passe":
      return { current: "Ce n’est pas votre mot de passe." };
    case "tentatives":
      return { current: waitSentence(wait) };
    case "archives":
      return { form: `Vous avez déjà téléchargé vos données 5 fois aujourd’hui. ${waitSentence(wait)}` };
    default:
      return {};
  }
}
