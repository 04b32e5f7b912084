import { formatDay } from "#app/domain/format.ts";
import type { MailContent } from "#app/domain/mails/mail.ts";
import { LINK_ACTS, type LinkAct } from "#app/domain/publishing/reminders.ts";
import { paths } from "#app/paths.ts";
import { type Block, writeLetter } from "./letter.ts";

type Site = { siteUrl: string };

const link = ({ siteUrl }: Site, path: string) => new URL(path, siteUrl).href;

/** The mail that asks an administrator to read an offer again. @param author null once she has left */
export function offerToReviewMail(
  draft: { id: string; title: string; author: string | null },
  site: Site,
): MailContent {
  return writeLetter({
    subject: `Offre à relire : ${draft.title}`,
    firstName: null,
    siteUrl: site.siteUrl,
    blocks: [
      { text: `${draft.author ?? "Un de vos collègues"} vous propose une offre à publier.` },
      { label: "Offre", value: draft.title },
      { button: "Relire l’offre", href: link(site, paths.draftRelease(draft.id)) },
      { text: "Vous pourrez la publier, ou la rendre à son auteur avec une réponse." },
    ],
  });
}

/** The mail that gives an offer back to its author, with the answer of the administrator. */
export function offerReturnedMail(draft: { id: string; title: string; answer: string }, site: Site): MailContent {
  return writeLetter({
    subject: `À revoir : ${draft.title}`,
    firstName: null,
    siteUrl: site.siteUrl,
    blocks: [
      { text: "Votre offre a été relue. Elle n’est pas publiée : une réponse l’accompagne." },
      { label: "Offre", value: draft.title },
      ...draft.answer.split(/\n+/).map((text): Block => ({ text })),
      { button: "Modifier l’offre", href: link(site, paths.draft(draft.id)) },
    ],
  });
}

type Reminded = {
  title: string;
  /** Null for an offer without one. */
  lastDay: string | null;
  offers: { reference: string; place: string | null }[];
  tokens: Record<LinkAct, string>;
};

/** The mail that asks what becomes of an offer: one for all of its places, with links that act without login. */
export function offerReminderMail({ title, lastDay, offers, tokens }: Reminded, site: Site): MailContent {
  const places = offers.map(({ place }) => place).filter((place) => place !== null);
  const act = (name: LinkAct) => link(site, paths.reminderLink(tokens[name]));
  return writeLetter({
    subject: lastDay ? `Se ferme le ${formatDay(lastDay)} : ${title}` : `Toujours d’actualité ? ${title}`,
    firstName: null,
    siteUrl: site.siteUrl,
    blocks: [
      {
        text: lastDay
          ? "Une de vos offres se ferme bientôt. Si rien ne change, les candidats ne la verront plus après son dernier jour."
          : "Une de vos offres est publiée depuis plusieurs mois, sans dernier jour pour candidater.",
      },
      { label: "Offre", value: title },
      { label: "Référence", value: offers.map(({ reference }) => reference).join(", ") },
      ...(places.length > 0 ? [{ label: places.length > 1 ? "Lieux" : "Lieu", value: places.join(", ") }] : []),
      ...(lastDay ? [{ label: "Dernier jour pour candidater", value: formatDay(lastDay) }] : []),
      { button: lastDay ? LINK_ACTS.prolonger : "Elle est toujours d’actualité", href: act("prolonger") },
      { link: "L’offre est pourvue", href: act("pourvue") },
      { link: "Retirer l’offre", href: act("retirer") },
      {
        text: "Chaque lien ouvre une page où il reste à confirmer. Il ne demande pas de connexion : ne transmettez pas ce message.",
      },
    ],
  });
}
