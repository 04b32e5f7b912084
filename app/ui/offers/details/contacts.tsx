import { dialled } from "#app/domain/format.ts";
import type { Application } from "#app/domain/kept-offers/application.ts";
import { mailLink } from "#app/domain/offers/mail-link.ts";
import type { Contact } from "#app/domain/offers/offer.ts";

type Props = {
  contacts: Contact[];
  /** What the mails to them begin with. */
  message: Application;
};

/** The contacts of an offer: addresses, phone numbers, websites. Candidates apply there, not on this site. */
export function Contacts({ contacts, message }: Props) {
  return (
    <section className="contacts" aria-labelledby="candidater">
      <h2 id="candidater">Pour candidater</h2>
      <p>
        La candidature ne se fait pas en ligne.{" "}
        <strong>Joignez impérativement votre CV et votre lettre de motivation</strong> à votre message.
      </p>
      {contacts.length > 0 ? (
        <ul className="contacts__list">
          {contacts.map((contact) => (
            <li key={JSON.stringify(contact)}>
              <Ways contact={contact} message={message} />
            </li>
          ))}
        </ul>
      ) : (
        <p className="unsaid">Contact non précisé par l’employeur.</p>
      )}
    </section>
  );
}

type WaysProps = Pick<Props, "message"> & { contact: Contact };

function Ways({ contact: { name, email, phone, url }, message }: WaysProps) {
  return (
    <>
      {name ? <p className="contacts__name">{name}</p> : null}
      {email ? (
        <p>
          <span className="contacts__way">Courriel</span> <a href={mailLink(email, message)}>{email}</a>
        </p>
      ) : null}
      {phone ? (
        <p>
          <span className="contacts__way">Téléphone</span> <a href={`tel:${dialled(phone)}`}>{phone}</a>
        </p>
      ) : null}
      {url ? (
        <p>
          <span className="contacts__way">Site</span>{" "}
          <a href={url} rel="nofollow noopener external">
            {url.replace(/^https:\/\//, "").replace(/\/$/, "")}
          </a>
        </p>
      ) : null}
    </>
  );
}
