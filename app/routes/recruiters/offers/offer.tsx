import {
  type ActionFunctionArgs,
  type AppLoadContext,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/cloudflare";
import { useActionData, useLoaderData } from "@remix-run/react";
import { dayInParis } from "#app/domain/format.ts";
import { placeOf } from "#app/domain/offers/offer-words.ts";
import { weekOf } from "#app/domain/publishing/offer-counts.ts";
import { sourceOf, tabOf } from "#app/domain/publishing/offer-tabs.ts";
import { ownHeaders, seeOther, sentenceOf, unprocessable } from "#app/http/answers.ts";
import { closedForm } from "#app/http/closed.ts";
import { type Fields, typedOf } from "#app/http/forms.ts";
import { frameOf, requireRecruiter, requireRecruiterForm } from "#app/http/sessions/recruiter-session.ts";
import { paths } from "#app/paths.ts";
import { type Act, actOnOffer, cancelScheduled, findKnownOffer } from "#app/services/publishing/act-on-offer.ts";
import { ErrorSummary } from "#app/ui/forms/field.tsx";
import { pageMeta } from "#app/ui/page/page-meta.ts";
import { RecruiterPage } from "#app/ui/page/spaces/recruiter-page.tsx";
import { OfferCounts } from "#app/ui/publishing/offer-counts.tsx";
import { findNotice } from "#db/accounts/operations/switches.ts";
import { listEventsOf } from "#db/accounts/publishing/drafts/draft-lists.ts";
import { actorOf } from "#db/accounts/publishing/recruiters/recruiter-sessions.ts";
import { findOfferCounts } from "#db/catalogue/publishing/offer-counts.ts";
import { Confirmation } from "./confirmation.tsx";
import { History } from "./history.tsx";
import { OfferActions } from "./offer-actions.tsx";
import { OfferState } from "./offer-state.tsx";
import { ScheduledOffer } from "./scheduled-offer.tsx";
import { findScheduledPage } from "./scheduled-page.ts";

const DONE: Record<string, string> = {
  publiee: "L’offre est publiée. Les candidats la voient dès maintenant.",
  programmee: "La publication est programmée.",
  modifiee: "L’offre est à jour.",
  prolongee: "L’offre est prolongée.",
  pourvue: "L’offre est pourvue : les candidats ne la voient plus.",
  retiree: "L’offre est retirée : les candidats ne la voient plus.",
  republiee: "L’offre est à nouveau publiée.",
};
const LABELS = { lastDay: "Dernier jour pour candidater" };

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const signedIn = await requireRecruiter(request, context);
  const { administration } = signedIn.recruiter;
  const reference = (params.reference ?? "").toUpperCase();
  if (reference !== params.reference) throw redirect(paths.recruiterOffer(reference), 301);
  const deps = depsOf(context);
  const page = { frame: frameOf(signedIn), csrf: signedIn.csrf, done: sentenceOf(request, "fait", DONE) };
  const today = dayInParis(context.now);
  const known = await findKnownOffer(deps, reference, administration);
  if (!known) {
    const scheduled = await findScheduledPage(deps, reference, administration);
    return { ...page, is: "scheduled" as const, ...scheduled, today };
  }
  const { offer, draft, places } = known;
  return {
    ...page,
    is: "published" as const,
    today,
    offer: {
      reference,
      title: offer.title,
      type: offer.type,
      publishedAt: offer.publishedAt,
      expiresOn: offer.expiresOn,
      withdrawnAt: offer.withdrawnAt,
      tab: tabOf(offer, today),
      closedByHand: offer.closedByHand,
      hiddenReason: offer.hiddenReason,
      source: sourceOf(offer.source),
      id: offer.id,
    },
    draft: draft && {
      id: draft.id,
      author: draft.author,
      isChanged: draft.state !== "releasing" && draft.version > (draft.releasedVersion ?? 0),
    },
    places: places.map((place) => ({ reference: place.reference, place: placeOf(place), tab: tabOf(place, today) })),
    events: await listEventsOf(deps.accounts, [reference, ...(draft ? [draft.id, ...draft.refs] : [])], administration),
    counts: await findOfferCounts(deps.catalogue, [offer.id], ""),
    lastWeek: weekOf(context.now),
    asked: new URL(request.url).searchParams.get("action") ?? "",
  };
}

export const headers = ownHeaders;

