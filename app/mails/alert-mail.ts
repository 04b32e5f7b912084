import { formatCount, formatDay, formatDuration } from "#app/domain/format.ts";
import type { MailContent } from "#app/domain/mails/mail.ts";
import { labelOf } from "#app/domain/nomenclature.ts";
import type { OfferSummary } from "#app/domain/offers/offer.ts";
import { employerOf, placeOf } from "#app/domain/offers/offer-words.ts";
import { paths } from "#app/paths.ts";
import { button, inert, link, linkToSite, oneLine, page } from "./letter.ts";

/** What one saved search has found. */
type AlertSection = {
  name: string;
  /** The criteria in words. */
  criteria: string;
  /** Path of its results. */
  search: string;
  /** Path that switches off its bell, without login. */
  stop: string;
  /** Those that are listed, with the names of the other searches that found them too. */
  offers: (OfferSummary & { also: string[] })[];
  /** How many more it has found. */
  more: number;
};

export type AlertMail = {
  firstName: string;
  /** Public origin of the site. */
  siteUrl: string;
  sections: AlertSection[];
  /** How many offers the mail tells of, listed or not. */
  total: number;
  /** Path of the page that shows exactly these. */
  mailedOffers: string;
  /** Path that switches off every bell, without login. */
  stopAll: string;
};

/**
 * The alert: a section a search, each offer once, in HTML (tables, 600 px, dark mode) and in plain text. It can be
 * stopped in one click, from the mail's own menu too (RFC 8058, RFC 2919, RFC 3834).
 */
export function alertMail(mail: AlertMail): MailContent {
  const at = (path: string) => new URL(path, mail.siteUrl).href;
  const subject = subjectOf(mail);
  return {
    subject,
    html: page(subject, htmlOf(mail, at)),
    text: textOf(mail, at),
    headers: {
      "List-Unsubscribe": `<${at(mail.stopAll)}>`,
      "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
      "List-Id": `Alertes PASS <alertes.${new URL(mail.siteUrl).hostname}>`,
      "Auto-Submitted": "auto-generated",
    },
  };
}

/** « Chargée de communication H/F et 3 autres offres ». */
function subjectOf({ sections, total }: AlertMail): string {
  const title = oneLine(sections[0]?.offers[0]?.title ?? "");
  const short = [...title].length > TITLE ? `${[...title].slice(0, TITLE - 1).join("")}…` : title;
  return total > 1
    ? `${short} et ${formatCount(total - 1, "autre offre", "autres offres")}`
    : `Nouvelle offre\u00a0: ${short}`;
}

/** What a phone shows of a subject, and room for « et 12 autres offres ». */
const TITLE = 70;

const WHY = "Vous recevez ce message parce que vous avez activé une alerte sur une recherche sauvegardée.";

type At = (path: string) => string;

function htmlOf(mail: AlertMail, at: At): string {
  const { firstName, siteUrl, sections, total, mailedOffers, stopAll } = mail;
  const all = `Voir les ${formatCount(total, "offre")}`;
  return [
    row(`Bonjour ${inert(oneLine(firstName))},`),
    row(inert(introduction(mail))),
    ...sections.map((section) => sectionHtml(section, at)),
    total > 1 ? row(button(at(mailedOffers), all), "padding:8px 0 24px") : "",
    row(
      `<p class="small" style="margin:0;font-size:14px;line-height:22px;color:#666666">${inert(WHY)}<br>${[
        link(at(paths.savedSearches()), "Modifier mes alertes"),
        link(at(stopAll), "Arrêter toutes mes alertes"),
        linkToSite(siteUrl),
      ].join(" · ")}</p>`,
      "padding:16px 0 0;border-top:1px solid #cecece",
    ),
  ].join("");
}

function introduction({ total, sections }: AlertMail): string {
  const offers =
    total > 1 ? `${formatCount(total, "offre", "nouvelles offres")} répondent` : "Une nouvelle offre répond";
  return `${offers} à ${sections.length > 1 ? "vos recherches" : "votre recherche"}.`;
}

