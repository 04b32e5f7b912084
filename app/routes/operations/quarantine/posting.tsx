import {
  type ActionFunctionArgs,
  type AppLoadContext,
  data,
  type LoaderFunctionArgs,
  type MetaFunction,
} from "@remix-run/cloudflare";
import { useActionData, useLoaderData } from "@remix-run/react";
import { formatInstant } from "#app/domain/format.ts";
import { mendable, readMended } from "#app/domain/imports/mended.ts";
import { QUARANTINE_STATES } from "#app/domain/imports/quarantine.ts";
import { ownHeaders, seeOther, sentenceOf, unprocessable } from "#app/http/answers.ts";
import { frameOf, requireOperator, requireOperatorForm } from "#app/http/sessions/operator-session.ts";
import { paths } from "#app/paths.ts";
import { advisePosting } from "#app/services/offers/advise-posting.ts";
import { mendPosting } from "#app/services/operations/mend-posting.ts";
import { Fact } from "#app/ui/fact.tsx";
import { Csrf } from "#app/ui/forms/csrf.tsx";
import { ErrorSummary, TextArea } from "#app/ui/forms/field.tsx";
import { pageMeta } from "#app/ui/page/page-meta.ts";
import { OperatorPage } from "#app/ui/page/spaces/operator-page.tsx";
import type { Operator } from "#db/accounts/operations/access/operator-sessions.ts";
import { noteOperatorEvent } from "#db/accounts/operations/operator-audit.ts";
import {
  findQuarantined,
  type QuarantinedPosting,
  rejectQuarantined,
} from "#db/catalogue/operations/quarantine-lists.ts";
import { readReason } from "../lists/read-reason.ts";
import { Rejection } from "./rejection.tsx";
import { Understood } from "./understood.tsx";

/** What a form may weigh, in bytes: the longest text that is kept (`RAW_AT_MOST`), of which each character may take six. */
const MOST_BYTES = 700_000;

const DONE: Record<string, string> = {
  publiee:
    "L’offre est publiée telle que vous l’avez corrigée. Elle le reste tant que l’employeur envoie le même texte.",
  programmee: "L’offre corrigée paraîtra le jour de sa publication.",
  fermee: "L’offre est écrite telle que vous l’avez corrigée, et reste fermée\u00a0: une personne l’a fermée.",
};

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const signedIn = await requireOperator(request, context);
  const posting = await findQuarantined(context.primaryCatalogue, Number(params.id) || 0);
  if (!posting) throw data(null, 404);
  const { rawHash: _, defect: __, ...shown } = posting;
  return {
    frame: frameOf(signedIn),
    csrf: signedIn.csrf,
    posting: shown,
    text: mendable(posting.raw, posting.reference),
    done: sentenceOf(request, "fait", DONE),
  };
}

export const headers = ownHeaders;

export async function action({ request, params, context }: ActionFunctionArgs) {
  const { operator, fields } = await requireOperatorForm(request, context, MOST_BYTES);
  const posting = await findQuarantined(context.primaryCatalogue, Number(params.id) || 0);
  if (!posting) return seeOther(paths.operationsQuarantine({ fait: "partie" }));
  const text = fields.get("texte") ?? "";
  switch (fields.get("action")) {
    case "verifier":
      return check(context, text);
    case "accepter":
      return accept(context, operator, posting, text);
    case "rejeter":
      return reject(context, operator, posting, readReason(fields));
    default:
      throw new Response(null, { status: 400 });
  }
}

async function check({ primaryCatalogue, now }: AppLoadContext, text: string) {
  const read = readMended(text, now.toISOString());
  if (!read.ok) return unprocessable({ texte: read.reason }, { texte: text }, null);
  const advice = await advisePosting(primaryCatalogue, read.posting, [read.posting.reference], now);
  const told = [...read.doubts, ...advice.map(({ sentence }) => sentence)];
  const { reference, type, title, administration, employer, service, city, department, expiresOn, contacts } =
    read.posting;
  const shown = { reference, type, title, administration, employer, service, city, department, expiresOn, contacts };
  return data({ errors: {}, typed: { texte: text }, more: { ...shown, told: [...new Set(told)] } });
}

