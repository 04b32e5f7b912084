import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/cloudflare";
import { useActionData, useLoaderData } from "@remix-run/react";
import { formatInstant } from "#app/domain/format.ts";
import { DRAFT_LABELS, MOST_DRAFT_BYTES, readTyped } from "#app/domain/publishing/draft-form.ts";
import script from "#app/enhance/draft-form/index.ts?worker&url";
import { seeOther, sentenceOf } from "#app/http/answers.ts";
import { frameOf, readRecruiterForm, requireRecruiter } from "#app/http/sessions/recruiter-session.ts";
import { paths } from "#app/paths.ts";
import { saveDraft } from "#app/services/publishing/save-draft.ts";
import { Csrf } from "#app/ui/forms/csrf.tsx";
import { Warning } from "#app/ui/forms/done.tsx";
import { ErrorSummary } from "#app/ui/forms/field.tsx";
import { pageMeta } from "#app/ui/page/page-meta.ts";
import { RecruiterPage } from "#app/ui/page/spaces/recruiter-page.tsx";
import { deleteDraft } from "#db/accounts/publishing/drafts/drafts.ts";
import { actorOf } from "#db/accounts/publishing/recruiters/recruiter-sessions.ts";
import { DeleteDraft } from "./delete-draft.tsx";
import { DraftFields } from "./draft-fields.tsx";
import { checkedDraft, ownedDraft } from "./owned-draft.ts";

const DONE: Record<string, string> = {
  enregistre: "Le brouillon est enregistré.",
  copie: "Voici une copie de l’offre, à compléter. L’autre ne change pas.",
};

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const signedIn = await requireRecruiter(request, context);
  const draft = await ownedDraft(context, signedIn, params.id);
  const { errors, doubts } = checkedDraft(draft, context.now);
  const asked = new URL(request.url).searchParams;
  const { id, typed, version, state, updatedAt, author, answer, refs, releasedVersion } = draft;
  return {
    frame: frameOf(signedIn),
    csrf: signedIn.csrf,
    draft: { id, typed, version, state, updatedAt, author, answer, reference: refs[0] ?? null },
    isPublished: releasedVersion !== null,
    // What is missing is said when it is asked for: a form that begins in red helps nobody.
    errors: asked.has("verifier") ? errors : {},
    doubts,
    done: sentenceOf(request, "fait", DONE),
    deleting: asked.has("supprimer"),
  };
}

/** Saves what was typed, whatever it is, then leads where the button says. */
export async function action({ request, params, context }: ActionFunctionArgs) {
  const { fields, isOurs, ...signedIn } = await readRecruiterForm(request, context, MOST_DRAFT_BYTES);
  const draft = await ownedDraft(context, signedIn, params.id).catch((unknown: unknown) => {
    // A form of nobody's learns nothing of drafts.
    throw isOurs ? unknown : new Response(null, { status: 403 });
  });
  if (!isOurs) {
    // She logged in again while she was typing: nothing is written, and the form comes back under this session.
    const { version, updatedAt, state } = draft;
    return data({ why: "session" as const, typed: readTyped(fields), version, updatedAt, state }, { status: 403 });
  }
  if (fields.get("action") === "supprimer") {
    const deleted = await deleteDraft(context.accounts, draft, actorOf(signedIn.recruiter), context.now);
    if (!deleted) {
      const { typed, version, updatedAt, state } = draft;
      return data({ why: "published" as const, typed, version, updatedAt, state }, { status: 409 });
    }
    return seeOther(`${paths.recruiterOffers("brouillons")}&fait=supprime`);
  }
  const typed = readTyped(fields);
  const saved = await saveDraft(context.accounts, draft, Number(fields.get("version")), typed, context.now);
  if ("conflict" in saved) {
    const { version, updatedAt, state } = saved.conflict;
    return data({ why: "conflict" as const, typed, version, updatedAt, state }, { status: 409 });
  }
  switch (fields.get("action")) {
    case "apercu":
      return seeOther(paths.draftPreview(draft.id));
    case "publier":
      return seeOther(paths.draftRelease(draft.id));
    default:
      return seeOther(`${paths.draft(draft.id)}?fait=enregistre`);
  }
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) =>
  pageMeta({
    title: `${titleOf(page?.isPublished)}${page?.draft.typed.title ? `\u00a0: ${page.draft.typed.title}` : ""}`,
    hidden: true,
  });

