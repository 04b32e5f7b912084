import { formatCount, formatOffers } from "#app/domain/format.ts";
import { paths } from "#app/paths.ts";
import type { KnownAdministration } from "#db/catalogue/operations/administrations.ts";

type Props = { administration: KnownAdministration; recruiters: number };

/** What is known of an administration, with the pages where it is seen. */
export function AdministrationFacts({ administration, recruiters }: Props) {
  const { slug, parent, names, children, open, scheduled, keys, isIndexing } = administration;
  return (
    <>
      {isIndexing ? <p>Ses offres sont en train d’être indexées sous ses nouveaux noms.</p> : null}
      <dl className="facts">
        <div>
          <dt>Nom dans les adresses</dt>
          <dd>{slug}</dd>
        </div>
        <div>
          <dt>Ministère</dt>
          <dd>{parent ? <a href={paths.operationsAdministration(parent.slug)}>{parent.label}</a> : "Aucun"}</dd>
        </div>
        <div>
          <dt>Offres</dt>
          <dd>
            <a href={paths.operationsOffers({ administration: slug })}>{`${formatOffers(open)} au dernier compte`}</a>
            {scheduled > 0 ? `, ${formatCount(scheduled, "programmée")}` : null}
          </dd>
        </div>
        <div>
          <dt>Recruteurs</dt>
          <dd>
            <a href={paths.operationsRecruiters({ administration: slug })}>{formatCount(recruiters, "recruteur")}</a>
          </dd>
        </div>
        <div>
          <dt>Clés d’API en cours</dt>
          <dd>{keys}</dd>
        </div>
        {names.length > 0 ? (
          <div>
            <dt>Aussi connue comme</dt>
            <dd>{names.map((name) => name.label).join(", ")}</dd>
          </div>
        ) : null}
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
