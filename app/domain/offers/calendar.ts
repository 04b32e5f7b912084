import type { Offer } from "./offer.ts";

/** An all-day event of a calendar. */
export type CalendarDay = { id: string; day: string; summary: string };

/** The dates of an offer for a calendar: its start and its last day, when the employer gave them. */
export function calendarDays({ reference, title, startsOn, expiresOn }: Offer): CalendarDay[] {
  return [
    ...(startsOn ? [{ id: `${reference}-debut`, day: startsOn, summary: `Début : ${title}` }] : []),
    ...(expiresOn
      ? [{ id: `${reference}-limite`, day: expiresOn, summary: `Dernier jour pour candidater : ${title}` }]
      : []),
  ];
}

type Details = { description: string; location: string | null; address: string; updatedAt: string };

/** The days as an iCalendar object (RFC 5545). @param details text that every event also holds */
export function toICalendar(days: CalendarDay[], { description, location, address, updatedAt }: Details): string {
  const stamp = updatedAt.replace(/[-:]|\.\d+/g, "");
  const lines = [
    "BEGIN:VCALENDAR",
    "VERSION:2.0",
    "PRODID:-//PASS//Offres//FR",
    "CALSCALE:GREGORIAN",
    ...days.flatMap(({ id, day, summary }) => [
      "BEGIN:VEVENT",
      `UID:${escaped(id)}@${new URL(address).host}`,
      `DTSTAMP:${stamp}`,
      `DTSTART;VALUE=DATE:${day.replaceAll("-", "")}`,
      `SUMMARY:${escaped(summary)}`,
      `DESCRIPTION:${escaped(description)}`,
      ...(location ? [`LOCATION:${escaped(location)}`] : []),
      `URL:${address}`,
      "TRANSP:TRANSPARENT",
      "END:VEVENT",
    ]),
    "END:VCALENDAR",
  ];
  return lines.map((line) => `${folded(line)}\r\n`).join("");
}

function escaped(text: string): string {
  return text.replace(/[\\;,]/g, (character) => `\\${character}`).replace(/\r?\n/g, "\\n");
}

/** Lines hold 75 octets at most; the next one begins with a space. No character is cut in two. */
function folded(line: string): string {
  let out = "";
  let octets = 0;
  for (const character of line) {
    const size = encoder.encode(character).length;
    if (octets + size > 75) {
      out += "\r\n ";
      octets = 1;
    }
    out += character;
    octets += size;
  }
  return out;
}

const encoder = new TextEncoder();
