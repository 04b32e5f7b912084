import { dayOf, formatDay, formatInstant } from "#app/domain/format.ts";
import type { MailContent } from "#app/domain/mails/mail.ts";
import { writeLetter } from "./letter.ts";

type Site = { siteUrl: string };

/**
 * To the operator: a source could not be read several times in a row, or would have withdrawn too many offers.
 * @param details as the request of the mail has them; `since` is the instant of the last success, empty when there is none
 */
export function sourceFailingMail(details: Record<string, string>, { siteUrl }: Site): MailContent {
  const { name = "", url = "", error = "", since = "" } = details;
  return writeLetter({
    subject: `La source ${name} n’est plus lue`,
    firstName: null,
    siteUrl,
    blocks: [
      { text: `PASS n’arrive plus à reprendre les offres de la source ${name}. Rien n’a été retiré du site.` },
      { label: "Adresse", value: url },
      { label: "Motif", value: error },
      { label: "Dernière lecture réussie", value: since ? formatInstant(since) : "aucune" },
      { text: "PASS essaie encore toutes les heures, et vous récrira dans un jour si rien ne change." },
      {
        text: `Si le flux est juste et que PASS refuse seulement de retirer autant d’offres, acceptez-le une fois\u00a0: npm run operate -- sources:force ${name} --remote`,
      },
      { text: `Pour ne plus lire cette source\u00a0: npm run operate -- sources:pause ${name} --remote` },
    ],
  });
}

/** To the operator: a source is read without failure, but has shown no new, edited or closed offer for a month. */
export function sourceSilentMail(details: Record<string, string>, { siteUrl }: Site): MailContent {
  const { name = "", url = "", since = "" } = details;
  return writeLetter({
    subject: `La source ${name} ne montre plus rien de nouveau`,
    firstName: null,
    siteUrl,
    blocks: [
      {
        text: `La source ${name} est lue sans erreur, mais aucune de ses offres n’est apparue, n’a changé ou n’a disparu depuis le ${formatDay(dayOf(since))}.`,
      },
      { label: "Adresse", value: url },
      { text: "Le flux n’est peut-être plus alimenté\u00a0: vérifiez-le auprès de l’employeur." },
    ],
  });
}
