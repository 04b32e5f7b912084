import { Parser } from "htmlparser2";
import { cutAtWord, withoutInvisible } from "#app/domain/text/plain-text.ts";
import { toLink } from "./links.ts";

/** Inline writings that are kept, under the name that they are kept by. */
const INLINE: Record<string, "strong" | "em"> = { strong: "strong", b: "strong", em: "em", i: "em" };
const HEADING = /^h[1-6]$/;
/** What parts two paragraphs, although nothing of it is kept. */
const PARTING = new Set(
  "p div section article header footer table tr td th blockquote pre dl dt dd hr figure address".split(" "),
);
/** Their content is no text of the offer. */
const SILENT = new Set(
  "script style iframe object svg math template noscript title textarea select head xmp noembed noframes".split(" "),
);
/** « <a.durand@ville.example> » as mail programs write it, which is no tag. */
const ADDRESS = /<(?=[^\s<>@"'=/]+@[^\s<>@"'=/]+>)/g;
/** Lists within lists, emphasis within emphasis: deeper, only the text is kept. */
const DEEPEST = 12;

type Element = { tag: "" | "p" | "ul" | "ol" | "li" | "strong" | "em" | "a"; href?: string; children: Node[] };
type Node = Element | string | typeof BREAK;
const BREAK = { tag: "br" } as const;

/** HTML that holds nothing but what is allowed, and whether its text had to be cut. */
export type RichText = { html: string; cut: boolean };

/**
 * Reduces HTML from outside to paragraphs, lists, emphasis, line breaks, and links to `https:` and `mailto:`; everything
 * else is read as its text, and what runs or embeds is dropped with its content. Text without markup gets
 * paragraphs at its empty lines. The result is balanced, escaped, and reducing it again changes nothing.
 * @param most characters of text, beyond which it is cut between two words
 * @returns null when no text is left
 */
export function toRichText(html: string, most: number = Number.POSITIVE_INFINITY): RichText | null {
  const builder = createBuilder(most);
  let silent = 0;
  const parser = new Parser({
    onopentag(name, attributes) {
      if (silent > 0 || SILENT.has(name)) silent += 1;
      else builder.open(name, attributes.href);
    },
    onclosetag(name) {
      if (silent > 0) silent -= 1;
      else builder.close(name);
    },
    ontext(text) {
      if (silent === 0) builder.text(text);
    },
  });
  const markup = html.replace(ADDRESS, "&lt;");
  parser.end(/<[a-z!/]/i.test(markup) ? markup : paragraphs(markup));
  const reduced = serialize(builder.root);
  return reduced === "" ? null : { html: reduced, cut: builder.isCut() };
}

function createBuilder(most: number) {
  const root: Element = { tag: "", children: [] };
  let stack: Element[] = [root];
  let room = most;
  let cut = false;
  const top = () => stack.at(-1) ?? root;
  const isOpen = (tag: Element["tag"]) => stack.some((element) => element.tag === tag);

  function push(element: Element): void {
    top().children.push(element);
    stack.push(element);
  }

  /** Closes the innermost of these tags, and all that is open within it. */
  function closeInnermost(...tags: Element["tag"][]): void {
    const at = stack.findLastIndex(({ tag }) => tags.includes(tag));
    if (at > 0) stack = stack.slice(0, at);
  }

  /** Ends the paragraph; within a list item, which holds no paragraphs, breaks the line. */
  function part(): void {
    const item = stack.findLastIndex(({ tag }) => tag === "li");
    const list = stack.findLastIndex(({ tag }) => tag === "ul" || tag === "ol");
    if (item > list) {
      stack = stack.slice(0, item + 1);
      breakLine();
    } else closeInnermost("p");
  }

  function breakLine(): void {
    const { tag, children } = top();
    // Between blocks there is one already.
    if (tag === "" || tag === "ul" || tag === "ol") return;
    const twice = children.at(-1) === BREAK && children.at(-2) === BREAK;
    if (children.length > 0 && !twice) children.push(BREAK);
  }

  /** Text stands in a paragraph or in a list item. */
  function openBlock(): void {
    const { tag } = top();
    if (tag === "") push({ tag: "p", children: [] });
    if (tag === "ul" || tag === "ol") push({ tag: "li", children: [] });
  }

  function openList(tag: "ul" | "ol"): void {
    if (!isOpen("li")) closeInnermost("p");
    if (top().tag === "ul" || top().tag === "ol") push({ tag: "li", children: [] });
    // An item holds text, then perhaps a list: emphasis does not go around it.
    while (INLINE[top().tag] || top().tag === "a") stack.pop();
    push({ tag, children: [] });
  }

  function openInline(tag: "strong" | "em" | "a", href?: string): void {
    openBlock();
    if (!isOpen(tag)) push({ tag, children: [], ...(href === undefined ? {} : { href }) });
  }

  return {
    root,
    isCut: () => cut,
    open(name: string, href: string | undefined): void {
      const inline = INLINE[name];
      if (room <= 0 || stack.length > DEEPEST) return;
      if (name === "br") breakLine();
      else if (PARTING.has(name)) part();
      else if (inline) openInline(inline);
      else if (HEADING.test(name)) {
        part();
        openInline("strong");
      } else if (name === "ul" || name === "ol") openList(name);
      else if (name === "li") {
        const list = stack.findLastIndex(({ tag }) => tag === "ul" || tag === "ol");
        if (list < 0) openList("ul");
        else stack = stack.slice(0, list + 1);
        push({ tag: "li", children: [] });
      } else if (name === "a") {
        const link = toLink(href ?? "");
        if (link) openInline("a", link.href);
      }
    },
    close(name: string): void {
      const inline = INLINE[name];
      if (inline) closeInnermost(inline);
      else if (name === "a" || name === "ul" || name === "ol" || name === "li") closeInnermost(name);
      else if (HEADING.test(name)) {
        closeInnermost("strong");
        part();
      } else if (PARTING.has(name)) part();
    },
    text(text: string): void {
      const spaced = withoutInvisible(text.replace(/[ \t\r\n\f\v]+/g, " "));
      const blank = spaced.trim() === "";
      if (blank && (room <= 0 || top().tag === "" || top().tag === "ul" || top().tag === "ol")) return;
      cut ||= spaced.length > room;
      if (room <= 0) return;
      openBlock();
      top().children.push(cutAtWord(spaced, room));
      room = cut ? 0 : room - spaced.length;
    },
  };
}

function serialize(node: Node): string {
  if (typeof node === "string") return escaped(node);
  if (node.tag === "br") return "<br>";
  const inside = node.children.map(serialize).join("");
  if (node.tag === "") return inside;
  const isInline = node.tag === "a" || INLINE[node.tag] !== undefined;
  const content = isInline ? inside : trimmed(inside);
  if (content.trim() === "") return content && " ";
  const attributes = node.href === undefined ? "" : ` href="${escaped(node.href)}" rel="nofollow noopener"`;
  return `<${node.tag}${attributes}>${content}</${node.tag}>`;
}

/** One space between words, none and no line break at the ends. There are two breaks in a row at most. */
function trimmed(inside: string): string {
  let content = inside.replace(/ {2,}/g, " ").trim();
  while (content.startsWith("<br>")) content = content.slice(4).trimStart();
  while (content.endsWith("<br>")) content = content.slice(0, -4).trimEnd();
  return content;
}

function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");
}

function paragraphs(text: string): string {
  return text
    .split(/\n[ \t\r]*\n/)
    .map((paragraph) => `<p>${paragraph.trim().replaceAll("\n", "<br>")}</p>`)
    .join("");
}
