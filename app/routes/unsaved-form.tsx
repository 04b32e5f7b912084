import { data, type LoaderFunctionArgs } from "@remix-run/cloudflare";
import { useLoaderData } from "@remix-run/react";
import { RETRY_SECONDS } from "#app/http/database-failures.ts";
import { ErrorSummary, PasswordField } from "#app/ui/forms/field.tsx";
import { pageMeta } from "#app/ui/page/page-meta.ts";

const TITLE = "Nous n’avons pas pu enregistrer";
const SENTENCE =
  "Notre service ne répond pas pour l’instant. Rien n’est perdu\u00a0: cette page garde ce que vous avez saisi. Patientez quelques instants, puis réessayez.";

/**
 * The answer to any form that the databases could not take: it sends the same fields again. Only the worker shows this
 * page (workers/web/index.ts), so its own address is unknown to visitors.
 */
export function loader({ context }: LoaderFunctionArgs) {
  if (!context.unsaved) throw new Response(null, { status: 404 });
  return data(context.unsaved, { status: 503, headers: { "Retry-After": String(RETRY_SECONDS) } });
}

export const headers = () => ({ "Retry-After": String(RETRY_SECONDS) });

export const meta = () => pageMeta({ title: TITLE, hidden: true });

export default function UnsavedForm() {
  const { action, multipart, fields, passwords, hadFiles } = useLoaderData<typeof loader>();
  return (
    <div className="fr-container error-page">
      <h1>{TITLE}</h1>
      <ErrorSummary errors={{ form: SENTENCE }} labels={{}} title="Le service est momentanément indisponible" />
      {hadFiles ? (
        <p>
          Vos fichiers, eux, ne sont pas gardés{"\u00a0"}: ajoutez-les à nouveau ensuite, ou revenez à la page
          précédente pour les joindre.
        </p>
      ) : null}
      <form
        className="account-form"
        method="post"
        action={action}
        encType={multipart ? "multipart/form-data" : undefined}
      >
        {fields.map(([name, value], index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a form may send the same field twice, and nothing is moved
          <input key={index} type="hidden" name={name} value={value} />
        ))}
        {passwords.map((name) => (
          <PasswordField
            key={name}
            name={name}
            label={LABELS[name] ?? "Mot de passe"}
            autoComplete={tokenOf(name, passwords)}
            hint="À saisir à nouveau : un mot de passe n’est jamais gardé dans une page"
          />
        ))}
        <button className="fr-btn" type="submit">
          Réessayer
        </button>
      </form>
    </div>
  );
}

/** Tells browsers which password they may fill in: a form that asks for one twice chooses a new one. */
function tokenOf(name: string, passwords: string[]): string {
  return name !== "current" && passwords.includes("passwordAgain") ? "new-password" : "current-password";
}

const LABELS: Record<string, string> = {
  passwordAgain: "Mot de passe, une seconde fois",
  current: "Mot de passe actuel",
};
