import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/cloudflare";
import { useActionData, useLoaderData } from "@remix-run/react";
import { PersonalInformation, usernameKey } from "#app/domain/account/account.ts";
import { ownHeaders, seeOther, tooMany, unprocessable } from "#app/http/answers.ts";
import { parseForm, typedOf } from "#app/http/forms.ts";
import { requireCandidate, requireCandidateForm } from "#app/http/sessions/session.ts";
import { paths } from "#app/paths.ts";
import { countTry } from "#app/services/account/throttling.ts";
import { Csrf } from "#app/ui/forms/csrf.tsx";
import { ErrorSummary } from "#app/ui/forms/field.tsx";
import { pageMeta } from "#app/ui/page/page-meta.ts";
import { AccountPage } from "#app/ui/page/spaces/account-page.tsx";
import { updateInformation } from "#db/accounts/account/candidates.ts";
import { IdentityFields, PERSONAL_LABELS, StudyFields } from "./personal-fields.tsx";

export async function loader({ request, context }: LoaderFunctionArgs) {
  const { candidate, csrf } = await requireCandidate(request, context);
  const { civility, lastName, firstName, username, phone, level, domain, availableOn } = candidate;
  const known = { civility, lastName, firstName, username, phone, level: level && String(level), domain, availableOn };
  const typed = Object.fromEntries(Object.entries(known).flatMap(([name, value]) => (value ? [[name, value]] : [])));
  return { csrf, typed, saved: new URL(request.url).searchParams.get("fait") === "informations" };
}

export const headers = ownHeaders;

export async function action({ request, context }: ActionFunctionArgs) {
  const { accounts, env, now } = context;
  const { candidate, fields } = await requireCandidateForm(request, context);
  const parsed = parseForm(PersonalInformation, fields);
  if (!parsed.ok) return unprocessable(parsed.errors, parsed.typed);
  const { level, ...information } = parsed.values;
  if (usernameKey(information.username) !== candidate.usernameKey) {
    // The page says whether a username is taken. The limit keeps anybody from trying a list of usernames.
    const wait = await countTry({ accounts, signingKey: env.SIGNING_KEY }, now, ["change-username", candidate.id]);
    if (wait > 0) return tooMany(wait, typedOf(fields));
  }
  const row = { ...information, level: level === null ? null : Number(level) };
  if ((await updateInformation(accounts, candidate.id, row, now)) === "username-taken") {
    return unprocessable({ username: "Ce nom d’utilisateur est déjà pris. Choisissez-en un autre." }, typedOf(fields));
  }
  return seeOther(`${paths.editAccount()}?fait=informations`);
}

export const meta = () => pageMeta({ title: "Modifier mes informations et mes documents", hidden: true });

export default function Edit() {
  const { csrf, typed, saved } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const form = { errors: answer?.errors, typed: answer?.typed ?? typed };
  return (
    <AccountPage
      title="Modifier mes informations et mes documents"
      done={saved && !answer ? "Vos informations personnelles sont enregistrées." : null}
    >
      <h2>Changer vos informations personnelles</h2>
      <ErrorSummary errors={answer?.errors} labels={PERSONAL_LABELS} />
      <form method="post" className="account-form" noValidate>
        <Csrf token={csrf} />
        <IdentityFields {...form} />
        <StudyFields {...form} />
        <button className="fr-btn" type="submit">
          Enregistrer mes informations
        </button>
      </form>
      <h2>Changer votre mot de passe</h2>
      <p>
        <a href={paths.password()}>Changer mon mot de passe</a>
      </p>
      <h2>Changer votre adresse mail</h2>
      <p>
        <a href={paths.email()}>Changer mon adresse mail</a>
      </p>
      <h2>Ajouter des documents</h2>
      <p>Dans la limite de 3 documents par chacune des 3 rubriques.</p>
      <p>
        <a href={paths.documents()}>Ajouter des documents</a>
      </p>
      <h2>Retirer des documents</h2>
      <p>
        <a href={paths.documents()}>Retirer ou remplacer des documents</a>
      </p>
      <h2>Supprimer votre compte candidat</h2>
      <p>
        <a href={paths.deleteAccount()}>Supprimer mon compte candidat</a>
      </p>
    </AccountPage>
  );
}
