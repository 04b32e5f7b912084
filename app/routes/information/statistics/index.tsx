import type { LoaderFunctionArgs } from "@remix-run/cloudflare";
import { useLoaderData } from "@remix-run/react";
import { LICENCE } from "#app/domain/api/open-data.ts";
import { dayInParis, formatDay } from "#app/domain/format.ts";
import { DURATION_COLUMNS, OFFER_COLUMNS, SEARCH_COLUMNS } from "#app/domain/statistics/files.ts";
import { monthsUntil } from "#app/domain/statistics/supply.ts";
import { publicHeaders } from "#app/http/public-headers.ts";
import { paths } from "#app/paths.ts";
import { pageMeta } from "#app/ui/page/page-meta.ts";
import { ReadingPage } from "#app/ui/page/reading-page.tsx";
import { findStatistics } from "#db/catalogue/statistics/computed.ts";
import { NameList } from "../name-list.tsx";
import { DurationsSection } from "./durations-section.tsx";
import { OffersSection } from "./offers-section.tsx";
import { SearchesSection } from "./searches-section.tsx";

const TITLE = "Statistiques";

export function loader({ context }: LoaderFunctionArgs) {
  return findStatistics(context.catalogue, monthsUntil(dayInParis(context.now)));
}

export const headers = publicHeaders;

const FILES = [
  { id: "offres-csv", path: paths.statisticsOffers(), title: "Offres publiées par mois", columns: OFFER_COLUMNS },
  { id: "durees-csv", path: paths.statisticsDurations(), title: "Durée d’ouverture", columns: DURATION_COLUMNS },
  { id: "recherches-csv", path: paths.statisticsSearches(), title: "Recherches", columns: SEARCH_COLUMNS },
];

export const meta = () => [
  ...pageMeta({
    title: TITLE,
    description:
      "Les offres de stage et d’apprentissage de la fonction publique en nombres : combien, pendant combien de temps, et ce qui est cherché.",
  }),
  ...FILES.map(({ path, title }) => ({ tagName: "link", rel: "alternate", type: "text/csv", href: path, title })),
  { tagName: "link", rel: "license", href: LICENCE },
];

export default function Statistics() {
  const { months, durations, demand, computedOn } = useLoaderData<typeof loader>();
  return (
    <ReadingPage
      title={TITLE}
      lead="Les offres publiées ici, le temps qu’elles restent ouvertes, et ce qui est cherché."
      sections={[
        { id: "offres", title: "Les offres" },
        { id: "durees", title: "Combien de temps elles restent ouvertes" },
        { id: "recherches", title: "Ce qui est cherché" },
        { id: "methode", title: "Comment c’est compté" },
        { id: "fichiers", title: "Les fichiers" },
      ]}
    >
      <h2 id="offres">Les offres</h2>
      <OffersSection months={months} />

      <h2 id="durees">Combien de temps elles restent ouvertes</h2>
      <DurationsSection durations={durations ?? []} />

      <h2 id="recherches">Ce qui est cherché</h2>
      <SearchesSection demand={demand} />

      <h2 id="methode">Comment c’est compté</h2>
      <p>
        Ces nombres sont calculés chaque nuit{computedOn ? `, la dernière fois le ${formatDay(computedOn)}` : ""}. Les
        recherches le sont par semaines entières.
      </p>
      <p>
        Une recherche est comptée quand sa première page est affichée, robots connus exceptés. D’elle ne restent que le
        domaine, le lieu, le niveau et le type demandés{"\u00a0: "}ni ses mots, ni l’heure, ni rien de la personne. Une
        recherche autour d’une commune compte dans son département. Qui cherche de nouveau est compté de nouveau, et un
        incident technique peut faire perdre quelques unités. Voir{" "}
        <a href={paths.personalData()}>Données personnelles</a>.
      </p>

      <h2 id="fichiers">Les fichiers</h2>
      <p>
        En CSV, de la même forme que celui des <a href={`${paths.openData()}#csv`}>offres</a>. Réutilisation libre sous{" "}
        <a href={LICENCE} rel="license noopener external" hrefLang="fr">
          Licence Ouverte 2.0 (etalab-2.0)
        </a>
        , en citant «{"\u00a0"}PASS{"\u00a0"}» et la date.
      </p>
      {FILES.map(({ id, path, title, columns }) => (
        <section key={id} aria-labelledby={id}>
          <h3 id={id}>
            <a href={path}>{title} (CSV)</a>
          </h3>
          <NameList names={columns} />
        </section>
      ))}
    </ReadingPage>
  );
}
