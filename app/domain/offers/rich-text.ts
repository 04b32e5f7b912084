import { cutAtWord, withoutInvisible } from "#app/domain/text/plain-text.ts";
import { ADDRESS, readHtml } from "#app/domain/text/read-html.ts";
import { toLink } from "./links.ts";
import { createTree, type Inline, type Tree } from "./rich-text-tree.ts";

/** Emphasis, under the name that it is kept by. */
const EMPHASIS: Record<string, Inline> = { strong: "strong", b: "strong", em: "em", i: "em" };
const HEADING = /^h[1-6]$/;
/** Tags that end a paragraph, and are not kept themselves. */
const PARTING = new Set(
  "p div section article header footer table tr td th blockquote pre dl dt dd hr figure address".split(" "),
);
/** Tags whose content is dropped too: it is no text of the offer. */
const SILENT = new Set(
  "script style iframe object svg math template noscript title textarea select head xmp noembed noframes".split(" "),
);

/** HTML of allowed tags only, and whether its text was cut. */
export type RichText = { html: string; cut: boolean };

/**
 * Reduces HTML from outside to paragraphs, lists, emphasis, line breaks, and links to `https:` and `mailto:`. Of every
 * other element only the text is kept; scripts, styles and embedded objects are dropped with their content. Text
 * without markup gets a paragraph at each empty line. The result is balanced and escaped, and reducing it again changes
 * nothing. Why no library does it: docs/decisions/0016-rich-text.md.
 * @param most characters of text, beyond which it is cut between two words
 * @returns null when no text is left
 */
export function toRichText(html: string, most: number = Number.POSITIVE_INFINITY): RichText | null {
  const tree = createTree();
  let silent = 0;
  let room = most;
  let cut = false;
  const markup = html.replace(ADDRESS, "&lt;");
  const whole = readHtml(/<[a-z!/]/i.test(markup) ? markup : paragraphs(markup), {
    onopentag(name, { href }) {
      if (silent > 0 || SILENT.has(name)) silent += 1;
      else if (room > 0) open(tree, name, href);
    },
    onclosetag(name) {
      if (silent > 0) silent -= 1;
      else close(tree, name);
    },
    ontext(text) {
      const spaced = withoutInvisible(text.replace(/[ \t\r\n\f\v]+/g, " "));
      const blank = spaced.trim() === "";
      if (silent > 0 || (blank && (room <= 0 || tree.isBetweenBlocks()))) return;
      cut ||= spaced.length > room;
      if (room <= 0) return;
      tree.addText(cutAtWord(spaced, room));
      room = cut ? 0 : room - spaced.length;
    },
  });
  const reduced = tree.serialize();
  return reduced === "" ? null : { html: reduced, cut: cut || !whole };
}

function open(tree: Tree, name: string, href: string | undefined): void {
  const emphasis = EMPHASIS[name];
  if (tree.isDeep()) return;
  if (name === "br") tree.breakLine();
  else if (PARTING.has(name)) tree.part();
  else if (emphasis) tree.openInline(emphasis);
  else if (HEADING.test(name)) {
    tree.part();
    tree.openInline("strong");
  } else if (name === "ul" || name === "ol") tree.openList(name);
  else if (name === "li") tree.openItem();
  else if (name === "a") {
    const link = toLink(href ?? "");
    if (link) tree.openInline("a", link.href);
  }
}

function close(tree: Tree, name: string): void {
  const emphasis = EMPHASIS[name];
  if (emphasis) tree.close(emphasis);
  else if (name === "a" || name === "ul" || name === "ol" || name === "li") tree.close(name);
  else if (HEADING.test(name)) {
    tree.close("strong");
    tree.part();
  } else if (PARTING.has(name)) tree.part();
}

function paragraphs(text: string): string {
  return text
    .split(/\n[ \t\r]*\n/)
    .map((paragraph) => `<p>${paragraph.trim().replaceAll("\n", "<br>")}</p>`)
    .join("");
}
