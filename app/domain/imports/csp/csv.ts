/** A record that was read: its fields, or null when it is broken; the number of its first line; its source text. */
export type CsvRecord = { fields: string[] | null; line: number; raw: string };

/** No row of a file of offers is longer: a quote that is never closed would otherwise swallow the rest of the file. */
const LONGEST_RECORD = 64_000;

/**
 * Reads CSV piece by piece: fields between `;`, quoted where they hold `;`, quotes (doubled) or line breaks. A broken
 * record costs its first line only: reading goes on at the next line. Libraries cannot do that, see
 * docs/decisions/0025.
 * @param width how many fields a record has, null until that is known: a record of several lines with another number of
 * fields is one whose quote was not closed
 */
export function createCsvReader(width: () => number | null, take: (record: CsvRecord) => void) {
  let kept = "";
  let line = 1;

  /** Takes every record that is whole. @param last whether no more text comes */
  function read(last: boolean): void {
    let start = 0;
    while (start < kept.length) {
      const record = readRecord(kept, start, last);
      const newline = kept.indexOf("\n", start);
      const waits = record === "more" || (record === "broken" && newline < 0);
      if (waits && !last && kept.length - start < LONGEST_RECORD) break;
      const end = newline < 0 ? kept.length : newline + 1;
      const isWhole = typeof record === "object" && (record.end <= end || record.fields.length === width());
      const next = isWhole ? record.end : end;
      const raw = kept.slice(start, next);
      if (raw.trim() !== "") take({ fields: isWhole ? record.fields : null, line, raw });
      line += raw.split("\n").length - 1;
      start = next;
    }
    kept = kept.slice(start);
  }

  return {
    write(text: string): void {
      kept += text;
      // A record ends with a line: until one does, there is nothing new to read.
      if (text.includes("\n") || kept.length > 2 * LONGEST_RECORD) read(false);
    },
    end(): void {
      read(true);
    },
  };
}

/** The record that begins at `start`; `more` when its end has not come yet. */
function readRecord(text: string, start: number, last: boolean): { fields: string[]; end: number } | "more" | "broken" {
  const fields: string[] = [];
  for (let at = start; ; at += 1) {
    const field = text[at] === '"' ? readQuoted(text, at, last) : readBare(text, at, last);
    if (typeof field === "string") return field;
    fields.push(field.value);
    at = field.end;
    if (text[at] === ";") continue;
    if (text[at] === "\r") at += 1;
    if (at < text.length || last) return { fields, end: Math.min(at + 1, text.length) };
    return "more";
  }
}

type Field = { value: string; end: number } | "more" | "broken";

/** A field between quotes. Its closing quote is followed by `;`, by the end of the line or by the end of the text. */
function readQuoted(text: string, start: number, last: boolean): Field {
  let value = "";
  for (let from = start + 1; ; ) {
    const quote = text.indexOf('"', from);
    if (quote < 0 || quote - start > LONGEST_RECORD) return quote < 0 && !last ? "more" : "broken";
    value += text.slice(from, quote);
    if (text[quote + 1] === '"') {
      value += '"';
      from = quote + 2;
      continue;
    }
    const after = text.slice(quote + 1, quote + 3);
    if (after === "" || after === "\r") return last ? { value, end: quote + 1 } : "more";
    return /^(?:;|\n|\r\n)/.test(after) ? { value, end: quote + 1 } : "broken";
  }
}

const BARE_END = /\r?\n|;/g;

function readBare(text: string, start: number, last: boolean): Field {
  BARE_END.lastIndex = start;
  const end = BARE_END.exec(text)?.index;
  if (end === undefined) return last ? { value: text.slice(start), end: text.length } : "more";
  return { value: text.slice(start, end), end };
}
