import type { LoaderFunctionArgs } from "@remix-run/cloudflare";
import { useLoaderData } from "@remix-run/react";
import { askedReturn } from "#app/http/return-path.ts";
import { paths } from "#app/paths.ts";
import { pageMeta } from "#app/ui/page/page-meta.ts";
import { ReadingPage } from "#app/ui/page/reading-page.tsx";

export function loader({ request }: LoaderFunctionArgs) {
  return { back: askedReturn(request) };
}

export const meta = () => pageMeta({ title: "Votre compte est créé", hidden: true });

/** The page after sign-up. It never says whether the address already had an account: the owner learns it by mail. */
export default function SignedUp() {
  const { back } = useLoaderData<typeof loader>();
  return (
    <ReadingPage title="Votre compte est créé" lead="Il vous reste à confirmer votre adresse mail.">
      <ol>
        <li>
          Ouvrez le message que nous venons de vous envoyer : il vous rappelle votre nom d’utilisateur et contient un
          lien.
        </li>
        <li>Suivez ce lien dans les 24 heures pour activer votre compte.</li>
        <li>Connectez-vous avec votre nom d’utilisateur, ou votre adresse mail, et votre mot de passe.</li>
      </ol>
      <h2>Vous n’avez rien reçu ?</h2>
      <p>
        Le message arrive en général en moins d’une minute. Regardez dans les courriers indésirables, puis{" "}
        <a href={paths.resendActivation(back)}>demandez un nouveau lien</a>.
      </p>
      <a className="fr-btn" href={paths.logIn(back)}>
        Se connecter
      </a>
    </ReadingPage>
  );
}
