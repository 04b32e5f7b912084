import { formatCount, formatDay, formatDuration } from "#app/domain/format.ts";
import type { MailContent } from "#app/domain/mails/mail.ts";
import { labelOf } from "#app/domain/nomenclature.ts";
import type { OfferSummary } from "#app/domain/offers/offer.ts";
import { employerOf, placeOf } from "#app/domain/offers/offer-words.ts";
import { paths } from "#app/paths.ts";
import { button, inert, link, linkToSite, oneLine, page } from "./letter.ts";

/** The findings of one saved search. */
type AlertSection = {
  name: string;
  /** The criteria in words. */
  criteria: string;
  /** Path of its results. */
  search: string;
  /** Path that switches off its bell, without login. */
  stop: string;
  /** The listed offers, each with the names of the other searches that found it. */
  offers: (OfferSummary & { also: string[] })[];
  /** How many more offers the search has found, which are not listed. */
  more: number;
};

export type AlertMail = {
  firstName: string;
  /** Public origin of the site. */
  siteUrl: string;
  sections: AlertSection[];
  /** How many offers the mail announces, listed or not. */
  total: number;
  /** Path of the page that shows exactly these offers. */
  mailedOffers: string;
  /** Path that switches off every bell, without login. */
  stopAll: string;
};

/**
 * Writes an alert, in HTML (600 px, dark mode) and in plain text: a section for each search, each offer once.
 * Its headers offer one-click unsubscription in mail programs (RFC 8058), and name the list (RFC 2919) and the
 * automatic sender (RFC 3834).
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

/** Characters of the title in the subject: what a phone shows, with « et 12 autres offres » after it. */
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
  // The default name of a search is its criteria in words: they are not repeated.
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
    `<div class="card" style="padding:12px 16px;border:1px solid #cecece;border-left:4px solid #006a6f;font-size:15px;line-height:22px"><a class="link" style="color:#006a6f;font-size:16px;font-weight:bold" href="${inert(at(paths.offer(offer.reference)))}">${inert(oneLine(offer.title))}</a>${lines.join("")}</div>`,
    "padding:0 0 12px",
  );
}

/** The lines under the title of an offer. */
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

/** One block of the mail. @param html already escaped */
function row(html: string, style = "padding:0 0 16px"): string {
  return `<div style="${style};font-size:16px;line-height:24px">${html}</div>`;
}
