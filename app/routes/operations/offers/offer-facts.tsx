import type { ReactNode } from "react";
import { dayOf, formatDay, formatInstant } from "#app/domain/format.ts";
import { labelOf } from "#app/domain/nomenclature.ts";
import { placeOf } from "#app/domain/offers/offer-words.ts";
import { paths } from "#app/paths.ts";
import { Fact } from "#app/ui/fact.tsx";
import { RichText } from "#app/ui/offers/details/rich-text.tsx";
import type { WaitingOffer, WatchedOffer } from "#db/catalogue/operations/offer-history.ts";

type Props = { reference: string; offer: WatchedOffer | null; waiting: WaitingOffer | null; state: string };

/** What an offer is, where it comes from and how it stands, with its texts folded. */
export function OfferFacts({ reference, offer, waiting, state }: Props) {
  const said = offer ?? waiting?.posting;
  if (!said) return null;
  const facts: [string, ReactNode][] = [
    ["État", <State key="state" offer={offer} state={state} />],
    ["Référence", reference],
    ["Type de contrat", labelOf("type", said.type)],
    ["Administration", <Employer key="employer" offer={offer} waiting={waiting} />],
    ["Lieu", placeOf(said) ?? "Non précisé"],
    ["Source", offer?.source ?? waiting?.source],
    [
      "Publication",
      waiting ? `Prévue le ${formatInstant(waiting.publishesAt)}` : formatDay(dayOf(offer?.publishedAt ?? "")),
    ],
    ["Dernier jour", said.expiresOn ? formatDay(said.expiresOn) : "Non précisé"],
    ["Vue par sa source", formatInstant((offer ?? waiting)?.lastSeenAt ?? "")],
    ...(offer ? [["Changée ici", formatInstant(offer.changedAt)] as [string, ReactNode]] : []),
  ];
  const texts = [said.description, said.profile, said.employerDescription, said.more].filter((text) => text !== null);
  return (
    <>
      <dl className="facts">
        {facts.map(([name, value]) => (
          <Fact key={name} name={name}>
            {value}
          </Fact>
        ))}
      </dl>
      {texts.length > 0 ? (
        <details className="operator__text">
          <summary>Texte de l’offre</summary>
          {texts.map((html) => (
            <RichText key={html} html={html} />
          ))}
        </details>
      ) : null}
    </>
  );
}

function State({ offer, state }: Pick<Props, "offer" | "state">) {
  if (!offer) return state;
  if (offer.hiddenAt) {
    return (
      <>
        <strong>{state}</strong> le {formatInstant(offer.hiddenAt)}. {offer.hiddenReason}
      </>
    );
  }
  if (offer.withdrawnAt) return `${state} le ${formatInstant(offer.withdrawnAt)}`;
  return state === "Ouverte" ? (
    <>
      Ouverte (<a href={paths.offer(offer.reference)}>voir sa page</a>)
    </>
  ) : (
    state
  );
}

function Employer({ offer, waiting }: Pick<Props, "offer" | "waiting">) {
  if (!offer) return waiting?.posting.administration ?? "Non précisée";
  const { administration, employer } = offer;
  return (
    <>
      {administration ? (
        <a href={paths.operationsAdministration(administration.slug)}>{administration.label}</a>
      ) : (
        "Non précisée"
      )}
      {employer ? ` (${employer})` : null}
    </>
  );
}