function sectionHtml({ name, criteria, search, stop, offers, more }: AlertSection, at: At): string {
  const title = oneLine(name);
  // A name that was not changed is the criteria in words.
  const described = title === criteria ? "" : `<span class="small" style="color:#666666">${inert(criteria)}</span><br>`;
  const links = `${link(at(search), "Relancer cette recherche")} · ${link(at(stop), "Arrêter cette alerte")}`;
  return [
    row(
      `<h2 style="margin:0;font-size:18px;line-height:24px">${inert(title)}</h2><span style="font-size:14px;line-height:22px">${described}${links}</span>`,
      "padding:8px 0 12px",
    ),
    ...offers.map((offer) => offerHtml(offer, at)),
    ...(more > 0 ? [row(inert(moreOf(more, offers.length)), "padding:0 0 16px")] : []),
  ].join("");
}

function offerHtml(offer: AlertSection["offers"][number], at: At): string {
  const lines = factsOf(offer).map((line) => `<br>${inert(line)}`);
  return row(
    `<table role="presentation" width="100%" cellpadding="0" cellspacing="0"><tr><td class="card" style="padding:12px 16px;border:1px solid #cecece;border-left:4px solid #006a6f;font-size:15px;line-height:22px"><a class="link" style="color:#006a6f;font-size:16px;font-weight:bold" href="${inert(at(paths.offer(offer.reference)))}">${inert(oneLine(offer.title))}</a>${lines.join("")}</td></tr></table>`,
    "padding:0 0 12px",
  );
}

/** What stands under the title, a line each. */
function factsOf(offer: AlertSection["offers"][number]): string[] {
  const { type, startsOn, durationMinMonths, durationMaxMonths, expiresOn, also } = offer;
  const begins = startsOn && `à partir du ${formatDay(startsOn)}`;
  return [
    [labelOf("type", type), employerOf(offer)].filter(Boolean).join(" · "),
    [placeOf(offer), begins, formatDuration(durationMinMonths, durationMaxMonths)].filter(Boolean).join(" · "),
    expiresOn ? `Candidatures jusqu’au ${formatDay(expiresOn)}` : "",
    also.length > 0 ? `Répond aussi à ${also.map((name) => `«\u00a0${oneLine(name)}\u00a0»`).join(", ")}` : "",
  ]
    .map(oneLine)
    .filter(Boolean);
}

function moreOf(more: number, listed: number): string {
  return listed > 0
    ? `… et ${formatCount(more, "autre offre", "autres offres")} pour cette recherche.`
    : `${formatCount(more, "offre")} pour cette recherche.`;
}

function textOf(mail: AlertMail, at: At): string {
  const { firstName, siteUrl, sections, total, mailedOffers, stopAll } = mail;
  const blocks = [
    `Bonjour ${oneLine(firstName)},`,
    introduction(mail),
    ...sections.map(({ name, criteria, search, stop, offers, more }) =>
      [
        `== ${oneLine(name)} ==`,
        ...(oneLine(name) === criteria ? [] : [criteria]),
        ...offers.map((offer) =>
          ["", `* ${oneLine(offer.title)}`, ...factsOf(offer), at(paths.offer(offer.reference))].join("\n"),
        ),
        ...(more > 0 ? ["", moreOf(more, offers.length)] : []),
        "",
        `Relancer cette recherche\u00a0: ${at(search)}`,
        `Arrêter cette alerte\u00a0: ${at(stop)}`,
      ].join("\n"),
    ),
    ...(total > 1 ? [`Voir les ${formatCount(total, "offre")}\u00a0: ${at(mailedOffers)}`] : []),
    "--",
    WHY,
    `Modifier mes alertes\u00a0: ${at(paths.savedSearches())}`,
    `Arrêter toutes mes alertes\u00a0: ${at(stopAll)}`,
    siteUrl,
  ];
  return `${blocks.join("\n\n")}\n`;
}

/** One row of the mail. @param html already inert */
function row(html: string, style = "padding:0 0 16px"): string {
  return `<tr><td style="${style};font-size:16px;line-height:24px">${html}</td></tr>`;
}
