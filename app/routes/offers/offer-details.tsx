import { dayOf, formatDay, formatDuration, formatRecentDay, formatTown } from "#app/domain/format.ts";
import { FRANCE, labelOf } from "#app/domain/nomenclature.ts";
import type { Offer } from "#app/domain/offer.ts";
import { ClosingSoon } from "#app/ui/offer-card.tsx";
import { Contacts } from "./contacts.tsx";
import { RichText } from "./rich-text.tsx";

type Props = { offer: Offer; today: string };

/** Everything that the employer said of an offer; what was not said is « non précisé ». */
export function OfferDetails({ offer, today }: Props) {
  const published = dayOf(offer.publishedAt);
  return (
    <article className="offer__article" lang="fr">
      <header className="offer__head">
        <p className="offer-card__type">
          <span className="fr-badge">{labelOf("type", offer.type)}</span>
          <ClosingSoon expiresOn={offer.expiresOn} today={today} />
        </p>
        <h1>{offer.title}</h1>
        <p className="offer__reference">
          Référence {offer.reference} – publiée <time dateTime={published}>{formatRecentDay(published, today)}</time>
        </p>
        <a className="fr-btn fr-btn--secondary offer__apply" href="#candidater">
          Comment candidater
        </a>
      </header>
      <div className="offer__columns">
        <div className="offer__text">
          <Section title="Le poste" html={offer.description} always />
          <Section title="Le profil recherché" html={offer.profile} always />
          <Section title="L’employeur" html={offer.employerDescription} always />
          <Section title="Informations complémentaires" html={offer.more} />
        </div>
        <aside className="offer__aside">
          <h2 className="fr-h4">En bref</h2>
          <dl className="offer__facts">
            {facts(offer).map(([name, value]) => (
              <div key={name}>
                <dt>{name}</dt>
                <dd>{value ?? <span className="unsaid">non précisé</span>}</dd>
              </div>
            ))}
          </dl>
          <Contacts offer={offer} />
        </aside>
      </div>
    </article>
  );
}

function Section({ title, html, always = false }: { title: string; html: string | null; always?: boolean }) {
  if (html === null && !always) return null;
  return (
    <section>
      <h2>{title}</h2>
      {html === null ? <p className="unsaid">Non précisé</p> : <RichText html={html} />}
    </section>
  );
}

function facts(offer: Offer): [name: string, value: string | null][] {
  const { level, region, department, country, city, startsOn, expiresOn } = offer;
  const abroad = country !== FRANCE;
  return [
    ["Type de contrat", labelOf("type", offer.type)],
    ["Niveau de diplôme", level === null ? null : labelOf("level", String(level))],
    ["Domaine d’activité", offer.domains.map((code) => labelOf("domain", code)).join(", ") || null],
    ["Administration", offer.administration?.label ?? null],
    ["Employeur", offer.employer],
    ["Service", offer.service],
    ["Ville", city && formatTown(city)],
    ...(abroad
      ? []
      : ([
          ["Département", department && `${labelOf("department", department)} (${department})`],
          ["Région", region && labelOf("region", region)],
        ] satisfies [string, string | null][])),
    ["Pays", labelOf("country", country)],
    ["Début", startsOn && formatDay(startsOn)],
    ["Durée", formatDuration(offer.durationMinMonths, offer.durationMaxMonths)],
    ["Date limite de candidature", expiresOn && formatDay(expiresOn)],
  ];
}
