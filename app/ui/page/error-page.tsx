import { isRouteErrorResponse } from "@remix-run/react";
import { NO_ADMINISTRATOR } from "#app/domain/publishing/recruiter.ts";
import { paths } from "#app/paths.ts";
import { KeywordSearch } from "#app/ui/search/keyword-search.tsx";
import { useSite } from "./site.ts";

type Explanation = { title: string; text: string };

const EXPLANATIONS: Record<number, Explanation> = {
  400: {
    title: "Demande incomprise",
    text: "L’adresse ou le formulaire envoyé n’a pas pu être lu. Revenez à la page précédente et recommencez.",
  },
  403: {
    title: "Accès refusé",
    text: "Cette demande ne vient pas d’une page de votre connexion en cours : vous vous êtes peut-être reconnecté entre-temps. Rien n’a été enregistré. Revenez à la page précédente, rechargez-la, puis recommencez.",
  },
  404: {
    title: "Page introuvable",
    text: "L’adresse est peut-être incomplète, ou la page a été retirée. Si vous cherchez une offre, elle a peut-être été pourvue : retrouvez-la par ses mots-clés ou sa référence.",
  },
  405: {
    title: "Action impossible",
    text: "Cette page peut être consultée, mais elle ne reçoit pas de formulaire.",
  },
  409: {
    title: "Document pas encore disponible",
    text: "L’antivirus ne l’a pas encore vérifié, ou l’a refusé. « Mes documents » dit où il en est : revenez-y dans quelques minutes.",
  },
  410: {
    title: "Page retirée",
    text: "Ce que vous cherchez n’est plus publié.",
  },
  429: {
    title: "Trop de demandes",
    text: "Vous avez envoyé beaucoup de demandes en peu de temps. Patientez quelques minutes, puis recommencez.",
  },
  503: {
    title: "Service momentanément indisponible",
    text: "Le service reprend dans quelques instants. Vous pouvez recharger cette page, ou revenir à la précédente\u00a0: ce que vous y aviez saisi y est encore.",
  },
};

/** The data of an error response about a document. It selects the explanations below. */
export const DOCUMENT = "document";

const DOCUMENT_EXPLANATIONS: Record<number, Explanation> = {
  404: {
    title: "Document introuvable",
    text: "Ce document n’existe pas, ou n’est plus gardé ici. S’il est encore dans « Mes documents », retirez-le et ajoutez-le à nouveau.",
  },
  503: {
    title: "Document momentanément indisponible",
    text: "Il est gardé, mais n’a pas pu être lu. Ce n’est pas de votre fait : réessayez dans une minute.",
  },
};

const ADMINISTRATORS_ONLY: Explanation = {
  title: "Page réservée aux administrateurs",
  text: "Les membres et les clés d’API sont l’affaire des administrateurs de votre administration\u00a0: demandez-leur ce dont vous avez besoin.",
};

const BROKEN: Explanation = {
  title: "Une erreur est survenue",
  text: "Le service n’a pas pu répondre. Ce n’est pas de votre fait : rechargez la page dans quelques instants.",
};

/** The title of the page of an error. */
export function errorTitle(error: unknown): string {
  return explain(error).title;
}

/** The page of an error: what happened, and how to go on. It shows no message, stack or path of the error itself. */
export function ErrorPage({ error }: { error: unknown }) {
  const { incident } = useSite();
  const status = statusOf(error);
  const { title, text } = explain(error);
  return (
    <div className="fr-container error-page">
      <p className="error-page__status">Erreur {status}</p>
      <h1>{title}</h1>
      <p className="fr-text--lead">{text}</p>
      {status >= 500 && incident ? (
        <p>
          Si cela se reproduit, signalez-le en citant cette référence : <strong>{incident}</strong>
        </p>
      ) : null}
      <section className="error-page__search" aria-labelledby="retour">
        <h2 id="retour" className="fr-h4">
          Rechercher une offre
        </h2>
        <KeywordSearch />
      </section>
      <ul className="error-page__ways">
        <li>
          <a href={paths.home()}>Revenir à l’accueil et aux dernières offres</a>
        </li>
        <li>
          <a href={paths.siteMap()}>Voir le plan du site</a>
        </li>
        <li>
          <a href={paths.help()}>Consulter l’aide</a>
        </li>
      </ul>
    </div>
  );
}

function statusOf(error: unknown): number {
  return isRouteErrorResponse(error) ? error.status : 500;
}

function explain(error: unknown): Explanation {
  const status = statusOf(error);
  const about: unknown = isRouteErrorResponse(error) ? error.data : null;
  if (status === 403 && about === NO_ADMINISTRATOR) return ADMINISTRATORS_ONLY;
  return (
    ((about === DOCUMENT && DOCUMENT_EXPLANATIONS[status]) || EXPLANATIONS[status]) ??
    (status < 500 ? { title: "Demande refusée", text: "Cette demande n’a pas pu être traitée." } : BROKEN)
  );
}
