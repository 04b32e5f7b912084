import { formatAge, formatCount, formatInstant } from "#app/domain/format.ts";
import { MAIL_KINDS, MAIL_STATES, type MailState, mailReason } from "#app/domain/mails/mail-words.ts";
import { paths } from "#app/paths.ts";
import type { ShownMail } from "#db/accounts/operations/mails.ts";

type Props = { mails: ShownMail[]; now: string };

/** Mails, one a line, without their addresses. */
export function MailLines({ mails, now }: Props) {
  return (
    <ul className="lines">
      {mails.map((mail) => (
        <li key={mail.id} className="lines__line">
          <div>
            <a href={paths.operationsMail(mail.id)}>
              {MAIL_KINDS[mail.kind]}, {mail.id.slice(0, 8)}
            </a>
            <br />
            {labelOf(mail.state)}, {mail.candidateId === null ? null : `candidat n°\u00a0${mail.candidateId}, `}
            demandé il y a {formatAge(mail.createdAt, now)}, {formatCount(mail.attempts, "essai")}
            {mail.state === "pending" && mail.dueAt > now ? `, à envoyer le ${formatInstant(mail.dueAt)}` : null}
            {mail.lastError ? (
              <>
                <br />
                Dernier échec{"\u00a0"}: {mailReason(mail.lastError)}
              </>
            ) : null}
          </div>
        </li>
      ))}
    </ul>
  );
}

function labelOf(wanted: MailState): string {
  return MAIL_STATES.find(({ state }) => state === wanted)?.label ?? "";
}
