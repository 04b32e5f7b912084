import { type ActionFunctionArgs, data, type LoaderFunctionArgs } from "@remix-run/cloudflare";
import { useActionData, useLoaderData } from "@remix-run/react";
import { ownHeaders, seeOther, sentenceOf, unprocessable } from "#app/http/answers.ts";
import { type Fields, parseForm } from "#app/http/forms.ts";
import {
  frameOf,
  requireConfirmedOperator,
  requireConfirmedOperatorForm,
} from "#app/http/sessions/operator-session.ts";
import { paths } from "#app/paths.ts";
import { endKey, makeOperatorKey } from "#app/services/operations/operator-keys.ts";
import { randomId } from "#app/services/secrets.ts";
import { ErrorSummary } from "#app/ui/forms/field.tsx";
import { pageMeta } from "#app/ui/page/page-meta.ts";
import { OperatorPage } from "#app/ui/page/spaces/operator-page.tsx";
import { MadeKey } from "#app/ui/publishing/made-key.tsx";
import { listAdministrationChoices, listKeys } from "#db/catalogue/operations/key-lists.ts";
import { MAX_KEYS } from "#db/catalogue/publishing/administration-keys.ts";
import { FilterForm } from "../lists/filter-form.tsx";
import { ListPages } from "../lists/list-pages.tsx";
import { ASKED_LINES, readBefore, readLines } from "../lists/read-list.ts";
import { readReason } from "../lists/read-reason.ts";
import { KeyLine } from "./key-line.tsx";
import { NEW_KEY_LABELS, NewKey, NewKeyForm } from "./new-key-form.tsx";

const DONE: Record<string, string> = {
  revoquee: "La clé est révoquée\u00a0: plus aucun programme ne publie avec elle.",
  absente: "Cette clé était déjà révoquée.",
};

/** What the filter calls the keys that no administration has. */
const NOBODYS = "exploitation";

// A key outlives the session that made it: as for operators, the login is to be recent.
export async function loader({ request, context }: LoaderFunctionArgs) {
  const signedIn = await requireConfirmedOperator(request, context);
  const db = context.primaryCatalogue;
  const asked = new URL(request.url).searchParams;
  const whose = asked.get("pour") ?? "";
  const before = readBefore(asked);
  const administration = whose === NOBODYS ? null : whose.replace(/^@/, "") || undefined;
  const [administrations, keys] = await Promise.all([
    listAdministrationChoices(db),
    listKeys(db, { administration, before }, ASKED_LINES),
  ]);
  return {
    frame: frameOf(signedIn),
    csrf: signedIn.csrf,
    /** Names the form: sent again, it makes no second key. */
    form: randomId(),
    whose,
    administrations,
    isFirst: before === undefined,
    ...readLines(keys),
    site: context.env.SITE_URL.replace(/\/$/, ""),
    done: sentenceOf(request, "fait", DONE),
  };
}

export const headers = ownHeaders;

export async function action({ request, context }: ActionFunctionArgs) {
  const { operator, fields } = await requireConfirmedOperatorForm(request, context);
  switch (fields.get("action")) {
    case "creer":
      return create({ context, operator }, fields);
    case "revoquer": {
      const asked = { id: Number(fields.get("cle")) || 0, reason: readReason(fields) };
      const ended = await endKey(context, operator, asked, context.now);
      return seeOther(paths.operationsKeys({ fait: ended ? "revoquee" : "absente" }));
    }
    default:
      throw new Response(null, { status: 400 });
  }
}

type Acting = {
  context: ActionFunctionArgs["context"];
  operator: Awaited<ReturnType<typeof requireConfirmedOperator>>["operator"];
};

async function create({ context, operator }: Acting, fields: Fields) {
  const form = parseForm(NewKey, fields);
  if (!form.ok) return unprocessable(form.errors, form.typed);
  const { administration, label, form: id } = form.values;
  const typed = { administration: administration ?? "", label };
  if (administration === null && !/^[a-z0-9-]{1,40}$/.test(label)) return unprocessable({ label: NO_NAME }, typed);
  if (administration !== null) {
    const known = await listAdministrationChoices(context.primaryCatalogue);
    if (!known.some(({ slug }) => slug === administration))
      return unprocessable({ administration: "Choisissez dans la liste." }, { label });
  }
  const made = await makeOperatorKey(context, operator, { id, administration, label }, context.now);
  if (made === "limit-reached") return unprocessable({ form: FULL }, typed);
  if (made === "already-made")
    return unprocessable(administration === null ? { label: TAKEN } : { form: SENT_AGAIN }, typed);
  // No redirection: the key is nowhere but in this answer.
  return data({ errors: {}, typed: {}, key: made.key, label }, { status: 201 });
}

const NO_NAME =
  "Sans administration, le nom est celui de l’émetteur\u00a0: lettres minuscules, chiffres et « - », 40 au plus.";
const TAKEN = "Il y a, ou il y a eu, une clé de ce nom\u00a0: donnez-en un autre.";
const FULL = `Cette administration a déjà ${MAX_KEYS} clés en service\u00a0: révoquez-en une d’abord.`;
const SENT_AGAIN =
  "Cette clé est déjà créée, et ne peut plus être montrée. Si vous ne l’avez pas copiée, révoquez-la et créez-en une autre.";

export const meta = () => pageMeta({ title: "Clés d’API – Exploitation", hidden: true });

export default function Keys() {
  const { frame, csrf, form, whose, administrations, isFirst, lines, next, site, done } =
    useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const labels = new Map(administrations.map(({ slug, label }) => [slug, label]));
  return (
    <OperatorPage
      title="Clés d’API"
      frame={frame}
      done={answer ? null : done}
      lead="Avec une clé, un programme publie, modifie et retire des offres : celles d’une administration, ou de toutes."
    >
      {answer && "key" in answer ? <MadeKey value={answer.key} label={answer.label} site={site} /> : null}
      <ErrorSummary errors={answer?.errors} labels={NEW_KEY_LABELS} />
      <NewKeyForm answer={answer} administrations={administrations} csrf={csrf} form={form} />
      <h2>Clés créées</h2>
      <FilterForm
        path={paths.operationsKeys()}
        filters={[
          {
            name: "pour",
            label: "Montrer les clés",
            value: whose,
            choices: [
              { code: NOBODYS, label: "de l’exploitation" },
              ...administrations.map(({ slug, label }) => ({ code: `@${slug}`, label })),
            ],
            all: "de tous",
          },
        ]}
      />
      {lines.length === 0 ? <p>{isFirst ? "Aucune clé." : "Il n’y a rien avant."}</p> : null}
      <ul className="lines">
        {lines.map((key) => (
          <KeyLine
            key={key.id}
            item={key}
            whose={key.administration && (labels.get(key.administration) ?? key.administration)}
            csrf={csrf}
          />
        ))}
      </ul>
      <ListPages
        label="Pages des clés"
        first={isFirst ? null : paths.operationsKeys({ pour: whose })}
        next={next && paths.operationsKeys({ pour: whose, avant: next })}
      />
    </OperatorPage>
  );
}
