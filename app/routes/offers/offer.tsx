import { data, type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/cloudflare";
import { useLoaderData } from "@remix-run/react";
import { dayInParis } from "#app/domain/format.ts";
import { isOpen } from "#app/domain/offer.ts";
import { canonicalQuery, EMPTY_SEARCH, parseSearch } from "#app/domain/search.ts";
import { paths } from "#app/paths.ts";
import { Breadcrumb } from "#app/ui/breadcrumb.tsx";
import { pageMeta } from "#app/ui/page-meta.ts";
import { type FormChoices, SearchForm } from "#app/ui/search-form.tsx";
import { findSearchChoices } from "#db/catalogue/choices.ts";
import { findOffer } from "#db/catalogue/offers.ts";
import { OfferDetails } from "./offer-details.tsx";

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const { reference = "" } = params;
  const { search } = parseSearch(new URL(request.url).searchParams);
  const query = canonicalQuery(search);
  const today = dayInParis(context.now);
  const offer = await findOffer(context.catalogue, reference);
  if (!offer) {
    const usual = reference.toUpperCase();
    if (usual !== reference && (await findOffer(context.catalogue, usual))) {
      throw redirect(paths.offer(usual, query), 301);
    }
    const choices = await findSearchChoices(context.catalogue);
    return data({ is: "unknown" as const, choices, query }, 404);
  }
  if (isOpen(offer, today)) return { is: "open" as const, offer, query, today };
  const choices = await findSearchChoices(context.catalogue);
  return data({ is: "closed" as const, title: offer.title, choices, query }, 410);
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) => {
  if (page?.is !== "open") {
    return pageMeta({
      title: page?.is === "closed" ? `${page.title} : offre close` : "Offre introuvable",
      hidden: true,
    });
  }
  const { title, reference, employer, administration } = page.offer;
  return [
    ...pageMeta({
      title: `${title} (${reference})`,
      description: [title, employer ?? administration?.label, "offre de la fonction publique"]
        .filter(Boolean)
        .join(" – "),
    }),
    { tagName: "link", rel: "canonical", href: paths.offer(reference) },
  ];
};

export default function OfferPage() {
  const page = useLoaderData<typeof loader>();
  return (
    <div className="fr-container offer">
      <Breadcrumb
        current={page.is === "open" ? page.offer.title : page.is === "closed" ? page.title : "Offre introuvable"}
        parents={[{ path: paths.offers(page.query), label: page.query ? "Résultats de la recherche" : "Offres" }]}
      />
      {page.is === "open" ? <OfferDetails offer={page.offer} today={page.today} /> : <Gone {...page} />}
      <p className="offer__back">
        <a className="fr-link fr-icon-arrow-left-line fr-link--icon-left" href={paths.offers(page.query)}>
          Retour aux résultats
        </a>
      </p>
    </div>
  );
}

type GoneProps = { is: "closed"; title: string; choices: FormChoices } | { is: "unknown"; choices: FormChoices };

/** An offer that one can no longer apply to, or that never was: its name at the most, and the way to others. */
function Gone(page: GoneProps) {
  return (
    <>
      {page.is === "closed" ? (
        <>
          <h1>{page.title}</h1>
          <p className="fr-text--lead">Cette offre n’est plus disponible : elle a été pourvue, retirée ou a expiré.</p>
        </>
      ) : (
        <>
          <h1>Offre introuvable</h1>
          <p className="fr-text--lead">Aucune offre ne porte cette référence. L’adresse est peut-être incomplète.</p>
        </>
      )}
      <h2 className="fr-h4">Rechercher une autre offre</h2>
      <SearchForm search={EMPTY_SEARCH} choices={page.choices} folded />
    </>
  );
}
