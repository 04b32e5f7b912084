import { escapeHtml } from "#app/domain/text/reduced-html.ts";

/** A line that begins a list, however the bullet came: typed, or pasted from Word as « • », « o » or a private sign. */
const BULLET = /^(\s*)([-*+•●◦▪■□➢✓–—§·\uF0A7\uF0B7\uF0D8\uF0FC]|o)[ \t\u00a0]+(\S.*)$/u;
const NUMBERED = /^(\s*)(\d{1,2})[.)][ \t\u00a0]+(\S.*)$/;
const HEADING = /^\s{0,3}#{1,6}[ \t]+(\S.*)$/;
/** Bullets of a second level, which Word writes without indentation. */
const INNER = new Set(["o", "◦", "▪", "§", "\uF0A7"]);

type Item = { text: string; inner: { tag: List; items: string[] } | null };
type List = "ul" | "ol";
type Block = { tag: "p" | "h3"; lines: string[] } | { tag: List; bullet: string; items: Item[] };

/**
 * The HTML of what a recruiter writes: plain text with a little Markdown. Paragraphs, « # headings », « - lists »,
 * « 1. lists », « **bold** », « *italic* », « [links](https://…) »; a backslash keeps a sign as it is. Everything else
 * is text, tags too.
 * @returns null when nothing was written
 */
export function draftHtml(typed: string | undefined): string | null {
  const blocks: Block[] = [];
  let block = null as Block | null;
  const open = (next: Block) => {
    blocks.push(next);
    block = next;
    return next;
  };
  for (const line of (typed ?? "").split("\n")) {
    const current = block;
    const heading = HEADING.exec(line)?.[1];
    const item = itemOf(line);
    if (line.trim() === "") block = current?.tag === "ul" || current?.tag === "ol" ? current : null;
    else if (heading) {
      open({ tag: "h3", lines: [heading] });
      block = null;
    } else if (item) addItem(item, current, open);
    else if (current?.tag === "p") current.lines.push(line);
    else if (current && "items" in current && /^\s{2,}/.test(line)) continueItem(current, line);
    else open({ tag: "p", lines: [line] });
  }
  return blocks.map(blockHtml).join("") || null;
}

type ReadItem = { tag: List; indent: number; bullet: string; text: string };

function itemOf(line: string): ReadItem | null {
  const [, space = "", bullet = "", text = ""] = BULLET.exec(line) ?? [];
  if (text) return { tag: "ul", indent: width(space), bullet, text };
  const [, before = "", , numbered = ""] = NUMBERED.exec(line) ?? [];
  return numbered ? { tag: "ol", indent: width(before), bullet: "1", text: numbered } : null;
}

function addItem(item: ReadItem, current: Block | null, open: (block: Block) => Block): void {
  const list = current && "items" in current ? current : null;
  const last = list?.items.at(-1);
  const isInner = item.indent >= 2 || (INNER.has(item.bullet) && list !== null && list.bullet !== item.bullet);
  if (last && isInner) {
    last.inner ??= { tag: item.tag, items: [] };
    last.inner.items.push(item.text);
  } else if (list?.tag === item.tag) list.items.push({ text: item.text, inner: null });
  else open({ tag: item.tag, bullet: item.bullet, items: [{ text: item.text, inner: null }] });
}

function continueItem({ items }: Block & { items: Item[] }, line: string): void {
  const last = items.at(-1);
  if (!last) return;
  if (last.inner) last.inner.items[last.inner.items.length - 1] += `\n${line.trim()}`;
  else last.text += `\n${line.trim()}`;
}

function blockHtml(block: Block): string {
  if ("lines" in block) return `<${block.tag}>${inlineHtml(block.lines.join("\n"))}</${block.tag}>`;
  const items = block.items.map(({ text, inner }) => {
    const within = inner ? `<${inner.tag}>${inner.items.map((each) => `<li>${inlineHtml(each)}</li>`).join("")}` : "";
    return `<li>${inlineHtml(text)}${inner ? `${within}</${inner.tag}>` : ""}</li>`;
  });
  return `<${block.tag}>${items.join("")}</${block.tag}>`;
}

/** What ends an address beside spaces and signs: quotation marks and angles, which are escaped by then. */
const ENDS = "(?!&(?:lt|gt|quot);)";
const NAMED_LINK = new RegExp(`\\[([^[\\]\\n]{1,300})\\]\\(((?:https?://|mailto:)(?:${ENDS}[^\\s()]){1,1000})\\)`, "g");
const BARE_LINK = new RegExp(`(?<![\\w"/=>])https://(?:${ENDS}[^\\s()]){1,1000}`, "g");
/** Signs after an address that belong to the sentence. */
const AFTER_LINK = /(?:[.,:!?»]|(?<!&amp);)+$/;

function inlineHtml(text: string): string {
  const links: string[] = [];
  /** A finished address is put aside: no sign in it is emphasis. */
  const aside = (html: string) => `\uE001${links.push(html) - 1};`;
  const kept = text
    .trim()
    .replace(/[\uE000\uE001]/g, "")
    .replace(/\\([\\*_#[\]()+.o•-])/g, (_, sign: string) => `\uE000${sign.charCodeAt(0)};`);
  return escapeHtml(kept)
    .replace(NAMED_LINK, (_, name: string, address: string) => `${aside(`<a href="${address}">`)}${name}</a>`)
    .replace(BARE_LINK, (written) => {
      const address = written.replace(AFTER_LINK, "");
      return aside(`<a href="${address}">${address}</a>`) + written.slice(address.length);
    })
    .replace(/\*\*(?=\S)([^*\n]{1,2000}?)(?<=\S)\*\*/g, "<strong>$1</strong>")
    .replace(/(?<![\w*])\*(?=\S)([^*\n]{1,2000}?)(?<=\S)\*(?![\w*])/g, "<em>$1</em>")
    .replace(/\n/g, "<br>")
    .replace(/\uE001(\d{1,5});/g, (_, index: string) => links[Number(index)] ?? "")
    .replace(/\uE000(\d{1,5});/g, "&#$1;");
}

function width(space: string): number {
  return space.replaceAll("\t", "  ").length;
}
