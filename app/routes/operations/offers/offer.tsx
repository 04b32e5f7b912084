import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/cloudflare";
import { useActionData, useLoaderData } from "@remix-run/react";
import * as v from "valibot";
import { dayInParis } from "#app/domain/format.ts";
import { stateInWords } from "#app/domain/operations/offer-filter.ts";
import { ActReason, HidingForm, hidingReason } from "#app/domain/operations/reasons.ts";
import { ownHeaders, seeOther, sentenceOf, unprocessable } from "#app/http/answers.ts";
import { parseForm } from "#app/http/forms.ts";
import { frameOf, requireOperator, requireOperatorForm } from "#app/http/sessions/operator-session.ts";
import { paths } from "#app/paths.ts";
import { hideOffer, restoreOffer } from "#app/services/operations/hide-offer.ts";
import { ErrorSummary } from "#app/ui/forms/field.tsx";
import { pageMeta } from "#app/ui/page/page-meta.ts";
import { OperatorPage } from "#app/ui/page/spaces/operator-page.tsx";
import { listOperatorEvents } from "#db/accounts/operations/operator-audit.ts";
import { listEventsOf } from "#db/accounts/publishing/drafts/draft-lists.ts";
import {
  findWaitingOffer,
  findWatchedOffer,
  listRefusals,
  listSourceImports,
} from "#db/catalogue/operations/offer-history.ts";
import { HidingFormFields, RestoringForm } from "./hiding-form.tsx";
import { OfferFacts } from "./offer-facts.tsx";
import { OfferHistory } from "./offer-history.tsx";

const DONE: Record<string, string> = {
  masquee: "L’offre est masquée\u00a0: elle disparaît partout dans la minute.",
  retablie: "L’offre n’est plus masquée.",
};
const EVENTS = 20;

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const signedIn = await requireOperator(request, context);
  const reference = (params.reference ?? "").toUpperCase();
  if (reference !== params.reference) throw redirect(paths.operationsOffer(reference), 301);
  const { accounts, primaryCatalogue: catalogue, now } = context;
  const page = { frame: frameOf(signedIn), csrf: signedIn.csrf, reference, done: sentenceOf(request, "fait", DONE) };
  const today = dayInParis(now);
  const offer = await findWatchedOffer(catalogue, reference);
  const waiting = offer ? null : await findWaitingOffer(catalogue, reference);
  const source = offer?.source ?? waiting?.source;
  if (source === undefined) throw new Response(null, { status: 404 });
  const [imports, refusals, operators, recruiters] = await Promise.all([
    listSourceImports(catalogue, source, reference),
    listRefusals(catalogue, source, reference),
    listOperatorEvents(accounts, { subject: { kind: "offer", id: reference } }, EVENTS),
    offer?.administration ? listEventsOf(accounts, [reference], offer.administration.slug) : [],
  ]);
  return {
    ...page,
    title: offer?.title ?? waiting?.posting.title ?? reference,
    offer,
    waiting,
    state: offer ? stateInWords(offer, today) : "Programmée",
    history: {
      imports,
      refusals,
      operators,
      // Who of the administration did it is not for this page, which is no look at a person's data.
      recruiters: recruiters
        .filter(({ event }) => event !== "offer-hidden" && event !== "offer-shown")
        .slice(0, EVENTS)
        .map(({ id, event, at }) => ({ id, event, at })),
    },
  };
}

export const headers = ownHeaders;

const RestoringFields = v.object({ reason: ActReason });

export async function action({ request, params, context }: ActionFunctionArgs) {
  const { operator, fields } = await requireOperatorForm(request, context);
  const { accounts, primaryCatalogue: catalogue, now } = context;
  const reference = params.reference ?? "";
  const offer = await findWatchedOffer(catalogue, reference);
  if (!offer) throw new Response(null, { status: 404 });
  const act = { operator, reference, administration: offer.administration?.slug ?? null };
  switch (fields.get("action")) {
    case "masquer": {
      const form = parseForm(HidingForm, fields);
      if (!form.ok) return unprocessable(form.errors, form.typed);
      const { because, details } = form.values;
      if (because === "autre" && !details) return unprocessable({ details: "Dites laquelle." }, { because, details });
      await hideOffer({ accounts, catalogue }, { ...act, reason: hidingReason(form.values) }, now);
      return seeOther(paths.operationsOffer(reference, "masquee"));
    }
    case "retablir": {
      const form = parseForm(RestoringFields, fields);
      if (!form.ok) return unprocessable(form.errors, form.typed);
      await restoreOffer({ accounts, catalogue }, { ...act, reason: form.values.reason }, now);
      return seeOther(paths.operationsOffer(reference, "retablie"));
    }
    default:
      throw new Response(null, { status: 400 });
  }
}

export const meta: MetaFunction<typeof loader> = ({ data }) =>
  pageMeta({ title: data?.title ?? "Une offre", hidden: true });

const LABELS = { because: "Raison", details: "Précisions", reason: "Raison" };

export default function WatchedOffer() {
  const { frame, csrf, done, reference, title, offer, waiting, state, history } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const form = { csrf, errors: answer?.errors, typed: answer?.typed };
  return (
    <OperatorPage
      title={title}
      frame={frame}
      done={answer ? null : done}
      parents={[{ path: paths.operationsOffers(), label: "Offres" }]}
    >
      <ErrorSummary errors={answer?.errors} labels={LABELS} />
      <OfferFacts reference={reference} offer={offer} waiting={waiting} state={state} />
      {offer === null ? (
        <p>Elle n’est pas encore publiée{"\u00a0"}: elle pourra être masquée dès qu’elle le sera.</p>
      ) : offer.hiddenAt ? (
        <RestoringForm {...form} />
      ) : (
        <HidingFormFields {...form} />
      )}
      <OfferHistory {...history} />
    </OperatorPage>
  );
}
