import { parser } from "sax";

/** An element: its name without prefix, in the case that it has, and its attributes, without prefixes either. */
export type XmlElement = { name: string; attributes: Record<string, string> };

/**
 * The elements of a small XML file, in order. No entity is expanded but the five of XML itself: a file that declares its
 * own is not read.
 * @returns null when it is not well-formed, in an encoding that is not Unicode, or declares entities
 */
export function readElements(bytes: Uint8Array): XmlElement[] | null {
  const text = decode(bytes);
  if (text === null || /<!ENTITY/i.test(text)) return null;
  const elements: XmlElement[] = [];
  const reader = parser(true);
  let failed = false;
  reader.onerror = () => {
    failed = true;
  };
  reader.onopentag = ({ name, attributes }) => {
    const pairs = Object.entries(attributes).map(([key, value]) => [withoutPrefix(key), String(value)]);
    elements.push({ name: withoutPrefix(name), attributes: Object.fromEntries(pairs) });
  };
  try {
    reader.write(text).close();
  } catch {
    return null;
  }
  return failed ? null : elements;
}

function decode(bytes: Uint8Array): string | null {
  const wide =
    bytes[0] === 0xff && bytes[1] === 0xfe ? "utf-16le" : bytes[0] === 0xfe && bytes[1] === 0xff ? "utf-16be" : null;
  try {
    const text = new TextDecoder(wide ?? "utf-8", { fatal: true, ignoreBOM: false }).decode(bytes);
    const declaration = text.startsWith("<?xml") ? text.slice(0, text.indexOf("?>")) : "";
    if (declaration.length > 200) return null;
    const [, said = "utf-8"] = /encoding\s*=\s*["']([^"']*)["']/.exec(declaration) ?? [];
    return /^(?:utf-8|us-ascii|ascii|utf-16)$/i.test(said) ? text : null;
  } catch {
    return null;
  }
}

function withoutPrefix(name: string): string {
  return name.slice(name.indexOf(":") + 1);
}
