import { type ActionFunctionArgs, data, type LoaderFunctionArgs } from "@remix-run/cloudflare";
import { useActionData, useLoaderData } from "@remix-run/react";
import * as v from "valibot";
import { Email, emailKey, PersonalInformation } from "#app/domain/account/account.ts";
import { toDocumentKind } from "#app/domain/documents/document.ts";
import { refusedFileSentence } from "#app/domain/documents/refused-file.ts";
import { ownHeaders, seeOther, tooMany, unlessBusy, unprocessable } from "#app/http/answers.ts";
import { CLOSED, closedForm } from "#app/http/closed.ts";
import { type Errors, type Fields, parseForm, typedOf } from "#app/http/forms.ts";
import { sendMailsSoon } from "#app/http/hints.ts";
import { networkOf } from "#app/http/network.ts";
import { askedReturn } from "#app/http/return-path.ts";
import { readSession } from "#app/http/sessions/session.ts";
import { readUpload } from "#app/http/upload.ts";
import { paths } from "#app/paths.ts";
import { newPasswordErrors } from "#app/routes/account/new-password.tsx";
import { openDraft, readDraft, signUp } from "#app/services/account/sign-up.ts";
import { countTry } from "#app/services/account/throttling.ts";
import { openScanner } from "#app/services/documents/scanner.ts";
import { storeDocument } from "#app/services/documents/store-document.ts";
import { pageMeta } from "#app/ui/page/page-meta.ts";
import { ReadingPage } from "#app/ui/page/reading-page.tsx";
import { listDocuments, removeDocument } from "#db/accounts/documents/documents.ts";
import { findSwitchedOff } from "#db/accounts/operations/switches.ts";
import { inOrder, SignUpForm } from "./sign-up-form.tsx";

const NewCandidate = v.object({
  ...PersonalInformation.entries,
  email: Email,
  consent: v.literal("oui", "Cochez cette case pour créer votre compte."),
});

export async function loader({ request, context }: LoaderFunctionArgs) {
  const back = askedReturn(request);
  if (await readSession(request, context)) throw seeOther(back ?? paths.account());
  const off = await findSwitchedOff(context.accounts, ["sign-up", "uploads"]);
  const page = {
    draft: await openDraft(context.env.SIGNING_KEY, context.now),
    back,
    closed: off["sign-up"]?.notice ?? null,
    noUploads: off.uploads?.notice ?? null,
  };
  return data(page, page.closed === null ? {} : { status: 503, headers: CLOSED });
}

export const headers = ownHeaders;

