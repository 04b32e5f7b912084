import {
  type ActionFunctionArgs,
  type AppLoadContext,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/cloudflare";
import { useActionData, useLoaderData } from "@remix-run/react";
import { dayInParis, formatDay } from "#app/domain/format.ts";
import { draftDay } from "#app/domain/publishing/draft-form.ts";
import { ownHeaders, seeOther, unprocessable } from "#app/http/answers.ts";
import { closedForm } from "#app/http/closed.ts";
import { sendMailsSoon } from "#app/http/hints.ts";
import {
  frameOf,
  requireRecruiter,
  requireRecruiterForm,
  type SignedInRecruiter,
} from "#app/http/sessions/recruiter-session.ts";
import { paths } from "#app/paths.ts";
import { advisePosting } from "#app/services/offers/advise-posting.ts";
import { countAudience } from "#app/services/publishing/audience.ts";
import { releaseDraft } from "#app/services/publishing/release-draft.ts";
import { ErrorSummary } from "#app/ui/forms/field.tsx";
import { pageMeta } from "#app/ui/page/page-meta.ts";
import { RecruiterPage } from "#app/ui/page/spaces/recruiter-page.tsx";
import { findNotice } from "#db/accounts/operations/switches.ts";
import { type Draft, returnDraft, submitDraft } from "#db/accounts/publishing/drafts/drafts.ts";
import { actorOf } from "#db/accounts/publishing/recruiters/recruiter-sessions.ts";
import { findOwnOffers } from "#db/catalogue/publishing/own-offers.ts";
import { checkedDraft, ownedDraft } from "./owned-draft.ts";
import { ReleaseForm } from "./release-form.tsx";
import { Verdict } from "./verdict.tsx";

const CHANGED = "L’offre a changé depuis que cette page est ouverte. La voici : relisez-la avant de continuer.";

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const signedIn = await requireRecruiter(request, context);
  const draft = await ownedDraft(context, signedIn, params.id);
  const { recruiter, csrf } = signedIn;
  const checked = checkedDraft(draft, context.now);
  const [first] = checked.postings;
  const ready = Object.keys(checked.errors).length === 0;
  const advice = first ? await advisePosting(context.catalogue, first.posting, draft.refs, context.now) : [];
  const asker = { recruiter: recruiter.id, administration: recruiter.administration };
  const deps = { accounts: context.accounts, signingKey: context.env.SIGNING_KEY };
  const audience =
    first && ready && !isLive(draft) ? await countAudience(deps, first.posting, asker, context.now) : null;
  const published = await findOwnOffers(context.primaryCatalogue, draft.refs, recruiter.administration);
  const known = published.filter(({ reference }) =>
    checked.postings.some((each) => each.posting.reference === reference),
  );
  return {
    frame: frameOf(signedIn),
    csrf,
    draft: { id: draft.id, title: draft.title, version: draft.version, state: draft.state, author: draft.author },
    errors: checked.errors,
    doubts: checked.doubts,
    advice,
    audience,
    places: checked.postings.length,
    published: known.length,
    closed: known.filter(({ closedByHand }) => closedByHand !== null).length,
    day: known.length < checked.postings.length ? draftDay(draft.typed, dayInParis(context.now)) : null,
    isUpdate: isLive(draft),
    step: ready && !advice.some(({ severity }) => severity === "blocking") ? stepOf(draft, signedIn) : null,
  };
}

export const headers = ownHeaders;

