import { formatCount, formatOffers } from "#app/domain/format.ts";
import { paths } from "#app/paths.ts";
import { Fact } from "#app/ui/fact.tsx";
import type { KnownAdministration } from "#db/catalogue/operations/administrations.ts";

type Props = { administration: KnownAdministration; recruiters: number };

/** What is known of an administration, with the pages where it is seen. */
export function AdministrationFacts({ administration, recruiters }: Props) {
  const { slug, parent, names, children, open, scheduled, keys, isIndexing } = administration;
  return (
    <>
      {isIndexing ? <p>Ses offres sont en train d’être indexées sous ses nouveaux noms.</p> : null}
      <dl className="facts">
        <Fact name="Nom dans les adresses">{slug}</Fact>
        <Fact name="Ministère">
          {parent ? <a href={paths.operationsAdministration(parent.slug)}>{parent.label}</a> : "Aucun"}
        </Fact>
        <Fact name="Offres">
          <a href={paths.operationsOffers({ administration: slug })}>{`${formatOffers(open)} au dernier compte`}</a>
          {scheduled > 0 ? `, ${formatCount(scheduled, "programmée")}` : null}
        </Fact>
        <Fact name="Recruteurs">
          <a href={paths.operationsRecruiters({ administration: slug })}>{formatCount(recruiters, "recruteur")}</a>
        </Fact>
        <Fact name="Clés d’API en cours">{keys}</Fact>
        {names.length > 0 ? <Fact name="Aussi connue comme">{names.map((name) => name.label).join(", ")}</Fact> : null}
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
