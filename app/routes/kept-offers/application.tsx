import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/cloudflare";
import { useLoaderData } from "@remix-run/react";
import { dayInParis, formatDay } from "#app/domain/format.ts";
import { prepareApplication } from "#app/domain/kept-offers/application.ts";
import { mailLink } from "#app/domain/offers/mail-link.ts";
import { isOpen } from "#app/domain/offers/offer.ts";
import { seeOther, sentenceOf } from "#app/http/answers.ts";
import { requireCandidate } from "#app/http/sessions/session.ts";
import { paths } from "#app/paths.ts";
import { maySend } from "#app/services/documents/zip-documents.ts";
import { ErrorSummary } from "#app/ui/forms/field.tsx";
import { pageMeta } from "#app/ui/page/page-meta.ts";
import { AccountPage, KEPT_OFFERS } from "#app/ui/page/spaces/account-page.tsx";
import { listDocuments } from "#db/accounts/documents/documents.ts";
import { findKeptOffer } from "#db/accounts/kept-offers/kept-offers.ts";
import { findOffer } from "#db/catalogue/offers/offers.ts";
import { ChosenDocuments } from "./chosen-documents.tsx";

const ERRORS: Record<string, string> = {
  aucun: "Choisissez au moins un document.",
  absent:
    "Un de ces documents ne peut pas être lu en ce moment. Réessayez dans quelques minutes, ou choisissez-en d’autres.",
};

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const { candidate, csrf } = await requireCandidate(request, context);
  const { accounts, catalogue, env, now } = context;
  const reference = params.reference ?? "";
  // The offer is kept first, so that the candidate finds the message again from her list.
  if (!(await findKeptOffer(accounts, candidate.id, reference))) throw seeOther(paths.keepOffer(reference));
  const today = dayInParis(now);
  const offer = await findOffer(catalogue, reference);
  if (!offer || !isOpen(offer, today)) throw seeOther(paths.keptOffers());
  const message = prepareApplication(offer, candidate, today);
  if (offer.contacts.some(({ email }) => email)) context.countOffer({ reference, kind: "contact-shown" });
  const documents = await listDocuments(accounts, { candidateId: candidate.id });
  return {
    csrf,
    reference,
    title: offer.title,
    expiresOn: offer.expiresOn,
    message,
    recipients: offer.contacts.flatMap(({ name, email }) =>
      email ? [{ name, email, href: mailLink(email, message) }] : [],
    ),
    documents: documents
      .filter((document) => maySend(document, Boolean(env.SCANNER_URL)))
      .map(({ id, kind, name, size, locked }) => ({ id, kind, name, size, locked })),
    error: sentenceOf(request, "erreur", ERRORS),
  };
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) =>
  pageMeta({
    title: page ? `Ma candidature\u00a0: ${page.title} (${page.reference})` : "Ma candidature",
    hidden: true,
  });

export default function Application() {
  const { csrf, reference, title, expiresOn, message, recipients, documents, error } = useLoaderData<typeof loader>();
  return (
    <AccountPage parents={[KEPT_OFFERS]} title="Ma candidature">
      <ErrorSummary errors={error ? { form: error } : {}} labels={{}} />
      <p>
        <a href={paths.offer(reference)}>{title}</a> (référence {reference})
        {expiresOn ? `, candidatures jusqu’au ${formatDay(expiresOn)}` : null}. La candidature ne se fait pas en ligne :
        c’est vous qui envoyez le message.
      </p>
      <h2>Votre message</h2>
      <p>
        Relisez-le, dites pourquoi ce poste vous intéresse, et{" "}
        <strong>joignez impérativement votre CV et votre lettre de motivation</strong>.
      </p>
      {recipients.length > 0 ? (
        <ul className="account__actions">
          {recipients.map(({ name, email, href }) => (
            <li key={email}>
              <a className="fr-btn" href={href}>
                Écrire à {name ?? email}
              </a>
            </li>
          ))}
        </ul>
      ) : (
        <p>
          L’employeur n’a pas donné d’adresse mail : voyez{" "}
          <a href={`${paths.offer(reference)}#candidater`}>comment candidater</a>.
        </p>
      )}
      <div className="fr-input-group">
        <label className="fr-label" htmlFor="objet">
          Objet
        </label>
        <input className="fr-input" id="objet" readOnly value={message.subject} />
      </div>
      <div className="fr-input-group">
        <label className="fr-label" htmlFor="message">
          Message
        </label>
        <textarea className="fr-input" id="message" rows={16} readOnly value={message.body} />
      </div>
      <p className="offer__actions">
        <button type="button" className="fr-btn fr-btn--secondary" hidden data-copy-text="message">
          Copier le message
        </button>
      </p>
      <h2>Vos documents</h2>
      <ChosenDocuments documents={documents} reference={reference} csrf={csrf} />
    </AccountPage>
  );
}