/** Publishes, sends to an administrator, or gives back to the author. The version says what the person has read. */
export async function action({ request, params, context }: ActionFunctionArgs) {
  const { fields, ...signedIn } = await requireRecruiterForm(request, context);
  const draft = await ownedDraft(context, signedIn, params.id);
  const act = { ...draft, version: Number(fields.get("version")), actor: actorOf(signedIn.recruiter) };
  const step = stepOf(draft, signedIn);
  if (fields.get("action") === "rendre") {
    const answer = (fields.get("answer") ?? "").trim().slice(0, 2000);
    if (!answer) return unprocessable({ answer: "Dites à l’auteur ce qu’il faut changer." }, {});
    const returned = step === "review" && (await returnDraft(context.accounts, act, answer, context.now));
    if (returned) sendMailsSoon(context);
    return returned
      ? seeOther(`${paths.recruiterOffers("a-relire")}&fait=rendue`)
      : unprocessable({ form: CHANGED }, { answer });
  }
  if (fields.get("action") !== "publier") throw new Response(null, { status: 400 });
  if (await isBlocked(context, draft)) throw redirect(paths.draftRelease(draft.id), 303);
  if (step === "submit") {
    const submitted = await submitDraft(context.accounts, act, context.now);
    if (submitted) sendMailsSoon(context);
    return submitted
      ? seeOther(`${paths.recruiterOffers("a-relire")}&fait=envoyee`)
      : unprocessable({ form: CHANGED }, {});
  }
  // Sent already, as by a button that is pressed twice: the page says that it waits.
  if (step === "waiting") throw redirect(paths.draftRelease(draft.id), 303);
  const { accounts, primaryCatalogue: catalogue } = context;
  const closed = await findNotice(accounts, "publishing");
  if (closed !== null) return closedForm(closed, {});
  const released = await releaseDraft({ accounts, catalogue }, draft, act, context.now);
  if (released === "changed") return unprocessable({ form: CHANGED }, {});
  if ("refused" in released) return unprocessable({ form: released.refused }, {});
  if ("errors" in released) throw redirect(paths.draftRelease(draft.id), 303);
  return seeOther(`${paths.recruiterOffer(released.reference)}?fait=${DONE[released.done]}`);
}

const DONE = { published: "publiee", scheduled: "programmee", updated: "modifiee" };

/** What a person may do with a draft that is ready. */
type Step = "release" | "submit" | "review" | "waiting";

function stepOf({ state }: Draft, { recruiter }: SignedInRecruiter): Step {
  if (recruiter.role === "administrator") return state === "review" ? "review" : "release";
  if (!recruiter.review) return "release";
  return state === "review" ? "waiting" : "submit";
}

/** Whether an offer of the draft has been released before. */
function isLive({ releasedVersion }: Draft): boolean {
  return releasedVersion !== null;
}

async function isBlocked({ catalogue, now }: AppLoadContext, draft: Draft): Promise<boolean> {
  const { errors, postings } = checkedDraft(draft, now);
  const [first] = postings;
  if (!first || Object.keys(errors).length > 0) return true;
  const advice = await advisePosting(catalogue, first.posting, draft.refs, now);
  return advice.some(({ severity }) => severity === "blocking");
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) =>
  pageMeta({
    title: page?.draft.title ? `Vérifier et publier\u00a0: ${page.draft.title}` : "Vérifier et publier",
    hidden: true,
  });

export default function Release() {
  const page = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const { frame, csrf, draft, step, day, isUpdate } = page;
  return (
    <RecruiterPage
      title={isUpdate ? "Vérifier et mettre à jour" : "Vérifier et publier"}
      frame={frame}
      parents={[]}
      lead={`« ${draft.title} »`}
    >
      <ErrorSummary errors={answer?.errors} labels={{ answer: "Réponse" }} />
      <Verdict {...page} />
      {step ? (
        <ReleaseForm
          draft={draft}
          csrf={csrf}
          step={step}
          isScheduled={day !== null && page.published === 0}
          isUpdate={isUpdate}
          errors={answer?.errors}
          typed={answer?.typed}
        >
          {whatAppears(page)}
        </ReleaseForm>
      ) : null}
      <p className="draft__buttons">
        <a className="fr-btn fr-btn--secondary" href={paths.draft(draft.id)}>
          Modifier
        </a>
        <a className="fr-btn fr-btn--tertiary" href={paths.draftPreview(draft.id)}>
          Aperçu
        </a>
      </p>
    </RecruiterPage>
  );
}

/** Of an update, the places that candidates know change at once, and the others appear on their day. */
type Appearing = { isUpdate: boolean; places: number; published: number; closed: number; day: string | null };

/** When what is sent now will be seen. */
function whatAppears({ isUpdate, places, published, closed, day }: Appearing): string {
  const at = day && `le ${formatDay(day)} à 7 h`;
  if (!isUpdate) {
    const [count, appear] = places > 1 ? [`${places} offres, une par lieu`, "paraîtront"] : ["une offre", "paraîtra"];
    return `Elle deviendra ${count}${at ? `, qui ${appear} ${at}` : ""}.`;
  }
  if (published === 0 && at) return `Les changements paraîtront avec l’offre, ${at}.`;
  const changes =
    published > 0 && published === closed
      ? "L’offre est close : ses changements paraîtront quand elle sera republiée."
      : "Les changements paraîtront tout de suite.";
  return at ? `${changes} Les lieux nouveaux paraîtront ${at}.` : changes;
}
