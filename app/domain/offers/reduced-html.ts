/** HTML that `rich-text.ts` has reduced, as text: tags part words, and the few entities that it writes are read. */
export function plainText(html: string | null): string | null {
  if (html === null) return null;
  return html
    .replace(/<[^<>]*>/g, " ")
    .replace(/&(?:#(\d{1,7})|#x([\da-f]{1,6})|(amp|lt|gt|quot|apos|nbsp));/gi, (_, decimal, hexadecimal, name) =>
      name
        ? (ENTITIES[name.toLowerCase()] ?? " ")
        : character(decimal ? Number(decimal) : Number.parseInt(hexadecimal, 16)),
    );
}

const ENTITIES: Record<string, string> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" };

function character(code: number): string {
  return code <= 0x10ffff ? String.fromCodePoint(code) : " ";
}