export async function action({ request, params, context }: ActionFunctionArgs) {
  const { recruiter, fields } = await requireRecruiterForm(request, context);
  const reference = params.reference ?? "";
  const by = { administration: recruiter.administration, actor: actorOf(recruiter) };
  const deps = depsOf(context);
  if (fields.get("action") === "deprogrammer") {
    const left = await cancelScheduled(deps, reference, by, context.now);
    if (!left) throw new Response(null, { status: 404 });
    if (left === "releasing")
      return unprocessable({ form: "L’offre est en cours de publication\u00a0: réessayez dans une minute." }, {});
    return seeOther(
      left === "draft"
        ? `${paths.recruiterOffers("brouillons")}&fait=annulee`
        : `${paths.recruiterOffers("programmees")}&fait=lieux-annules`,
    );
  }
  const known = await findKnownOffer(deps, reference, by.administration);
  if (!known) throw new Response(null, { status: 404 });
  const act = actOf(fields);
  if (!act) throw redirect(paths.recruiterOffer(reference), 303);
  const closed = act.does === "republish" ? await findNotice(context.accounts, "publishing") : null;
  if (closed !== null) return closedForm(closed, typedOf(fields));
  switch (await actOnOffer(deps, known, act, by, context.now)) {
    case "done":
      return seeOther(`${paths.recruiterOffer(reference)}?fait=${SAID[act.does]}`);
    case "past":
      return unprocessable(
        { lastDay: "Choisissez un jour à venir." },
        {
          lastDay: fields.get("lastDay") ?? "",
          everywhere: fields.get("everywhere") ?? "",
        },
      );
    case "hidden":
      return unprocessable({ form: "L’exploitation a masqué cette offre : elle seule peut la rétablir." }, {});
    case "erased":
      return unprocessable(
        {
          form: "Les contacts de cette offre, close depuis plus de 12 mois, ont été effacés\u00a0: indiquez-les par «\u00a0Modifier\u00a0» avant de la republier.",
        },
        { lastDay: fields.get("lastDay") ?? "", everywhere: fields.get("everywhere") ?? "" },
      );
    case "imported":
      return unprocessable({ form: "Seul son émetteur prolonge une offre de l’API ou d’un flux." }, {});
  }
}

const SAID = { fill: "pourvue", withdraw: "retiree", extend: "prolongee", republish: "republiee" };

function actOf(fields: Fields): Act | null {
  const everywhere = fields.get("everywhere") === "oui";
  const lastDay = fields.get("lastDay") || null;
  switch (fields.get("action")) {
    case "pourvoir":
      return { does: "fill", everywhere };
    case "retirer":
      return { does: "withdraw", everywhere };
    case "prolonger":
      return { does: "extend", lastDay: lastDay ?? "" };
    case "republier":
      return { does: "republish", everywhere, lastDay };
    default:
      return null;
  }
}

function depsOf({ accounts, primaryCatalogue: catalogue }: AppLoadContext) {
  return { accounts, catalogue };
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) => {
  const offer = page?.is === "scheduled" ? page.scheduled : page?.offer;
  return pageMeta({ title: offer ? `${offer.title} (${offer.reference})` : "Une de mes offres", hidden: true });
};

export default function OwnOffer() {
  const page = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  if (page.is === "scheduled") {
    return (
      <RecruiterPage title={page.scheduled.title} frame={page.frame} done={answer ? null : page.done}>
        <ErrorSummary errors={answer?.errors} labels={LABELS} />
        <ScheduledOffer {...page} />
        <History events={page.events} />
      </RecruiterPage>
    );
  }
  const { frame, csrf, done, offer, draft, places, events, counts, lastWeek, today } = page;
  const asked = answer?.errors.lastDay ? (offer.tab === "publiees" ? "prolonger" : "republier") : page.asked;
  return (
    <RecruiterPage title={offer.title} frame={frame} done={answer ? null : done}>
      <ErrorSummary errors={answer?.errors} labels={LABELS} />
      <Confirmation
        asked={asked}
        offer={offer}
        places={places.length}
        today={today}
        csrf={csrf}
        errors={answer?.errors}
        typed={answer?.typed}
      />
      <OfferState offer={offer} draft={draft} places={places} today={today} />
      <OfferActions offer={offer} draft={draft} csrf={csrf} />
      <h2>Fréquentation</h2>
      <OfferCounts counts={counts} lastWeek={lastWeek} />
      <History events={events} />
    </RecruiterPage>
  );
}
