import { type ActionFunctionArgs, data, type LoaderFunctionArgs } from "@remix-run/cloudflare";
import { useActionData, useLoaderData } from "@remix-run/react";
import * as v from "valibot";
import { line } from "#app/domain/account/account.ts";
import { ownHeaders, seeOther, sentenceOf, unprocessable } from "#app/http/answers.ts";
import { parseForm } from "#app/http/forms.ts";
import { frameOf, requireAdministrator, requireAdministratorForm } from "#app/http/sessions/recruiter-session.ts";
import { paths } from "#app/paths.ts";
import { endAdministrationKey, makeAdministrationKey } from "#app/services/publishing/administration-keys.ts";
import { randomId } from "#app/services/secrets.ts";
import { Csrf } from "#app/ui/forms/csrf.tsx";
import { ErrorSummary, Field } from "#app/ui/forms/field.tsx";
import { UnfoldedAct } from "#app/ui/forms/unfolded-act.tsx";
import { pageMeta } from "#app/ui/page/page-meta.ts";
import { RecruiterPage } from "#app/ui/page/spaces/recruiter-page.tsx";
import { KeyFacts, REVOKED_KEY } from "#app/ui/publishing/key-facts.tsx";
import { MadeKey } from "#app/ui/publishing/made-key.tsx";
import { actorOf } from "#db/accounts/publishing/recruiters/recruiter-sessions.ts";
import {
  type AdministrationKey,
  listAdministrationKeys,
  MAX_KEYS,
} from "#db/catalogue/publishing/administration-keys.ts";

const DONE: Record<string, string> = {
  revoquee: "La clé est révoquée\u00a0: plus aucun programme ne publie avec elle.",
  absente: "Cette clé était déjà révoquée.",
};

export async function loader({ request, context }: LoaderFunctionArgs) {
  const signedIn = await requireAdministrator(request, context);
  const keys = await listAdministrationKeys(context.primaryCatalogue, signedIn.recruiter.administration);
  return {
    frame: frameOf(signedIn),
    csrf: signedIn.csrf,
    /** Names the form: sent again, it makes no second key. */
    form: randomId(),
    keys,
    site: context.env.SITE_URL.replace(/\/$/, ""),
    done: sentenceOf(request, "fait", DONE),
  };
}

export const headers = ownHeaders;

const NewKey = v.object({
  label: line("Donnez un nom à cette clé.", 60),
  form: v.pipe(v.string(), v.regex(/^[\w-]{22}$/, "Rechargez la page, puis recommencez.")),
});

export async function action({ request, context }: ActionFunctionArgs) {
  const { recruiter, fields } = await requireAdministratorForm(request, context);
  const acting = { administration: recruiter.administration, actor: actorOf(recruiter) };
  if (fields.get("action") === "revoquer") {
    const ended = await endAdministrationKey(context, acting, Number(fields.get("cle")) || 0, context.now);
    return seeOther(`${paths.recruiterKeys()}?fait=${ended ? "revoquee" : "absente"}`);
  }
  const form = parseForm(NewKey, fields);
  if (!form.ok) return unprocessable(form.errors, form.typed);
  const { label, form: id } = form.values;
  const made = await makeAdministrationKey(context, acting, { id, label }, context.now);
  if (made === "limit-reached") return unprocessable({ form: FULL }, { label });
  if (made === "already-made") return unprocessable({ form: SENT_AGAIN }, {});
  // No redirection: the key is nowhere but in this answer.
  return data({ errors: {}, typed: {}, key: made.key, label }, { status: 201 });
}

const FULL = `${MAX_KEYS} clés sont déjà en service\u00a0: révoquez-en une d’abord.`;
const SENT_AGAIN =
  "Cette clé est déjà créée, et ne peut plus être montrée. Si vous ne l’avez pas copiée, révoquez-la et créez-en une autre.";

export const meta = () => pageMeta({ title: "Clés d’API – Espace recruteur", hidden: true });

export default function Keys() {
  const { frame, csrf, form, keys, site, done } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  return (
    <RecruiterPage
      title="Clés d’API"
      frame={frame}
      done={answer ? null : done}
      lead="Avec une clé, un programme publie, modifie et retire les offres de votre administration, et d’aucune autre."
    >
      {answer && "key" in answer ? <MadeKey value={answer.key} label={answer.label} site={site} /> : null}
      <ErrorSummary errors={answer?.errors} labels={{ label: "Nom de la clé" }} />
      <h2>Créer une clé</h2>
      <form method="post" action={paths.recruiterKeys()} className="account-form" noValidate>
        <Csrf token={csrf} />
        <input type="hidden" name="form" value={form} />
        <Field
          errors={answer?.errors}
          typed={answer?.typed}
          name="label"
          label="Nom de la clé"
          hint="Le programme ou le service qui s’en servira : « Site des ressources humaines »"
          required
          maxLength={60}
          autoComplete="off"
        />
        <button className="fr-btn" type="submit" name="action" value="creer">
          Créer la clé
        </button>
      </form>
      <h2>Clés de votre administration</h2>
      {keys.length === 0 ? <p>Aucune clé encore.</p> : null}
      <ul className="lines">
        {keys.map((key) => (
          <KeyLine key={key.id} {...key} csrf={csrf} />
        ))}
      </ul>
      <p>
        Comment s’en servir{"\u00a0"}: <a href={`${paths.developers()}#publier`}>API pour publier des offres</a>.
      </p>
    </RecruiterPage>
  );
}

type Line = AdministrationKey & { csrf: string };

function KeyLine({ id, label, csrf, ...key }: Line) {
  return (
    <li className="lines__line">
      <div>
        <strong>{label}</strong>
        <KeyFacts {...key} />
      </div>
      {key.revokedAt ? null : (
        <UnfoldedAct
          name="Révoquer"
          button="Révoquer la clé"
          to={label ?? ""}
          effect={REVOKED_KEY}
          action={paths.recruiterKeys()}
          csrf={csrf}
          act="revoquer"
          field={{ name: "cle", value: id }}
        />
      )}
    </li>
  );
}
