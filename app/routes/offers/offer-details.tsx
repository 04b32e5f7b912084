import { dayOf, formatDay, formatDuration, formatRecentDay, formatTown } from "#app/domain/format.ts";
import { FRANCE, labelOf } from "#app/domain/nomenclature.ts";
import type { Offer } from "#app/domain/offers/offer.ts";
import { employerOf } from "#app/domain/offers/offer-words.ts";
import { paths } from "#app/paths.ts";
import { OfferBadges, OfferFacts } from "#app/ui/offers/offer-card.tsx";
import { Contacts } from "./contacts.tsx";
import { RichText } from "./rich-text.tsx";

type Props = { offer: Offer; today: string };

/** Everything that the employer said of an offer; what was not said is « non précisé ». */
export function OfferDetails({ offer, today }: Props) {
  const published = dayOf(offer.publishedAt);
  return (
    <article>
      <header className="offer__head">
        <OfferBadges offer={offer} today={today} />
        <h1>{offer.title}</h1>
        <p className="offer__employer">{employerOf(offer)}</p>
        <OfferFacts offer={offer} />
        <p className="offer__reference">
          Référence {offer.reference} – publiée <time dateTime={published}>{formatRecentDay(published, today)}</time>
        </p>
        <div className="offer__actions">
          <a className="fr-btn offer__apply" href="#candidater">
            Comment candidater
          </a>
          <a className="fr-btn fr-btn--secondary" href={paths.keepOffer(offer.reference)} rel="nofollow">
            <span aria-hidden="true">☆ </span>Garder cette offre
          </a>
          {offer.startsOn || offer.expiresOn ? (
            <a className="fr-btn fr-btn--tertiary" href={paths.calendar(offer.reference)}>
              Ajouter à mon agenda
            </a>
          ) : null}
          <button type="button" className="fr-btn fr-btn--tertiary" hidden data-copy-link>
            Copier le lien
          </button>
          <button type="button" className="fr-btn fr-btn--tertiary" hidden data-print>
            Imprimer
          </button>
        </div>
      </header>
      <div className="offer__columns">
        <OfferTexts offer={offer} />
        <div className="offer__side">
          <Contacts offer={offer} />
          <section className="offer__brief" aria-labelledby="en-bref">
            <h2 id="en-bref">En bref</h2>
            <dl className="offer__facts">
              {facts(offer).map(([name, value]) => (
                <div key={name}>
                  <dt>{name}</dt>
                  <dd>{value ?? <span className="unsaid">non précisé</span>}</dd>
                </div>
              ))}
            </dl>
          </section>
        </div>
      </div>
    </article>
  );
}

/** The missing facts are named once, at the end, instead of one empty section each. */
function OfferTexts({ offer }: { offer: Offer }) {
  const texts = [
    { title: "Le poste", html: offer.description },
    { title: "Le profil recherché", html: offer.profile },
    { title: "L’employeur", html: offer.employerDescription },
    { title: "Informations complémentaires", html: offer.more },
  ];
  const missing = texts.filter(({ html }) => html === null).map(({ title }) => title);
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
      {missing.length > 0 ? <p className="unsaid">Non précisé : {missing.map(lowered).join(", ")}.</p> : null}
    </div>
  );
}

function facts(offer: Offer): [name: string, value: string | null][] {
  const { level, region, department, country, city, startsOn, expiresOn } = offer;
  const inFrance: [string, string | null][] = [
    ["Département", department && `${labelOf("department", department)} (${department})`],
    ["Région", region && labelOf("region", region)],
  ];
  return [
    ["Référence", offer.reference],
    ["Type de contrat", labelOf("type", offer.type)],
    ["Niveau de diplôme", level === null ? null : labelOf("level", String(level))],
    ["Domaine d’activité", offer.domains.map((code) => labelOf("domain", code) ?? code).join(", ") || null],
    ["Administration", offer.administration?.label ?? null],
    ["Employeur", offer.employer],
    ["Service", offer.service],
    ["Ville", city && formatTown(city)],
    ...(country === FRANCE ? inFrance : []),
    ["Pays", labelOf("country", country)],
    ["Début", startsOn && formatDay(startsOn)],
    ["Durée", formatDuration(offer.durationMinMonths, offer.durationMaxMonths)],
    ["Publication", formatDay(dayOf(offer.publishedAt))],
    ["Date limite de candidature", expiresOn && formatDay(expiresOn)],
  ];
}

function lowered(title: string): string {
  return title.charAt(0).toLowerCase() + title.slice(1);
}
