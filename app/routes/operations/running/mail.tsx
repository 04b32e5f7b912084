import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/cloudflare";
import { useActionData, useLoaderData } from "@remix-run/react";
import { formatInstant, formatNumber } from "#app/domain/format.ts";
import { MAIL_KINDS, MAIL_STATES, mailReason } from "#app/domain/mails/mail-words.ts";
import { ownHeaders, seeOther, sentenceOf, unprocessable } from "#app/http/answers.ts";
import { sendMailsSoon } from "#app/http/hints.ts";
import { frameOf, requireOperator, requireOperatorForm } from "#app/http/sessions/operator-session.ts";
import { paths } from "#app/paths.ts";
import { lookAgain, sendAgain } from "#app/services/operations/send-again.ts";
import { Fact } from "#app/ui/fact.tsx";
import { ErrorSummary } from "#app/ui/forms/field.tsx";
import { pageMeta } from "#app/ui/page/page-meta.ts";
import { OperatorPage } from "#app/ui/page/spaces/operator-page.tsx";
import { findShownMail } from "#db/accounts/operations/mails.ts";
import { noteOperatorEvent } from "#db/accounts/operations/operator-audit.ts";
import { SendingAgain } from "./sending-again.tsx";

const DONE = {
  envoye:
    "Le mail est demandé à nouveau. Il part dans la minute\u00a0; une alerte attend que les alertes reprennent, si elles sont suspendues.",
};

const REFUSED = {
  "maybe-doubled": "Cochez la case\u00a0: ce mail peut arriver deux fois.",
  "told-once": "Ce mail a peut-être été reçu\u00a0: il n’est pas envoyé de nouveau.",
  "too-old": "Ce mail est trop ancien pour être envoyé de nouveau.",
  "not-ended": "Ce mail n’a pas échoué, ou part déjà.",
  done: "Ce mail a déjà été envoyé de nouveau.",
} as const;

/** It reads the mail, and a row or two of what was sent again. */
export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const signedIn = await requireOperator(request, context);
  const { accounts, now } = context;
  const mail = await findShownMail(accounts, params.id ?? "");
  if (!mail) throw new Response(null, { status: 404 });
  const subject = { kind: "mail", id: mail.id } as const;
  await noteOperatorEvent(accounts, { operator: signedIn.operator, event: "mail-viewed", subject }, now);
  return {
    frame: frameOf(signedIn),
    csrf: signedIn.csrf,
    mail,
    again: await lookAgain(accounts, mail, now),
    done: sentenceOf(request, "fait", DONE),
  };
}

export const headers = ownHeaders;

export async function action({ request, params, context }: ActionFunctionArgs) {
  const { operator, fields } = await requireOperatorForm(request, context);
  const id = params.id ?? "";
  const confirmed = fields.get("confirme") === "oui";
  const answer = await sendAgain(context.accounts, id, { operator, confirmed }, context.now);
  if (answer === "gone") throw new Response(null, { status: 404 });
  if (answer !== "sent-again") {
    return unprocessable({ [answer === "maybe-doubled" ? "confirme" : "form"]: REFUSED[answer] }, {});
  }
  sendMailsSoon(context);
  return seeOther(paths.operationsMail(id, "envoye"));
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) =>
  pageMeta({
    title: page ? `Un mail\u00a0: ${MAIL_KINDS[page.mail.kind]} (${page.mail.id})` : "Un mail",
    hidden: true,
  });

export default function MailPage() {
  const { frame, csrf, mail, again, done } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const { label = "" } = MAIL_STATES.find(({ state }) => state === mail.state) ?? {};
  const facts: [string, string | null][] = [
    ["État", label],
    [
      "Pour",
      mail.candidateId === null ? "une adresse sans compte de candidat" : `le candidat n°\u00a0${mail.candidateId}`,
    ],
    ["Demandé", `le ${formatInstant(mail.createdAt)}`],
    ["Essais", formatNumber(mail.attempts)],
    ["Premier essai sans réponse sûre", mail.firstTriedAt && `le ${formatInstant(mail.firstTriedAt)}`],
    ["À envoyer", mail.doneAt === null ? `le ${formatInstant(mail.dueAt)}` : null],
    ["Fini", mail.doneAt && `le ${formatInstant(mail.doneAt)}`],
    ["Dernier échec", mail.lastError && mailReason(mail.lastError)],
    ["Identifiant", mail.id],
  ];
  return (
    <OperatorPage
      title="Un mail"
      frame={frame}
      done={answer ? null : done}
      parents={[{ path: paths.operationsMails(), label: "Mails" }]}
      lead={MAIL_KINDS[mail.kind]}
    >
      <ErrorSummary errors={answer?.errors} labels={{ confirme: "Confirmation" }} />
      <dl className="operator__facts">
        {facts.map(([name, value]) =>
          value ? (
            <Fact key={name} name={name}>
              {value}
            </Fact>
          ) : null,
        )}
      </dl>
      <p>Son contenu n’est pas montré{"\u00a0"}: il peut contenir un lien qui connecte son destinataire.</p>
      <SendingAgain mail={mail} again={again} csrf={csrf} error={answer?.errors.confirme} />
    </OperatorPage>
  );
}
