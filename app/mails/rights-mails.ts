import { RETENTION_MONTHS, RETENTION_WARNING_DAYS } from "#app/domain/account/account.ts";
import { formatDay } from "#app/domain/format.ts";
import type { MailContent } from "#app/domain/mails/mail.ts";
import { paths } from "#app/paths.ts";
import { writeLetter } from "./letter.ts";

type Site = { siteUrl: string };

/** To somebody who has just deleted her account. Only her address is still known. */
export function goodbyeMail({ siteUrl }: Site): MailContent {
  return writeLetter({
    subject: "Votre compte PASS est supprimé",
    firstName: null,
    siteUrl,
    blocks: [
      { text: "Comme vous l’avez demandé, votre compte candidat est supprimé." },
      { text: ERASED },
      { text: BACKUPS },
      {
        text: "Si vous n’êtes pas à l’origine de cette suppression, écrivez-nous\u00a0: la page d’aide dit comment.",
      },
      { link: "Aide", href: new URL(paths.help(), siteUrl).href },
    ],
  });
}

/**
 * To a candidate who has not logged in for 23 months: the day on which her account is erased, and how to keep it.
 * @param day `YYYY-MM-DD`
 */
export function retentionWarningMail(
  { firstName, username }: { firstName: string; username: string },
  day: string,
  { siteUrl }: Site,
): MailContent {
  return writeLetter({
    subject: `Votre compte PASS sera effacé le ${formatDay(day)}`,
    firstName,
    siteUrl,
    blocks: [
      {
        text: `Votre compte candidat n’a pas servi depuis près de ${RETENTION_MONTHS}\u00a0mois. Nous ne gardons pas les comptes dont personne ne se sert\u00a0: le vôtre sera effacé le ${formatDay(day)}, avec vos documents, vos recherches et vos alertes.`,
      },
      { text: "Pour le garder, il suffit de vous connecter avant cette date\u00a0:" },
      { button: "Me connecter et garder mon compte", href: new URL(paths.logIn(), siteUrl).href },
      { label: "Nom d’utilisateur", value: username },
      {
        text: "Vous pourrez aussi y télécharger une copie de vos données. Si vous n’avez plus besoin de ce compte, ne faites rien.",
      },
    ],
  });
}

/** To somebody whose unused account was erased, at least 30 days after the warning. */
export function retentionGoodbyeMail({ siteUrl }: Site): MailContent {
  return writeLetter({
    subject: "Votre compte PASS est effacé",
    firstName: null,
    siteUrl,
    blocks: [
      {
        text: `Votre compte candidat n’a pas servi depuis ${RETENTION_MONTHS}\u00a0mois, et nous vous avons écrit il y a au moins ${RETENTION_WARNING_DAYS}\u00a0jours\u00a0: votre compte est effacé.`,
      },
      { text: ERASED },
      { text: BACKUPS },
      { text: "Vous pouvez consulter les offres sans compte, et en créer un autre quand vous voulez." },
      { link: "Rechercher une offre", href: new URL(paths.offers(), siteUrl).href },
    ],
  });
}

const ERASED =
  "Vos informations, vos documents, vos recherches et vos alertes sont effacés. Vous ne recevrez plus aucun message de notre part.";
/** D1 can be restored to any minute of the last 30 days (Time Travel). */
const BACKUPS =
  "Les sauvegardes techniques de la base, auxquelles personne n’accède hors panne grave, s’effacent d’elles-mêmes en 30\u00a0jours.";
