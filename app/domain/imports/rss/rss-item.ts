import { dayOf } from "#app/domain/format.ts";
import { toPlainLine } from "#app/domain/text/plain-text.ts";
import { parisTimeToInstant, toInstant } from "#app/domain/time.ts";
import { typedPosting } from "./typed-item.ts";

/** The texts of an item's tags, in the order they come; `time` holds the `datetime` of the tags of that name. */
export type RssItem = Map<string, string[]>;

/**
 * An item of a PASS feed in the shape that publishers send. Which tag says what was found out on the real feeds:
 * `author` the entity, `dc:publisher` the service, `dc:contributor` the administration, `dc:description` the
 * département, `dc:coverage` the town, `dc:type` the level, `dc:format` the duration, `dc:date` the start.
 * A feed that PASS itself wrote states the fields of the posting as they are, and they count instead (`typed-item.ts`).
 * @returns a posting for `checkPosting`, with a doubt for each value that was guessed
 */
export function itemToPosting(item: RssItem): { posting: Record<string, unknown>; doubts: string[] } {
  const typed = typedPosting(item);
  if (typed) return { posting: typed, doubts: [] };
  const doubts: string[] = [];
  const text = (tag: string) => item.get(tag)?.join(" ").trim() || undefined;
  const entity = toPlainLine(text("author") ?? "");
  const service = toPlainLine(text("dc:publisher") ?? "");
  return {
    posting: {
      reference: text("dc:identifier"),
      title: text("title"),
      administration: text("dc:contributor"),
      employer: entity,
      service: service === entity ? null : service,
      department: toPlainLine(text("dc:description") ?? ""),
      city: text("dc:coverage"),
      description: text("description"),
      level: levelOf(text("dc:type"), doubts),
      ...durationOf(text("dc:format"), doubts),
      startsOn: startOf(text("dc:date"), doubts),
      publishedAt: publicationOf(text("pubDate")),
      updatedAt: item.get("time")?.[0] || text("dc:source"),
      contacts: contactsOf(text("dc:creator") ?? "", doubts),
    },
    doubts,
  };
}

/** « Niveau 7 – (Bac+5 et plus) » */
function levelOf(said: string | undefined, doubts: string[]): string | undefined {
  const [, level] = /niveau\s{0,5}(\d)/i.exec(said ?? "") ?? [];
  if (said && !level) doubts.push(`Le niveau « ${toPlainLine(said).slice(0, 60)} » n’est pas compris.`);
  return level;
}

/** « 12 mois », « Entre 24 et 36 mois » */
function durationOf(
  said: string | undefined,
  doubts: string[],
): { durationMinMonths?: string; durationMaxMonths?: string } {
  if (!said) return {};
  const [, min, max = min] = /^(?:entre\s+)?(\d{1,3})(?:\s+(?:et|à|-)\s+(\d{1,3}))?\s+mois$/i.exec(said) ?? [];
  if (min && max) return { durationMinMonths: min, durationMaxMonths: max };
  doubts.push(`La durée « ${toPlainLine(said).slice(0, 60)} » n’est pas comprise.`);
  return {};
}

/**
 * The start of a contract is written as midnight in Paris. A date with another hour was set by a program, and is not a
 * start.
 */
function startOf(said: string | undefined, doubts: string[]): string | undefined {
  if (!said) return undefined;
  const instant = toInstant(said);
  if (instant === null) return said;
  const day = dayOf(instant);
  if (parisTimeToInstant(day, "00:00:00") === instant) return day;
  doubts.push(`La date ${said} porte une heure : ce n’est pas un début de contrat.`);
  return undefined;
}

/** `2025-02-26T16:40:27+0100`, or « ven 22/08/2025 - 07:05 », which is the time in Paris. */
function publicationOf(said: string | undefined): string | undefined {
  const [, day, month, year, time] = /(\d\d)\/(\d\d)\/(\d{4}) - (\d\d:\d\d)$/.exec(said ?? "") ?? [];
  return (day && parisTimeToInstant(`${year}-${month}-${day}`, `${time}:00`)) || said;
}

/**
 * Reads « e-mail - phone ». Either may be missing or repeated: the first address goes with the first number, and so on.
 */
function contactsOf(said: string, doubts: string[]): { email?: string; phone?: string }[] {
  const line = toPlainLine(said);
  const words = line
    .split(/\s*[,;|]\s*|(?<=(?:\d[\s.-]?){9})\/|(?:^|\s+)(?:-|–|\/|et|ou)(?:\s+|$)|\s+(?=\S*@)/)
    .filter(Boolean);
  const isPhone = (word: string) => !word.includes("@") && /\d{2}/.test(word);
  const emails = words.filter((word) => word.includes("@"));
  const phones = words.filter(isPhone);
  const others = words.filter((word) => !word.includes("@") && !isPhone(word) && /\p{L}/u.test(word));
  if (others.length > 0) doubts.push(`Le contact « ${others.join(", ").slice(0, 80)} » n’est pas compris.`);
  return Array.from({ length: Math.max(emails.length, phones.length) }, (_, index) => ({
    ...(emails[index] ? { email: emails[index] } : {}),
    ...(phones[index] ? { phone: phones[index] } : {}),
  }));
}
