import { dayOf, formatRecentDay } from "#app/domain/format.ts";
import type { Application } from "#app/domain/kept-offers/application.ts";
import { legalPay } from "#app/domain/offers/legal-pay.ts";
import type { Offer } from "#app/domain/offers/offer.ts";
import { employerOf } from "#app/domain/offers/offer-words.ts";
import { paths } from "#app/paths.ts";
import { Fact } from "#app/ui/fact.tsx";
import { OfferBadges, OfferFacts } from "#app/ui/offers/offer-card.tsx";
import { Contacts } from "./contacts.tsx";
import { briefFacts, unsaidFacts } from "./facts.ts";
import { LegalPay } from "./legal-pay.tsx";
import { RichText } from "./rich-text.tsx";

type Props = { offer: Offer; today: string };

type PageProps = Props & {
  /** What a mail to its contacts begins with. */
  message: Application;
  /** Whether the offer is shown to its author before it is published: then it cannot be kept or shared yet. */
  isPreview?: boolean;
};

/** Everything that the employer said of an offer, and what it left unsaid. */
export function OfferDetails({ offer, today, message, isPreview = false }: PageProps) {
  const published = dayOf(offer.publishedAt);
  return (
    <article>
      <header className="offer__head">
        <OfferBadges offer={offer} today={today} />
        <h1>{offer.title}</h1>
        <p className="offer__employer">{employerOf(offer)}</p>
        <OfferFacts offer={offer}>
          <Statements offer={offer} />
        </OfferFacts>
        <p className="offer__reference">
          Référence {offer.reference} – publiée <time dateTime={published}>{formatRecentDay(published, today)}</time>
        </p>
        {isPreview ? null : <Actions offer={offer} />}
      </header>
      <div className="offer__columns">
        <OfferTexts offer={offer} today={today} />
        <div className="offer__side">
          <Contacts contacts={offer.contacts} message={message} />
          <section className="offer__brief" aria-labelledby="en-bref">
            <h2 id="en-bref">En bref</h2>
            <dl className="offer__facts">
              {briefFacts(offer).map(({ name, value }) => (
                <Fact key={name} name={name}>
                  {value}
                </Fact>
              ))}
            </dl>
          </section>
        </div>
      </div>
    </article>
  );
}

function Actions({ offer }: Pick<Props, "offer">) {
  return (
    <div className="offer__actions">
      <a className="fr-btn fr-btn--secondary keep-offer" href={paths.keepOffer(offer.reference)} rel="nofollow">
        Garder<span> cette offre</span>
      </a>
      {offer.startsOn || offer.expiresOn ? (
        <a className="fr-btn fr-btn--tertiary" href={paths.calendar(offer.reference)}>
          Ajouter à mon agenda
        </a>
      ) : null}
      <button type="button" className="fr-btn fr-btn--tertiary" hidden data-share>
        Partager
      </button>
      <button type="button" className="fr-btn fr-btn--tertiary" hidden data-copy-link>
        Copier le lien
      </button>
      <button type="button" className="fr-btn fr-btn--tertiary" hidden data-print>
        Imprimer
      </button>
    </div>
  );
}

/**
 * The texts of the employer, then what it left unsaid, in one sentence, and what the law says when it left out the pay:
 * the column is never empty.
 */
function OfferTexts({ offer, today }: Props) {
  const texts = [
    { title: "Le poste", html: offer.description },
    { title: "Le profil recherché", html: offer.profile },
    { title: "L’employeur", html: offer.employerDescription },
    { title: "Informations complémentaires", html: offer.more },
  ];
  const unsaid = unsaidFacts(offer);
  const pay = legalPay(offer, today);
  return (
    <div className="offer__texts">
      {texts.map(({ title, html }) =>
        html === null ? null : (
          <section key={title}>
            <h2>{title}</h2>
            <RichText html={html} />
          </section>
        ),
      )}
      {unsaid ? <p className="unsaid">{unsaid}</p> : null}
      {pay ? <LegalPay pay={pay} /> : null}
    </div>
  );
}

/** What few employers say, each on a line. A `false` for disabled people is not shown: no post may be closed to them. */
function Statements({ offer: { telework, disabilityFriendly, pay } }: { offer: Offer }) {
  return (
    <>
      {telework === null ? null : (
        <li className="offer__statement fr-icon-home-4-line">
          {telework ? "Télétravail possible" : "Pas de télétravail"}
        </li>
      )}
      {disabilityFriendly ? (
        <li className="offer__statement fr-icon-user-heart-line">Ouvert aux personnes en situation de handicap</li>
      ) : null}
      {pay ? <li className="offer__statement fr-icon-money-euro-circle-line">Rémunération : {pay}</li> : null}
    </>
  );
}