function titleOf(isPublished = false): string {
  return isPublished ? "Modifier l’offre" : "Rédiger l’offre";
}

export default function DraftPage() {
  const { frame, csrf, draft, isPublished, errors, doubts, done, deleting } = useLoaderData<typeof loader>();
  const conflict = useActionData<typeof action>();
  const typed = conflict?.typed ?? draft.typed;
  return (
    <RecruiterPage title={titleOf(isPublished)} frame={frame} done={conflict ? null : done}>
      {conflict ? <Conflict {...conflict} id={draft.id} /> : null}
      {deleting ? <DeleteDraft id={draft.id} csrf={csrf} /> : null}
      <ErrorSummary errors={conflict ? undefined : errors} labels={DRAFT_LABELS} />
      <Standing {...draft} isPublished={isPublished} />
      <form
        method="post"
        action={paths.draft(draft.id)}
        className="account-form draft"
        noValidate
        data-autosave={paths.draftSave(draft.id)}
        data-unsaved={conflict ? "" : undefined}
      >
        <Csrf token={csrf} />
        <input type="hidden" name="version" value={conflict?.version ?? draft.version} />
        <DraftFields typed={typed} errors={errors} doubts={doubts} />
        <div className="draft__actions">
          <p role="status" className="draft__saved" data-saved>
            Enregistré le {formatInstant(draft.updatedAt)}
          </p>
          <div className="draft__buttons">
            <button className="fr-btn fr-btn--tertiary" type="submit" name="action" value="enregistrer">
              Enregistrer {isPublished ? "sans publier" : "le brouillon"}
            </button>
            <button className="fr-btn fr-btn--secondary" type="submit" name="action" value="apercu">
              Aperçu
            </button>
            <button className="fr-btn" type="submit" name="action" value="publier">
              {isPublished ? "Mettre à jour" : "Vérifier et publier"}
            </button>
          </div>
        </div>
      </form>
      {isPublished ? null : (
        <p>
          <a className="fr-link" href={`${paths.draft(draft.id)}?supprimer=oui`}>
            Supprimer ce brouillon
          </a>
        </p>
      )}
      <script type="module" src={script} />
    </RecruiterPage>
  );
}

type StandingProps = {
  state: string;
  answer: string | null;
  author: string | null;
  reference: string | null;
  isPublished: boolean;
};

/** Where the draft stands, when that is not simply a draft of hers. */
function Standing({ state, answer, author, reference, isPublished }: StandingProps) {
  return (
    <>
      {answer ? (
        <div className="fr-alert fr-alert--info draft__answer">
          <h2 className="fr-alert__title">Réponse de la relecture</h2>
          <p>{answer}</p>
        </div>
      ) : null}
      <p>
        {author ? `Rédigée par ${author}. ` : ""}
        {state === "review" ? "L’offre attend sa relecture : vous pouvez encore la corriger. " : ""}
        {isPublished && reference ? (
          <>
            Ce que vous changez ne paraît qu’avec « Mettre à jour ».{" "}
            <a href={paths.recruiterOffer(reference)}>Voir l’offre {reference}</a>
          </>
        ) : null}
      </p>
    </>
  );
}

type ConflictProps = { why: "conflict" | "session" | "published"; id: string; updatedAt: string; state: string };

function Conflict({ why, id, updatedAt, state }: ConflictProps) {
  if (why === "session")
    return (
      <Warning>Votre connexion a changé pendant que vous écriviez. Vos mots sont ci-dessous : enregistrez-les.</Warning>
    );
  if (state === "releasing") return <Warning>L’offre est en cours de publication : réessayez dans une minute.</Warning>;
  if (why === "published")
    return <Warning>L’offre a été publiée : ce n’est plus un brouillon. Rien n’est supprimé.</Warning>;
  return (
    <div className="fr-alert fr-alert--warning draft__conflict" role="alert" tabIndex={-1}>
      <h2 className="fr-alert__title">Cette offre a changé dans une autre fenêtre</h2>
      <p>
        Elle y a été enregistrée le {formatInstant(updatedAt)}. Rien n’est écrasé : vos mots sont encore ci-dessous.{" "}
        <a href={paths.draft(id)} target="_blank" rel="noopener">
          Voir l’autre version (nouvelle fenêtre)
        </a>
        . Enregistrer à nouveau la remplace par celle-ci.
      </p>
    </div>
  );
}
