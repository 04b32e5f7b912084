import type { ReactNode } from "react";
import { dialled } from "#app/domain/format.ts";
import type { Application } from "#app/domain/kept-offers/application.ts";
import { type ContactWay, contactWays } from "#app/domain/offers/contacts.ts";
import { mailLink } from "#app/domain/offers/mail-link.ts";
import type { Contact } from "#app/domain/offers/offer.ts";

type Props = { contacts: Contact[]; message: Application };

/**
 * The ways to the employer, at hand while one reads on a phone, where the contacts stand far down. It comes last in the
 * page, which is what keeps it from covering the footer: it sticks to the bottom of the window until its own place comes.
 */
export function ContactBar({ contacts, message }: Props) {
  const ways = contactWays(contacts);
  if (ways.length === 0) return null;
  return (
    <nav className="contact-bar" aria-label="Contacter l’employeur">
      <ul className="fr-container contact-bar__ways">
        {ways.map((way, index) => (
          <li key={way.by}>
            <WayLink way={way} message={message} className={index === 0 ? "fr-btn" : "fr-btn fr-btn--secondary"} />
          </li>
        ))}
      </ul>
    </nav>
  );
}

type WayProps = { way: ContactWay; message: Application; className: string };

function WayLink({ way, message, className }: WayProps): ReactNode {
  switch (way.by) {
    case "choice":
      return (
        <a className={className} href="#candidater">
          Contacter
        </a>
      );
    case "email":
      return (
        <a className={className} href={mailLink(way.to, message)}>
          Écrire<span className="fr-sr-only"> à {way.to}</span>
        </a>
      );
    case "phone":
      return (
        <a className={className} href={`tel:${dialled(way.to)}`}>
          Appeler<span className="fr-sr-only"> le {way.to}</span>
        </a>
      );
    case "url":
      return (
        <a className={className} href={way.to} rel="nofollow noopener external">
          Voir le site<span className="fr-sr-only"> {new URL(way.to).hostname}</span>
        </a>
      );
  }
}
