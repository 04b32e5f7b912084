import type { MailContent } from "#app/domain/mails/mail.ts";
import { paths } from "#app/paths.ts";
import { writeLetter } from "./letter.ts";

type Site = { siteUrl: string };

const link = ({ siteUrl }: Site, path: string) => new URL(path, siteUrl).href;

/** The mail with the link that begins the login of an operator. @param back the page to return to after the login */
export function operatorLogInMail(
  { token, back = "" }: { token: string; back?: string | undefined },
  site: Site,
): MailContent {
  return writeLetter({
    subject: "Votre lien de connexion à l’exploitation de PASS",
    firstName: null,
    siteUrl: site.siteUrl,
    blocks: [
      { text: "Vous avez demandé à vous connecter aux pages d’exploitation de PASS." },
      { button: "Se connecter", href: link(site, paths.operationsLogInLink(token, back)) },
      { text: "Ce lien est valable 15\u00a0minutes, et ne sert qu’une fois. Ne le transmettez à personne." },
      { text: "Si vous n’êtes pas à l’origine de cette demande, prévenez l’équipe\u00a0: rien ne change." },
    ],
  });
}

/**
 * The mail that invites an operator. It holds no secret: she asks for a link herself.
 * @param by who invites; null for a command
 */
export function operatorInvitationMail({ by }: { by: string | null }, site: Site): MailContent {
  return writeLetter({
    subject: "Vous êtes opérateur de PASS",
    firstName: null,
    siteUrl: site.siteUrl,
    blocks: [
      { text: `${by === null ? "L’équipe de PASS vous invite" : `${by} vous invite`} à exploiter le site.` },
      {
        text: "Connectez-vous avec l’adresse qui a reçu ce message. Préparez votre téléphone, avec une application d’authentification\u00a0: vous l’enregistrerez à cette première connexion.",
      },
      { button: "Se connecter", href: link(site, paths.operationsLogIn()) },
      { text: "Si cette invitation ne vous concerne pas, ne faites rien." },
    ],
  });
}
