import { type ActionFunctionArgs, data, type LoaderFunctionArgs } from "@remix-run/cloudflare";
import { useActionData, useLoaderData } from "@remix-run/react";
import { formatCount } from "#app/domain/format.ts";
import { operatorReturn } from "#app/http/return-path.ts";
import {
  frameOf,
  requireConfirmedOperator,
  requireConfirmedOperatorForm,
} from "#app/http/sessions/operator-session.ts";
import { paths } from "#app/paths.ts";
import { newRescueCodes, shownRescueCode } from "#app/services/operations/access/rescue-codes.ts";
import { hashSecret } from "#app/services/secrets.ts";
import { Csrf } from "#app/ui/forms/csrf.tsx";
import { Done } from "#app/ui/forms/done.tsx";
import { pageMeta } from "#app/ui/page/page-meta.ts";
import { OperatorPage } from "#app/ui/page/spaces/operator-page.tsx";
import { countRescueCodes, replaceRescueCodes } from "#db/accounts/operations/access/second-factor.ts";

export async function loader({ request, context }: LoaderFunctionArgs) {
  const signedIn = await requireConfirmedOperator(request, context);
  const left = await countRescueCodes(context.accounts, signedIn.operator);
  const back = operatorReturn(request) || paths.operations();
  return { frame: frameOf(signedIn), csrf: signedIn.csrf, left, back };
}

/** No redirection: the codes are nowhere but in this answer. */
export async function action({ request, context }: ActionFunctionArgs) {
  const { operator } = await requireConfirmedOperatorForm(request, context);
  const codes = newRescueCodes();
  await replaceRescueCodes(context.accounts, operator, await Promise.all(codes.map(hashSecret)), context.now);
  return data({ codes: codes.map(shownRescueCode) }, { status: 201 });
}

const TITLE = "Codes de secours";
const MADE =
  "Voici vos dix codes. Ils ne seront plus montrés\u00a0: imprimez-les, ou notez-les hors de cet ordinateur.";

export const meta = () => pageMeta({ title: TITLE, hidden: true });

export default function RescueCodes() {
  const { frame, csrf, left, back } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  return (
    <OperatorPage
      title={TITLE}
      frame={frame}
      lead="Chacun remplace une fois le code de votre téléphone, si vous l’avez perdu ou oublié."
      parents={[{ path: paths.operationsOperators(), label: "Opérateurs" }]}
    >
      {answer ? (
        <>
          <Done>{MADE}</Done>
          <ul>
            {answer.codes.map((code) => (
              <li key={code}>
                <code>{code}</code>
              </li>
            ))}
          </ul>
          <p>
            <a className="fr-btn" href={back}>
              J’ai noté mes codes
            </a>
          </p>
        </>
      ) : (
        <>
          <p>
            {left === 0
              ? "Vous n’avez aucun code de secours."
              : `Il vous reste ${formatCount(left, "code")} de secours. De nouveaux codes remplacent les anciens.`}
          </p>
          <form method="post">
            <Csrf token={csrf} />
            <button className="fr-btn" type="submit">
              Créer dix codes
            </button>
          </form>
        </>
      )}
    </OperatorPage>
  );
}
