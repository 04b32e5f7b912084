import { formatDay } from "#app/domain/format.ts";
import type { KeptOfferNews } from "#app/domain/kept-offers/kept-offer.ts";
import type { MailContent } from "#app/domain/mails/mail.ts";
import { paths } from "#app/paths.ts";
import { type Block, writeLetter } from "./letter.ts";

/** Writes the mail about the kept offers of a candidate that close soon or are over: one mail for all news of a day. */
export function keptOfferMail(firstName: string, news: KeptOfferNews[], { siteUrl }: { siteUrl: string }): MailContent {
  const closing = news.filter(({ state }) => state === "closing");
  const over = news.filter(({ state }) => state !== "closing");
  const link = (path: string) => new URL(path, siteUrl).href;
  const blocks: Block[] = [
    ...(closing.length > 0
      ? [
          {
            text: plural(
              closing,
              "Cette offre que vous avez gardée ferme bientôt :",
              "Ces offres que vous avez gardées ferment bientôt :",
            ),
          },
        ]
      : []),
    ...closing.flatMap((offer): Block[] => [
      { link: `${offer.title} (${offer.reference})`, href: link(paths.offer(offer.reference)) },
      ...(offer.expiresOn ? [{ label: "Dernier jour pour candidater", value: formatDay(offer.expiresOn) }] : []),
    ]),
    ...(over.length > 0
      ? [
          {
            text: plural(
              over,
              "Cette offre que vous avez gardée n’est plus disponible :",
              "Ces offres que vous avez gardées ne sont plus disponibles :",
            ),
          },
        ]
      : []),
    ...over.map(({ title, reference, state }) => ({
      label: state === "withdrawn" ? "Retirée du site" : "Date limite passée",
      value: `${title} (${reference})`,
    })),
    { button: "Voir mes offres", href: link(paths.keptOffers()) },
    {
      text: "Vous recevez ce message parce que vous l’avez demandé dans « Mes offres ». Vous pouvez y changer d’avis.",
    },
  ];
  return writeLetter({ subject: subjectOf(closing, over), firstName, blocks, siteUrl });
}

function subjectOf(closing: KeptOfferNews[], over: KeptOfferNews[]): string {
  const [first] = [...closing, ...over];
  if (first && closing.length + over.length === 1) {
    return first.state === "closing" ? `Ferme bientôt : ${first.title}` : `N’est plus disponible : ${first.title}`;
  }
  if (over.length === 0) return `${closing.length} offres gardées ferment bientôt`;
  if (closing.length === 0) return `${over.length} offres gardées ne sont plus disponibles`;
  return "Du nouveau parmi vos offres gardées";
}

function plural(offers: KeptOfferNews[], one: string, several: string): string {
  return offers.length > 1 ? several : one;
}
