import { createCsvReader } from "#app/domain/imports/csp/csv.ts";
import { encodingOf } from "#app/domain/imports/encoding.ts";
import { kindOf } from "#app/services/imports/read-body.ts";

const OFFERS_A_PART = 10_000;
/** The API takes 20 MB a request. */
const BYTES_A_PART = 18_000_000;

/**
 * Cuts a file that is too large for one request, between two offers: an RSS feed into smaller feeds, NDJSON into fewer
 * lines, CSV into files of fewer rows under the same first one. A file that fits comes back as it is.
 */
export function cutFeed(
  text: string,
  limits: { offers: number; bytes: number } = { offers: OFFERS_A_PART, bytes: BYTES_A_PART },
): string[] {
  const kind = kindOf(text.trimStart());
  if (kind === "csp") return cutCsv(text, limits);
  if (kind === "ndjson")
    return gather(
      text.split("\n").filter((line) => line.trim()),
      limits,
      "\n",
      text,
    );
  const first = text.search(/<item[\s>]/);
  const last = text.lastIndexOf("</item>");
  if (first < 0 || last < 0) return [text];
  const end = last + "</item>".length;
  const items = text.slice(first, end).split(/(?<=<\/item>)/);
  return gather(items, limits, "", text).map((part) =>
    part === text ? text : text.slice(0, first) + part + text.slice(end),
  );
}

function cutCsv(text: string, limits: { offers: number; bytes: number }): string[] {
  const records: string[] = [];
  let width: number | null = null;
  const reader = createCsvReader(
    () => width,
    ({ fields, raw }) => {
      width ??= fields?.length ?? null;
      records.push(raw);
    },
  );
  reader.write(text);
  reader.end();
  const [header = "", ...rows] = records;
  return gather(rows, limits, "", text).map((part) => (part === text ? text : header + part));
}

/** The text of a file in the encoding that it declares, with UTF-8 declared instead; null when that is unknown. */
export function decodeFeed(bytes: Uint8Array): string | null {
  const encoding = encodingOf(bytes);
  if ("unknown" in encoding) return null;
  const text = new TextDecoder(encoding.label).decode(bytes);
  return text.replace(/^(\s*<\?xml\s[^>]*?\bencoding\s*=\s*["'])[^"']*/, "$1UTF-8");
}

function gather(offers: string[], limits: { offers: number; bytes: number }, joint: string, whole: string): string[] {
  const parts: string[][] = [];
  let bytes = 0;
  for (const offer of offers) {
    const size = Buffer.byteLength(offer) + joint.length;
    const part = parts.at(-1);
    if (part && part.length < limits.offers && bytes + size <= limits.bytes) {
      part.push(offer);
      bytes += size;
    } else {
      parts.push([offer]);
      bytes = size;
    }
  }
  return parts.length <= 1 ? [whole] : parts.map((part) => part.join(joint));
}