/** Reads the form. An accepted file is kept under the draft of the form even when another field is wrong. */
export async function action({ request, context }: ActionFunctionArgs) {
  const { accounts, env, now } = context;
  const network = networkOf(request);
  const off = await findSwitchedOff(accounts, ["sign-up", "uploads"]);
  const wait = await countTry({ accounts, signingKey: env.SIGNING_KEY }, now, ["sign-up-network", network]);
  const deps = { accounts, bucket: env.DOCUMENTS, scan: openScanner(env.SCANNER_URL) };
  const errors: Errors = {};
  let draft: Draft | null = null;
  const { fields, ended } = await readUpload(request, async ({ field, name, type, bytes }, before) => {
    const kind = toDocumentKind(field);
    if (!kind || wait > 0 || off["sign-up"]) return;
    if (off.uploads) {
      errors[kind] = off.uploads.notice;
      return;
    }
    draft ??= await draftOf(before, context);
    const tooOften = await countTry({ accounts, signingKey: env.SIGNING_KEY }, now, ["upload-network", network]);
    const stored =
      bytes === null || tooOften > 0
        ? {
            refused:
              bytes === null
                ? refusedFileSentence("too-large", name)
                : "Trop de fichiers en peu de temps. Réessayez plus tard.",
          }
        : await storeDocument(deps, { kind, name, type, bytes }, { draft: draft.id }, now);
    if ("refused" in stored) errors[kind] = [errors[kind], stored.refused].filter(Boolean).join(" ");
  });
  const typed = typedOf(fields);
  const { id, carried, lost } = draft ?? (await draftOf(fields, context));
  const again = async () => ({ draft: carried, documents: await listDocuments(accounts, { draft: id }) });
  if (wait > 0) return tooMany(wait, typed, await again());
  if (off["sign-up"]) return closedForm(off["sign-up"].notice, typed, await again());

  if (ended === "too-large") errors.form = "L’ensemble de vos documents dépasse 30 Mo : envoyez-les en plusieurs fois.";
  if (ended === "malformed")
    errors.form = "Votre envoi a été interrompu. Vérifiez ce qui est rempli, puis recommencez.";
  if (lost) errors.form = "Ce formulaire était ouvert depuis plus de 24 heures : joignez à nouveau vos documents.";
  const removed = fields.get("retirer");
  if (removed) {
    await removeDocument(accounts, removed, { draft: id }, now);
    return unprocessable({}, typed, await again());
  }
  const parsed = parseForm(NewCandidate, fields);
  const about = ["username", "email", "firstName", "lastName"].map((name) => fields.get(name) ?? "");
  Object.assign(errors, parsed.ok ? {} : parsed.errors, newPasswordErrors(fields, about));
  if (!parsed.ok || Object.keys(errors).length > 0) return unprocessable(inOrder(errors), typed, await again());

  const hashing = { accounts, pepper: env.PASSWORD_PEPPER };
  const { consent, ...person } = parsed.values;
  // Each accepted form sends a mail. The limit allows a person to try again, and no more.
  const often = await countTry({ accounts, signingKey: env.SIGNING_KEY }, now, [
    "sign-up-address",
    emailKey(person.email),
  ]);
  if (often > 0) return tooMany(often, typed, await again());
  const back = askedReturn(request);
  const form = { draft: id, back };
  const accepted = await unlessBusy(signUp(hashing, { ...person, password: fields.get("password") ?? "" }, form, now));
  if (accepted === "username-taken") {
    return unprocessable(
      { username: "Ce nom d’utilisateur est déjà pris. Choisissez-en un autre." },
      typed,
      await again(),
    );
  }
  sendMailsSoon(context);
  return seeOther(paths.signedUp(back));
}

type Draft = { id: string; carried: string; lost: boolean };

/** The draft that the form carries, or a new one when that draft is too old or unknown. */
async function draftOf(fields: Fields, { env, now }: ActionFunctionArgs["context"]): Promise<Draft> {
  const asked = fields.get("draft") ?? "";
  const id = await readDraft(env.SIGNING_KEY, asked, now);
  if (id) return { id, carried: asked, lost: false };
  const carried = await openDraft(env.SIGNING_KEY, now);
  return { id: carried.split(".")[0] ?? "", carried, lost: asked !== "" };
}

export const meta = () => pageMeta({ title: "Créer un compte", hidden: true });

export default function SignUp() {
  const { draft, back, closed, noUploads } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  if (closed !== null && !answer) return <Closed notice={closed} />;
  return (
    <ReadingPage
      title="Créer un compte"
      lead="Un compte n’est pas nécessaire pour consulter les offres ou pour postuler. Il vous permet de garder vos documents, de sauvegarder vos recherches et de recevoir des alertes par mail."
    >
      <SignUpForm draft={draft} noUploads={noUploads} answer={answer} />
      <p>
        Vous avez déjà un compte ? <a href={paths.logIn(back)}>Se connecter</a>
      </p>
    </ReadingPage>
  );
}

/** The page while operators have switched sign-up off. */
function Closed({ notice }: { notice: string }) {
  return (
    <ReadingPage title="Créer un compte" lead={notice}>
      <p>
        <a href={paths.offers()}>Voir les offres</a>
      </p>
      <p>
        Vous avez déjà un compte{"\u00a0"}? <a href={paths.logIn()}>Se connecter</a>
      </p>
    </ReadingPage>
  );
}
