import type { MailContent } from "#app/domain/mails/mail.ts";
import { paths } from "#app/paths.ts";
import { type Block, writeLetter } from "./letter.ts";

/** The candidate whom a mail addresses. */
export type Reader = { firstName: string; username: string };

type Site = { siteUrl: string };

const link = ({ siteUrl }: Site, path: string) => new URL(path, siteUrl).href;
const notYou = "Si vous n’êtes pas à l’origine de cette demande, ne faites rien\u00a0: rien ne change.";

/**
 * The mail after a sign-up: the username, and the link that confirms the address. The password is in no mail.
 * @param back the page to return to after the login; the other mails take it too
 */
export function activationMail(reader: Reader, token: string, site: Site, back?: string): MailContent {
  return letter("Activez votre compte PASS", nameOrNothing(reader.firstName), site, [
    { text: "Votre compte candidat est créé. Il vous reste à confirmer votre adresse mail\u00a0:" },
    { button: "Activer mon compte", href: link(site, paths.activation(token, back)) },
    { text: "Ce lien est valable 24\u00a0heures. Passé ce délai, demandez-en un autre depuis la page de connexion." },
    { text: "Vos informations de connexion\u00a0:" },
    { label: "Nom d’utilisateur", value: reader.username },
    {
      text: "Votre mot de passe est celui que vous avez choisi. Personne ne vous le demandera, et il ne figure dans aucun message.",
    },
    { text: "Si vous n’avez pas créé ce compte, ne faites rien\u00a0: il sera effacé dans 7\u00a0jours." },
  ]);
}

/**
 * The first name, if it may be sent to an unconfirmed address: letters, spaces, apostrophes and hyphens, 40 characters
 * at most. Otherwise anybody could send words and links to any address through the form of sign-up.
 */
function nameOrNothing(firstName: string): string | null {
  return /^[\p{L}\p{M}][\p{L}\p{M}' ’-]{0,39}$/u.test(firstName) ? firstName : null;
}

/** To the owner of an account, when somebody signs up with her address. */
export function alreadyKnownMail(reader: Reader, site: Site, back?: string): MailContent {
  return letter("Vous avez déjà un compte PASS", reader.firstName, site, [
    {
      text: "Une demande de création de compte vient d’être faite avec votre adresse mail. Or vous avez déjà un compte\u00a0: aucun autre n’a été créé.",
    },
    { label: "Nom d’utilisateur", value: reader.username },
    { button: "Se connecter", href: link(site, paths.logIn(back)) },
    { link: "Mot de passe oublié", href: link(site, paths.forgottenPassword(back)) },
    { text: notYou },
  ]);
}

/** The mail for a forgotten password, with the link to choose a new one. */
export function resetMail(reader: Reader, token: string, site: Site, back?: string): MailContent {
  return letter("Choisissez un nouveau mot de passe", reader.firstName, site, [
    { text: "Vous avez demandé à choisir un nouveau mot de passe pour votre compte PASS." },
    { label: "Nom d’utilisateur", value: reader.username },
    { button: "Choisir un nouveau mot de passe", href: link(site, paths.reset(token, back)) },
    { text: "Ce lien est valable 30\u00a0minutes, et ne sert qu’une fois." },
    { text: `${notYou} Votre mot de passe reste le même.` },
  ]);
}

/** To the owner, after her password was changed or reset. */
export function passwordChangedMail(reader: Reader, site: Site): MailContent {
  return letter("Votre mot de passe a été changé", reader.firstName, site, [
    { text: "Le mot de passe de votre compte PASS vient d’être changé. Toutes vos connexions ont été fermées." },
    { text: "Si ce n’est pas vous, choisissez tout de suite un nouveau mot de passe\u00a0:" },
    { link: "Mot de passe oublié", href: link(site, paths.forgottenPassword()) },
  ]);
}

/** To a new address, with the link that confirms it. */
export function emailChangeMail(reader: Reader, token: string, site: Site): MailContent {
  return letter("Confirmez votre nouvelle adresse mail", reader.firstName, site, [
    { text: "Vous avez demandé que votre compte PASS utilise cette adresse mail. Confirmez-la\u00a0:" },
    { button: "Confirmer cette adresse", href: link(site, paths.confirmEmail(token)) },
    { text: "Ce lien est valable 24\u00a0heures. D’ici là, votre compte garde son adresse actuelle." },
    { text: notYou },
  ]);
}

/** To the owner of an address, when another account asks to use it. */
export function emailInUseMail(reader: Reader, site: Site): MailContent {
  return letter("Cette adresse a déjà un compte PASS", reader.firstName, site, [
    {
      text: "Quelqu’un a demandé à utiliser votre adresse mail pour un autre compte PASS. Elle est déjà celle du vôtre\u00a0: rien n’a changé.",
    },
    { label: "Votre nom d’utilisateur", value: reader.username },
    { text: notYou },
  ]);
}

/** To the old address of an account, after it was changed. The mail does not name the new one. */
export function emailChangedMail(reader: Reader, site: Site): MailContent {
  return letter("L’adresse mail de votre compte a été changée", reader.firstName, site, [
    {
      text: "Votre compte PASS utilise désormais une autre adresse mail\u00a0: vos messages et vos alertes y seront envoyés. Toutes vos connexions ont été fermées.",
    },
    { text: "Si ce n’est pas vous, écrivez-nous sans attendre\u00a0: la page d’aide dit comment." },
    { link: "Aide", href: link(site, paths.help()) },
  ]);
}

function letter(subject: string, firstName: string | null, { siteUrl }: Site, blocks: Block[]): MailContent {
  return writeLetter({ subject, firstName, blocks, siteUrl });
}
