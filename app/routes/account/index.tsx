import type { LoaderFunctionArgs } from "@remix-run/cloudflare";
import { useLoaderData } from "@remix-run/react";
import { CIVILITIES } from "#app/domain/account/account.ts";
import { retentionDay } from "#app/domain/account/retention.ts";
import { DOCUMENT_KINDS, formatSize } from "#app/domain/documents/document.ts";
import { dayOf, formatDay } from "#app/domain/format.ts";
import { labelOf } from "#app/domain/nomenclature.ts";
import { requireCandidate } from "#app/http/sessions/session.ts";
import { paths } from "#app/paths.ts";
import { maySend } from "#app/services/documents/zip-documents.ts";
import { Fact } from "#app/ui/fact.tsx";
import { pageMeta } from "#app/ui/page/page-meta.ts";
import { AccountPage } from "#app/ui/page/spaces/account-page.tsx";
import { listDocuments } from "#db/accounts/documents/documents.ts";

export async function loader({ request, context }: LoaderFunctionArgs) {
  const { candidate } = await requireCandidate(request, context);
  const documents = await listDocuments(context.accounts, { candidateId: candidate.id });
  const { civility, firstName, lastName, username, email, phone, level, domain, availableOn } = candidate;
  return {
    information: [
      ["Civilité", CIVILITIES.find(({ code }) => code === civility)?.label],
      ["Nom", lastName],
      ["Prénom", firstName],
      ["Nom d’utilisateur", username],
      ["Adresse mail", email],
      ["Téléphone", phone],
      ["Niveau préparé", level && labelOf("level", String(level))],
      ["Domaine d’études", domain && labelOf("domain", domain)],
      ["Disponibilité", availableOn && `à partir du ${formatDay(availableOn)}`],
    ].flatMap(([label, value]) => (label && value ? [{ label, value }] : [])),
    documents: documents.map((document) => {
      const { id, kind, name, size } = document;
      return { id, kind, name, size, ready: maySend(document, Boolean(context.env.SCANNER_URL)) };
    }),
    createdOn: dayOf(candidate.createdAt),
    keptUntil: retentionDay(candidate),
  };
}

export const meta = () => pageMeta({ title: "Mon compte", hidden: true });

export default function Account() {
  const { information, documents, createdOn, keptUntil } = useLoaderData<typeof loader>();
  return (
    <AccountPage title="Mon compte">
      <ul className="account__actions">
        <li>
          <a className="fr-btn" href={paths.editAccount()}>
            Modifier mes informations et mes documents
          </a>
        </li>
        <li>
          <a className="fr-btn fr-btn--secondary" href={paths.savedSearches()}>
            Mes recherches sauvegardées et mes alertes
          </a>
        </li>
        <li>
          <a className="fr-btn fr-btn--secondary" href={paths.offers()}>
            Rechercher une offre
          </a>
        </li>
      </ul>
      <h2>Mes informations personnelles</h2>
      <dl className="facts">
        {information.map(({ label, value }) => (
          <Fact key={label} name={label}>
            {value}
          </Fact>
        ))}
      </dl>
      <h2>Mes documents</h2>
      <p>Ces documents ne sont pas visibles par les recruteurs : joignez-les vous-même à vos candidatures.</p>
      {DOCUMENT_KINDS.map(({ code, label }) => {
        const kept = documents.filter(({ kind }) => kind === code);
        return (
          <div className="rubric" key={code}>
            <h3 className="rubric__title">{label}</h3>
            {kept.length > 0 ? (
              <ul className="rubric__files">
                {kept.map(({ id, name, size, ready }) => (
                  <li key={id}>
                    {ready ? <a href={paths.documentFile(id)}>{name}</a> : name} ({formatSize(size)})
                  </li>
                ))}
              </ul>
            ) : (
              <p>
                Aucun document.{" "}
                <a href={`${paths.documents()}#${code}`}>
                  En ajouter un<span className="fr-sr-only"> : {label}</span>
                </a>
              </p>
            )}
          </div>
        );
      })}
      <h2>Mon compte et mes données</h2>
      <ul>
        <li>
          Compte créé le {formatDay(createdOn)}. Sans connexion de votre part, il sera effacé le {formatDay(keptUntil)}.
          Un mail vous préviendra 30 jours avant.
        </li>
        <li>
          <a href={paths.sessions()}>Mes connexions</a> : les appareils où vous êtes connecté.
        </li>
        <li>
          <a href={paths.activity()}>Activité récente</a> : ce qui s’est passé sur votre compte.
        </li>
        <li>
          <a href={paths.exportData()}>Télécharger mes données</a>
        </li>
        <li>
          <a href={paths.deleteAccount()}>Supprimer mon compte candidat</a>
        </li>
      </ul>
    </AccountPage>
  );
}
