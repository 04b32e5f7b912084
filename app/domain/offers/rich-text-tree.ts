import { escapeHtml } from "#app/domain/text/reduced-html.ts";

export type Inline = "strong" | "em" | "a";
type List = "ul" | "ol";
type Tag = Inline | List | "p" | "li";
/** The root has no tag. */
type Element = { tag: Tag | ""; href?: string; children: Node[] };
type Node = Element | string | typeof BREAK;
const BREAK = { tag: "br" } as const;

/** How deep elements may be nested; beyond, only their text is kept. */
const DEEPEST = 12;

export type Tree = ReturnType<typeof createTree>;

/**
 * A rich text while it is read. Tags may come in any order and number: the tree always holds paragraphs and lists; a
 * list holds items; paragraphs and items hold text, emphasis and links, and an item may end with a list.
 */
export function createTree() {
  const root: Element = { tag: "", children: [] };
  let stack: Element[] = [root];
  const top = () => stack.at(-1) ?? root;
  const isOpen = (tag: Tag) => stack.some((element) => element.tag === tag);
  const isIn = (...tags: Element["tag"][]) => tags.includes(top().tag);
  const innermost = (...tags: Element["tag"][]) => stack.findLastIndex(({ tag }) => tags.includes(tag));

  function push(element: Element): void {
    top().children.push(element);
    stack.push(element);
  }

  /** Closes the innermost open element of that tag, with every element that is open within it. */
  function close(tag: Tag): void {
    const at = innermost(tag);
    if (at > 0) stack = stack.slice(0, at);
  }

  const isBetweenBlocks = () => isIn("", "ul", "ol");

  /** Between blocks there is a break already. */
  function breakLine(): void {
    if (isBetweenBlocks()) return;
    const { children } = top();
    const twice = children.at(-1) === BREAK && children.at(-2) === BREAK;
    if (children.length > 0 && !twice) children.push(BREAK);
  }

  /** Text stands in a paragraph or in a list item. */
  function openBlock(): void {
    if (isIn("")) push({ tag: "p", children: [] });
    if (isIn("ul", "ol")) push({ tag: "li", children: [] });
  }

  function openList(tag: List): void {
    if (!isOpen("li")) close("p");
    if (isIn("ul", "ol")) push({ tag: "li", children: [] });
    // An item holds text, then perhaps a list: emphasis does not go around it.
    while (isIn("strong", "em", "a")) stack.pop();
    push({ tag, children: [] });
  }

  return {
    close,
    isBetweenBlocks,
    breakLine,
    openList,
    isDeep: () => stack.length > DEEPEST,

    /** Ends the paragraph; within a list item, which holds no paragraphs, breaks the line. */
    part(): void {
      const item = innermost("li");
      if (item > innermost("ul", "ol")) {
        stack = stack.slice(0, item + 1);
        breakLine();
      } else close("p");
    },

    openItem(): void {
      const list = innermost("ul", "ol");
      if (list < 0) openList("ul");
      else stack = stack.slice(0, list + 1);
      push({ tag: "li", children: [] });
    },

    openInline(tag: Inline, href?: string): void {
      openBlock();
      if (!isOpen(tag)) push({ tag, children: [], ...(href === undefined ? {} : { href }) });
    },

    addText(text: string): void {
      openBlock();
      top().children.push(text);
    },

    /** The HTML of the tree, without its empty elements. */
    serialize: () => serialize(root),
  };
}

function serialize(node: Node): string {
  if (typeof node === "string") return escapeHtml(node);
  if (node.tag === "br") return "<br>";
  // An empty element that stood between two breaks is gone: they may now be three in a row.
  const inside = node.children
    .map(serialize)
    .join("")
    .replace(/(?:<br>){3,}/g, "<br><br>");
  if (node.tag === "") return inside;
  const isInline = node.tag === "strong" || node.tag === "em" || node.tag === "a";
  // No element begins with a break, as in `breakLine`: the empty element that stood before it is gone.
  const content = isInline ? inside.replace(/^(?:<br>)+/, "") : trimmed(inside);
  if (content.trim() === "") return content && " ";
  const attributes = node.href === undefined ? "" : ` href="${escapeHtml(node.href)}" rel="nofollow noopener"`;
  return `<${node.tag}${attributes}>${content}</${node.tag}>`;
}

/** One space between words, none and no line break at the ends. There are two breaks in a row at most. */
function trimmed(inside: string): string {
  let content = inside.replace(/ {2,}/g, " ").trim();
  while (content.startsWith("<br>")) content = content.slice(4).trimStart();
  while (content.endsWith("<br>")) content = content.slice(0, -4).trimEnd();
  return content;
}
