import type { MailContent } from "#app/domain/mails/mail.ts";
import { paths } from "#app/paths.ts";
import { writeLetter } from "./letter.ts";

type Site = { siteUrl: string };

const link = ({ siteUrl }: Site, path: string) => new URL(path, siteUrl).href;

/**
 * The mail with the link that logs a recruiter in.
 * @param administration the label of hers, or of the one that the domain of her address lets her join
 * @param back the page to return to after the login
 */
export function recruiterLogInMail(
  { administration, token, back = "" }: { administration: string; token: string; back?: string | undefined },
  site: Site,
): MailContent {
  return writeLetter({
    subject: "Votre lien de connexion à l’espace recruteur",
    firstName: null,
    siteUrl: site.siteUrl,
    blocks: [
      { text: "Vous avez demandé à vous connecter à l’espace recruteur de PASS." },
      { label: "Votre administration", value: administration },
      { button: "Se connecter", href: link(site, paths.recruiterLogInLink(token, back)) },
      { text: "Ce lien est valable 15\u00a0minutes, et ne sert qu’une fois. Ne le transmettez à personne." },
      { text: "Si vous n’êtes pas à l’origine de cette demande, ne faites rien\u00a0: rien ne change." },
    ],
  });
}

/**
 * The mail that invites somebody to publish for an administration. It holds no secret: she asks for a link herself.
 * @param by who invites; null for the operators of the site
 */
export function recruiterInvitationMail(
  { administration, by, administrator }: { administration: string; by: string | null; administrator: boolean },
  site: Site,
): MailContent {
  const inviter = by === null ? "L’équipe de PASS vous invite" : `${by} vous invite`;
  return writeLetter({
    subject: "Publiez vos offres de stage et d’apprentissage sur PASS",
    firstName: null,
    siteUrl: site.siteUrl,
    blocks: [
      { text: `${inviter} à publier des offres de stage et d’apprentissage sur PASS.` },
      { label: "Pour l’administration", value: administration },
      ...(administrator
        ? [{ text: "Vous administrez cet espace\u00a0: vous pouvez y inviter des collègues et créer des clés d’API." }]
        : []),
      { text: "Connectez-vous avec l’adresse qui a reçu ce message. Il n’y a pas de mot de passe." },
      { button: "Se connecter", href: link(site, paths.recruiterLogIn()) },
      { link: "PASS pour les employeurs", href: link(site, paths.recruiters()) },
      { text: "Si cette invitation ne vous concerne pas, ne faites rien." },
    ],
  });
}
