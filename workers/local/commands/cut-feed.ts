const OFFERS_A_PART = 10_000;
/** The API takes 20 MB a request. */
const BYTES_A_PART = 18_000_000;

/**
 * Cuts a file that is too large for one request, between two offers: an RSS feed into smaller feeds, NDJSON into fewer
 * lines. A file that fits comes back as it is.
 */
export function cutFeed(
  text: string,
  limits: { offers: number; bytes: number } = { offers: OFFERS_A_PART, bytes: BYTES_A_PART },
): string[] {
  if (!text.trimStart().startsWith("<"))
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