async function accept(context: AppLoadContext, operator: Operator, posting: QuarantinedPosting, text: string) {
  const { accounts, primaryCatalogue: catalogue, now } = context;
  const mended = await mendPosting({ accounts, catalogue }, operator, posting, text, now);
  if ("refused" in mended) return unprocessable({ texte: mended.refused }, { texte: text }, null);
  const { scheduled, closedByHand } = mended.published;
  const done = closedByHand ? "fermee" : scheduled ? "programmee" : "publiee";
  return seeOther(`${paths.operationsPosting(posting.id)}?fait=${done}`);
}

async function reject(context: AppLoadContext, operator: Operator, { id }: QuarantinedPosting, reason: string | null) {
  const subject = { kind: "posting", id } as const;
  await noteOperatorEvent(context.accounts, { operator, event: "posting-rejected", subject, reason }, context.now);
  const rejected = await rejectQuarantined(context.primaryCatalogue, id, context.now);
  return seeOther(paths.operationsQuarantine({ fait: rejected ? "rejetee" : "partie" }));
}

const titleOf = (id: number | undefined) => `Offre en quarantaine n°\u00a0${id ?? ""}`;

export const meta: MetaFunction<typeof loader> = ({ data: page }) =>
  pageMeta({ title: titleOf(page?.posting.id), hidden: true });

export default function PostingPage() {
  const { frame, csrf, posting, text, done } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const { id, source, reference, reason, state, decidedAt, firstSeenAt, lastSeenAt, raw } = posting;
  return (
    <OperatorPage
      title={titleOf(id)}
      frame={frame}
      done={answer ? null : done}
      parents={[{ path: paths.operationsQuarantine(), label: "Quarantaine" }]}
    >
      <ErrorSummary errors={answer?.errors} labels={{ texte: "Texte de l’offre" }} />
      {answer?.more ? <Understood {...answer.more} /> : null}
      <dl className="facts">
        <Fact name="Source">
          <a href={paths.operationsImports({ source })}>{source}</a>
        </Fact>
        <Fact name="Référence">
          {reference && state === "mended" ? <a href={paths.offer(reference)}>{reference}</a> : (reference ?? "Aucune")}
        </Fact>
        <Fact name="Raison">{reason}</Fact>
        <Fact name="Reçue">
          la première fois le {formatInstant(firstSeenAt)}, la dernière le {formatInstant(lastSeenAt)}
        </Fact>
        {decidedAt ? (
          <Fact name="État">
            {QUARANTINE_STATES[state].replace(/s$/, "")} le {formatInstant(decidedAt)}
          </Fact>
        ) : null}
      </dl>
      <h2>Ce qui a été envoyé</h2>
      <pre className="recruiter__code">
        <code>{raw}</code>
      </pre>
      <h2>Corriger</h2>
      <form method="post" action={paths.operationsPosting(id)} className="account-form" noValidate>
        <Csrf token={csrf} />
        <TextArea
          errors={answer?.errors}
          typed={answer?.typed ?? { texte: text }}
          name="texte"
          label="Texte de l’offre"
          hint="Un élément « item » de flux RSS, ou une offre en JSON. Il est relu comme un import. Une autre référence fait une autre offre."
          rows={18}
          required
          spellCheck={false}
        />
        <ul className="account__actions">
          <li>
            <button className="fr-btn fr-btn--secondary" type="submit" name="action" value="verifier">
              Vérifier
            </button>
          </li>
          <li>
            <button className="fr-btn" type="submit" name="action" value="accepter">
              Accepter et publier
            </button>
          </li>
        </ul>
      </form>
      {state === "waiting" ? <Rejection id={id} csrf={csrf} /> : null}
    </OperatorPage>
  );
}
