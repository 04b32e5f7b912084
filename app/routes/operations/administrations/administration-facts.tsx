import type { ReactNode } from "react";
import { formatCount, formatOffers } from "#app/domain/format.ts";
import { paths } from "#app/paths.ts";
import type { KnownAdministration } from "#db/catalogue/operations/administrations.ts";

type Props = { administration: KnownAdministration; recruiters: number };

/** What is known of an administration, with the pages where it is seen. */
export function AdministrationFacts({ administration, recruiters }: Props) {
  const { slug, parent, names, children, open, scheduled, keys, isIndexing } = administration;
  const facts: [string, ReactNode][] = [
    ["Nom dans les adresses", slug],
    ["Ministère", parent ? <a href={paths.operationsAdministration(parent.slug)}>{parent.label}</a> : "Aucun"],
    [
      "Offres",
      <>
        <a href={paths.operationsOffers({ administration: slug })}>{`${formatOffers(open)} au dernier compte`}</a>
        {scheduled > 0 ? `, ${formatCount(scheduled, "programmée")}` : null}
      </>,
    ],
    [
      "Recruteurs",
      <a key="recruiters" href={paths.operationsRecruiters({ administration: slug })}>
        {formatCount(recruiters, "recruteur")}
      </a>,
    ],
    ["Clés d’API en cours", keys],
    ...(names.length > 0
      ? [["Aussi connue comme", names.map(({ label }) => label).join(", ")] as [string, ReactNode]]
      : []),
  ];
  return (
    <>
      {isIndexing ? <p>Ses offres sont en train d’être indexées sous ses nouveaux noms.</p> : null}
      <dl className="facts">
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {children.length > 0 ? (
        <>
          <h2>Rattachées à elle</h2>
          <ul>
            {children.map((child) => (
              <li key={child.slug}>
                <a href={paths.operationsAdministration(child.slug)}>{child.label}</a>
              </li>
            ))}
          </ul>
        </>
      ) : null}
    </>
  );
}
