import { FRANCE } from "#app/domain/nomenclature.ts";
import type { Offer } from "#app/domain/offers/offer.ts";
import { placeOf } from "#app/domain/offers/offer-words.ts";
import { readHtml } from "#app/domain/text/read-html.ts";
import { contactField, domainField, MOST_CONTACTS, MOST_DOMAINS, placeField, type TypedDraft } from "./draft-form.ts";

/**
 * What the form would hold of an offer, whoever published it, for a new offer like it: without its days of publication
 * and its last day, which are those of the other.
 */
export function draftOfOffer(offer: Offer): TypedDraft {
  const yesOrNo = (said: boolean | null) => (said === null ? "" : said ? "oui" : "non");
  const all: Record<string, string | null | undefined> = {
    type: offer.type,
    title: offer.title,
    level: offer.level === null ? "" : String(offer.level),
    employer: offer.employer,
    service: offer.service,
    [placeField(1)]: offer.country === FRANCE ? placeOf(offer) : offer.city,
    country: offer.country === FRANCE ? "" : offer.country,
    description: toDraftText(offer.description),
    profile: toDraftText(offer.profile),
    employerDescription: toDraftText(offer.employerDescription),
    more: toDraftText(offer.more),
    startsOn: offer.startsOn,
    durationMin: offer.durationMinMonths?.toString(),
    durationMax: offer.durationMaxMonths?.toString(),
    telework: yesOrNo(offer.telework),
    disabilityFriendly: yesOrNo(offer.disabilityFriendly),
    pay: offer.pay,
    ...Object.fromEntries(offer.domains.slice(0, MOST_DOMAINS).map((code, n) => [domainField(n + 1), code])),
    ...Object.fromEntries(
      offer.contacts.slice(0, MOST_CONTACTS).flatMap(({ name, email, phone, url }, n) => [
        [contactField(n + 1, "Name"), name],
        [contactField(n + 1, "Email"), email],
        [contactField(n + 1, "Phone"), phone],
        [contactField(n + 1, "Url"), url],
      ]),
    ),
  };
  return Object.fromEntries(Object.entries(all).flatMap(([name, value]) => (value ? [[name, value]] : [])));
}

/** The text of a draft that gives this HTML again, which `rich-text.ts` has reduced. */
export function toDraftText(html: string | null): string {
  let text = "";
  const lists: { tag: string; count: number }[] = [];
  let href = "";
  readHtml(html ?? "", {
    onopentag(name, attributes) {
      if (name === "p") text += "\n\n";
      else if (name === "br") text += lists.length > 0 ? `\n${"  ".repeat(lists.length)}` : "\n";
      else if (name === "strong") text += "**";
      else if (name === "em") text += "*";
      else if (name === "a") {
        href = attributes.href ?? "";
        text += "[";
      } else if (name === "ul" || name === "ol") {
        text += lists.length === 0 ? "\n" : "";
        lists.push({ tag: name, count: 0 });
      } else if (name === "li") text += `\n${bulletOf(lists)}`;
    },
    onclosetag(name) {
      if (name === "strong") text += "**";
      else if (name === "em") text += "*";
      else if (name === "a") text += `](${href})`;
      else if (name === "ul" || name === "ol") lists.pop();
    },
    ontext(part) {
      text += escaped(part, /(^|\n)$/.test(text));
    },
  });
  // A link whose text is its address needs no brackets.
  return text.replace(/\[(https:\/\/[^\s\]]+)\]\(\1\)/g, "$1").trim();
}

function bulletOf(lists: { tag: string; count: number }[]): string {
  const list = lists.at(-1);
  if (!list) return "- ";
  list.count += 1;
  return `${"  ".repeat(lists.length - 1)}${list.tag === "ol" ? `${list.count}. ` : "- "}`;
}

/** Signs that the form would read as Markdown stay as they are. */
function escaped(text: string, beginsLine: boolean): string {
  const inner = text.replace(/[\\*[\]]/g, "\\$&");
  if (!beginsLine) return inner;
  return inner.replace(/^(\s*)([-+•#]|o(?=\s))/, "$1\\$2").replace(/^(\s*\d{1,2})([.)])(?=\s)/, "$1\\$2");
}
