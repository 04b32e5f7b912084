import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/cloudflare";
import { useActionData, useLoaderData } from "@remix-run/react";
import { formatInstant } from "#app/domain/format.ts";
import { ownHeaders, seeOther, sentenceOf, unprocessable } from "#app/http/answers.ts";
import { frameOf, requireOperator, requireOperatorForm } from "#app/http/sessions/operator-session.ts";
import { paths } from "#app/paths.ts";
import { jobOf, replayJob } from "#app/services/operations/replay-job.ts";
import { Csrf } from "#app/ui/forms/csrf.tsx";
import { ErrorSummary } from "#app/ui/forms/field.tsx";
import { pageMeta } from "#app/ui/page/page-meta.ts";
import { OperatorPage } from "#app/ui/page/spaces/operator-page.tsx";
import { type DeadLetterPosition, discardDeadLetter, listDeadLetters } from "#db/accounts/operations/dead-letters.ts";
import { ListPages } from "../lists/list-pages.tsx";

const LINES = 20;

const DONE = {
  rejoue: "Le message est renvoyé.",
  ecarte: "Le message est écarté.",
  disparu: "Ce message n’y est plus.",
};

/** It reads 21 messages, of 4,000 characters at most. */
export async function loader({ request, context }: LoaderFunctionArgs) {
  const signedIn = await requireOperator(request, context);
  const after = positionOf(new URL(request.url).searchParams.get("apres") ?? "");
  const letters = await listDeadLetters(context.accounts, after, LINES + 1);
  const shown = letters.slice(0, LINES);
  const last = letters.length > LINES ? shown.at(-1) : undefined;
  return {
    frame: frameOf(signedIn),
    csrf: signedIn.csrf,
    isFirst: after === null,
    letters: shown.map((letter) => ({ ...letter, kind: jobOf(letter.body)?.kind ?? null })),
    next: last ? `${last.at}_${last.row}` : null,
    done: sentenceOf(request, "fait", DONE),
  };
}

function positionOf(asked: string): DeadLetterPosition | null {
  const [, at = "", row = ""] = /^(\d{4}-[\d:.TZ-]+)_(\d+)$/.exec(asked) ?? [];
  return at ? { at, row: Number(row) } : null;
}

export const headers = ownHeaders;

export async function action({ request, context }: ActionFunctionArgs) {
  const { operator, fields } = await requireOperatorForm(request, context);
  const { accounts, env, now } = context;
  const id = fields.get("message") ?? "";
  const back = (fait: string) => seeOther(paths.operationsDeadLetters({ fait }));
  switch (fields.get("action")) {
    case "rejouer": {
      const replayed = await replayJob({ accounts, send: (job) => env.JOBS.send(job) }, id, operator, now);
      if (replayed === "no-job")
        return unprocessable(
          { form: "Ce message n’est pas un travail de cette version\u00a0: il ne peut pas être rejoué." },
          {},
        );
      return back(replayed === "gone" ? "disparu" : "rejoue");
    }
    case "ecarter":
      return back((await discardDeadLetter(accounts, id, { operator }, now)) ? "ecarte" : "disparu");
    default:
      throw new Response(null, { status: 400 });
  }
}

export const meta = () => pageMeta({ title: "Messages perdus", hidden: true });

export default function DeadLetters() {
  const { frame, csrf, isFirst, letters, next, done } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  return (
    <OperatorPage
      title="Messages perdus"
      frame={frame}
      done={answer ? null : done}
      lead={
        "Les messages que la file a renoncé à remettre. Ce ne sont que des rappels\u00a0: le travail lui-même est repris par le cron. Ils sont gardés trente jours."
      }
    >
      <ErrorSummary errors={answer?.errors} labels={{}} />
      {letters.length === 0 ? <p>{isFirst ? "Aucun message perdu." : "Il n’y en a pas d’autre."}</p> : null}
      <ul className="lines">
        {letters.map(({ id, at, body, kind }) => (
          <li key={id} className="lines__line">
            <div>
              <strong>{kind ?? "Message inconnu"}</strong>, le {formatInstant(at)}
              <pre className="operator__body">{body}</pre>
            </div>
            <form method="post" action={paths.operationsDeadLetters()}>
              <Csrf token={csrf} />
              <input type="hidden" name="message" value={id} />
              <ul className="account__actions">
                {kind === null ? null : (
                  <li>
                    <button className="fr-btn fr-btn--secondary fr-btn--sm" type="submit" name="action" value="rejouer">
                      Rejouer<span className="fr-sr-only"> le message {id}</span>
                    </button>
                  </li>
                )}
                <li>
                  <button className="fr-btn fr-btn--tertiary fr-btn--sm" type="submit" name="action" value="ecarter">
                    Écarter<span className="fr-sr-only"> le message {id}</span>
                  </button>
                </li>
              </ul>
            </form>
          </li>
        ))}
      </ul>
      <ListPages
        label="Pages de messages"
        first={isFirst ? null : paths.operationsDeadLetters()}
        next={next && paths.operationsDeadLetters({ apres: next })}
      />
    </OperatorPage>
  );
}
