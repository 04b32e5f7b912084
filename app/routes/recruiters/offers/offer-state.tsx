import { dayOf, formatDay, formatInstant } from "#app/domain/format.ts";
import { labelOf } from "#app/domain/nomenclature.ts";
import type { ClosedByHand } from "#app/domain/offers/offer.ts";
import { OFFER_TABS, type OfferSource, type PublishedTab, timeLeft } from "#app/domain/publishing/offer-tabs.ts";
import { paths } from "#app/paths.ts";
import { Fact } from "#app/ui/fact.tsx";
import { sourceLabel } from "./offer-line.tsx";

export type ShownOffer = {
  id: number;
  reference: string;
  title: string;
  type: string;
  publishedAt: string;
  expiresOn: string | null;
  withdrawnAt: string | null;
  tab: PublishedTab;
  closedByHand: ClosedByHand | null;
  hiddenReason: string | null;
  source: OfferSource;
};

export type ShownDraft = { id: string; author: string | null; isChanged: boolean } | null;

type Props = {
  offer: ShownOffer;
  draft: ShownDraft;
  places: { reference: string; place: string | null; tab: PublishedTab }[];
  today: string;
};

/** Where an offer stands, since when, until when, and where. */
export function OfferState({ offer, draft, places, today }: Props) {
  const left = offer.tab === "publiees" ? timeLeft(offer.expiresOn, today) : null;
  const facts: [string, React.ReactNode][] = [
    ["État", <State key="state" {...offer} />],
    ["Référence", offer.reference],
    ["Type de contrat", labelOf("type", offer.type)],
    ["Publiée le", formatDay(dayOf(offer.publishedAt))],
    [
      "Dernier jour",
      `${offer.expiresOn ? formatDay(offer.expiresOn) : "Non précisé"}${left ? ` (${left.toLowerCase()})` : ""}`,
    ],
    ["Source", sourceOfOffer(offer.source)],
    ...(draft?.author ? [["Auteur", draft.author] as [string, string]] : []),
    [
      places.length > 1 ? "Lieux" : "Lieu",
      places.length > 1 ? (
        <Places key="places" places={places} current={offer.reference} />
      ) : (
        (places[0]?.place ?? "Non précisé")
      ),
    ],
  ];
  return (
    <>
      <dl className="facts">
        {facts.map(([name, value]) => (
          <Fact key={name} name={name}>
            {value}
          </Fact>
        ))}
      </dl>
      {offer.tab === "publiees" ? (
        <p className="offer-state__link">
          <a href={paths.offer(offer.reference)}>Voir la page publique de l’offre</a>
        </p>
      ) : null}
      {draft?.isChanged ? (
        <p>
          <strong>Des modifications ne sont pas publiées.</strong>{" "}
          <a href={paths.draftRelease(draft.id)}>Les vérifier et mettre à jour</a>
        </p>
      ) : null}
    </>
  );
}

function State({ tab, withdrawnAt, closedByHand, hiddenReason }: ShownOffer) {
  if (closedByHand === "hidden") {
    return (
      <>
        <span className="fr-badge fr-badge--warning fr-badge--no-icon">Masquée par l’exploitation</span>
        {hiddenReason ? ` ${hiddenReason}` : null}
      </>
    );
  }
  const label = OFFER_TABS.find(({ code }) => code === tab)?.one ?? "";
  const kind = tab === "publiees" ? "success" : tab === "pourvues" ? "info" : "warning";
  return (
    <>
      <span className={`fr-badge fr-badge--${kind} fr-badge--no-icon`}>{label}</span>
      {withdrawnAt ? ` le ${formatInstant(withdrawnAt)}${closedByHand ? "" : ", par son émetteur"}` : null}
    </>
  );
}

function Places({ places, current }: { places: Props["places"]; current: string }) {
  return (
    <ul className="offer-state__places">
      {places.map(({ reference, place, tab }) => (
        <li key={reference}>
          {reference === current ? (
            <strong>{place ?? reference}</strong>
          ) : (
            <a href={paths.recruiterOffer(reference)}>{place ?? reference}</a>
          )}
          {tab === "publiees" ? "" : ` (${OFFER_TABS.find(({ code }) => code === tab)?.one.toLowerCase()})`}
        </li>
      ))}
    </ul>
  );
}

function sourceOfOffer(source: OfferSource): string {
  return source === "formulaire" ? "Formulaire de PASS" : `${sourceLabel(source)} de votre administration`;
}
