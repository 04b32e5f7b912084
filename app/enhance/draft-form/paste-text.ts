/** Paragraphs of Word that are items of a list: their style, or the bullet that Word writes itself. */
const WORD_ITEM = /mso-list:\s*(?!none|ignore)/i;
const WORD_LEVEL = /mso-list:[^;"]*\blevel(\d)/i;
const WORD_BULLET = /^\s*(?:[·•●○◦▪■□➢✓§o\uF0A7\uF0B7\uF0D8\uF0FC-]|(\d{1,2}|[a-z])[.)])[\s\u00a0]+/u;
const HEADING = /^H[1-6]$/;
const BLOCKS = "P,DIV,SECTION,ARTICLE,BLOCKQUOTE,TABLE,TR,H1,H2,H3,H4,H5,H6,UL,OL,LI";

/**
 * Turns what is pasted from Word or from a page into the few signs that long texts are written with: paragraphs, lists,
 * bold, headings, links. It is shown as it will be kept, and may be undone like any paste.
 */
export function pasteText(): void {
  for (const area of document.querySelectorAll<HTMLTextAreaElement>("textarea[data-paste]")) {
    area.addEventListener("paste", (event) => {
      const html = event.clipboardData?.getData("text/html");
      if (!html) return;
      const text = textOf(new DOMParser().parseFromString(html, "text/html").body);
      if (!text) return;
      event.preventDefault();
      // It keeps the browser's undo; `setRangeText` is for the browsers that have dropped it.
      if (!document.execCommand("insertText", false, text)) {
        area.setRangeText(text, area.selectionStart, area.selectionEnd, "end");
        area.dispatchEvent(new Event("input", { bubbles: true }));
      }
    });
  }
}

function textOf(body: HTMLElement): string {
  return blocks(body, 0)
    .replace(/[ \t\u00a0]+\n/g, "\n")
    .replace(/\n{3,}/g, "\n\n")
    .trim();
}

/** The text of what stands in an element, each block on lines of its own. @param depth of the list around it */
function blocks(parent: Element, depth: number): string {
  let text = "";
  for (const node of parent.childNodes) {
    if (node instanceof Text) text += inline(node);
    else if (node instanceof HTMLElement && !/^(STYLE|SCRIPT|TITLE|META|LINK)$/.test(node.tagName)) {
      text += block(node, depth);
    }
  }
  return text;
}

function block(element: HTMLElement, depth: number): string {
  const { tagName } = element;
  if (tagName === "UL" || tagName === "OL") return `${depth === 0 ? "\n\n" : "\n"}${blocks(element, depth + 1)}\n`;
  if (tagName === "LI") {
    const ordered = element.parentElement?.tagName === "OL";
    return `\n${"  ".repeat(Math.max(0, depth - 1))}${ordered ? "1." : "-"} ${blocks(element, depth).trim()}`;
  }
  const style = element.getAttribute("style") ?? "";
  const isItem = WORD_ITEM.test(style) || /MsoListParagraph/.test(element.className);
  if (tagName === "P" && isItem) return wordItem(element, Number(WORD_LEVEL.exec(style)?.[1] ?? 1));
  if (HEADING.test(tagName)) return `\n\n# ${flat(element)}\n\n`;
  if (tagName === "BR") return "\n";
  if (tagName === "TR") return `\n${[...element.children].map(flat).join(" – ")}`;
  if (element.matches(BLOCKS)) return depth > 0 ? blocks(element, depth) : `\n\n${blocks(element, depth)}\n\n`;
  return element.querySelector(BLOCKS) ? blocks(element, depth) : inline(element);
}

function wordItem(element: HTMLElement, level: number): string {
  const text = flat(element);
  const [bullet = "", number] = WORD_BULLET.exec(text) ?? [];
  return `\n${"  ".repeat(Math.max(0, level - 1))}${number ? "1." : "-"} ${text.slice(bullet.length)}`;
}

function flat(element: Element): string {
  return [...element.childNodes].map(inline).join("").replace(/\s+/g, " ").trim();
}

/** Text within a line, with its bold and its links. */
function inline(node: Node): string {
  if (node instanceof Text) return (node.textContent ?? "").replace(/[\s\u00ad]+/g, " ");
  if (!(node instanceof HTMLElement)) return "";
  if (node.tagName === "BR") return "\n";
  const text = [...node.childNodes].map(inline).join("");
  const words = text.trim();
  if (words === "") return text;
  const wrapped = (signs: string) => text.replace(words, () => `${signs}${words}${signs}`);
  if (node instanceof HTMLAnchorElement && /^(https:|mailto:)/.test(node.getAttribute("href") ?? "")) {
    const href = node.getAttribute("href") ?? "";
    return href === words ? text : text.replace(words, () => `[${words}](${href})`);
  }
  const weight = node.style.fontWeight;
  const isBold = /^(B|STRONG)$/.test(node.tagName) ? weight !== "normal" : /^(bold|[6-9]00)$/.test(weight);
  if (isBold && !words.includes("**") && !words.includes("\n")) return wrapped("**");
  if (/^(I|EM)$/.test(node.tagName) && node.style.fontStyle !== "normal" && !words.includes("*")) return wrapped("*");
  return text;
}
