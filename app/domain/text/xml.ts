/** The characters that XML reserves. A carriage return that is not escaped would be read as a line feed. */
const REFERENCES = new Map([
  ["&", "&amp;"],
  ["<", "&lt;"],
  [">", "&gt;"],
  ['"', "&quot;"],
  ["\r", "&#13;"],
]);

/**
 * Text as it stands in XML, within elements and within attributes between double quotes. Characters that no XML may hold
 * (XML 1.0, 2.2), lone surrogates among them, are left out.
 */
export function escapeXml(text: string): string {
  return text
    .replace(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, "")
    .replace(/[&<>"\r]/g, (sign) => REFERENCES.get(sign) ?? sign);
}

/** An element that holds text. */
export function textElement(name: string, text: string): string {
  return `<${name}>${escapeXml(text)}</${name}>`;
}
