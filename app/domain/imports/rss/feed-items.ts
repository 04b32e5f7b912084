import { UnreadableFeed } from "#app/domain/imports/feed-reader.ts";

/** The source text of one item of an RSS feed, from its first tag to its last. */
export type FeedItem = {
  text: string;
  /** The line that it begins on, from 1. */
  line: number;
  /** Whether one of its CDATA sections holds other items: its own end is missing, or that of the section is. */
  swallowsOthers: boolean;
};

/** What tells where items are; what stands in CDATA sections, comments and instructions is none of it. */
const MARK = /<!\[CDATA\[|<!--|<\?|<!(?=[a-z])|<item(?=[\s/>])|<\/item\s*>|<rss(?=[\s/>])|<\/rss\s*>/gi;
const ENDS: Record<string, string> = { "<![cdata[": "]]>", "<!--": "-->", "<?": "?>" };

/**
 * Cuts an RSS feed into its items, so that one that is broken does not cost the others. For a feed that is well-formed
 * the items are those that an XML parser finds. An item whose end tag is missing ends where the next one begins. A CDATA
 * section that nothing ends, up to the end of the file, ends with its item.
 * @returns the items, and whether the end of the feed is missing
 * @throws UnreadableFeed when it is no RSS feed, declares a document type or entities, or is two feeds
 */
export function cutItems(text: string): { items: FeedItem[]; isTruncated: boolean } {
  checkRoot(text);
  const items: FeedItem[] = [];
  const lineAt = countLines(text);
  const skip = createSkipper(text);
  let start: number | null = null;
  let swallowsOthers = false;
  let roots = 0;
  let isEnded = false;

  function close(end: number): void {
    if (start !== null) items.push({ text: text.slice(start, end), line: lineAt(start), swallowsOthers });
    start = null;
    swallowsOthers = false;
  }

  const marks = new RegExp(MARK);
  for (let mark = marks.exec(text); mark; mark = marks.exec(text)) {
    const [said] = mark;
    const name = said.toLowerCase();
    const end = ENDS[name];
    if (end) {
      const to = skip(marks.lastIndex, end);
      if (to === null) continue;
      if (name === "<![cdata[" && start !== null) swallowsOthers ||= holdsItems(text.slice(marks.lastIndex, to));
      marks.lastIndex = to;
    } else if (name === "<!") {
      if (start === null) throw new UnreadableFeed(DOCUMENT_TYPE);
    } else if (name === "<item") {
      close(mark.index);
      start = mark.index;
    } else if (name === "<rss") {
      roots += 1;
      if (roots > 1) throw new UnreadableFeed("Le XML est mal formé\u00a0: il y a deux flux bout à bout.");
    } else {
      close(name.startsWith("</item") ? marks.lastIndex : mark.index);
      isEnded ||= name.startsWith("</rss");
    }
  }
  close(text.length);
  return { items, isTruncated: !isEnded };
}

const DOCUMENT_TYPE = "Le flux déclare un type de document ou des entités, ce qui n’est pas accepté.";

/** The first tag says what a document is. */
function checkRoot(text: string): void {
  const start = rootStart(text);
  const beginning = text.slice(start, start + 100);
  if (/^<![a-z]/i.test(beginning)) throw new UnreadableFeed(DOCUMENT_TYPE);
  if (!/^<rss[\s/>]/.test(beginning)) throw new UnreadableFeed("Ce n’est pas un flux RSS, ou il est tronqué.");
}

/** Where the first tag begins: after the white space, the instructions and the comments. */
function rootStart(text: string): number {
  const visible = /\S/g;
  for (;;) {
    const at = visible.exec(text)?.index ?? text.length;
    const ending = text.startsWith("<?", at) ? "?>" : text.startsWith("<!--", at) ? "-->" : null;
    const end = ending === null ? -1 : text.indexOf(ending, at);
    if (ending === null || end < 0) return at;
    visible.lastIndex = end + ending.length;
  }
}

/** Whether text that was taken for that of a CDATA section holds the end of an item, and a section of another one. */
function holdsItems(text: string): boolean {
  return text.includes("<![CDATA[") && /<\/item\s*>/.test(text);
}

/** Finds the end of what is skipped. Once there is none, there is none further on: the text is not read again for it. */
function createSkipper(text: string) {
  const absent = new Set<string>();
  return (from: number, end: string): number | null => {
    const at = absent.has(end) ? -1 : text.indexOf(end, from);
    if (at < 0) absent.add(end);
    return at < 0 ? null : at + end.length;
  };
}

/** Tells the line of a position, each further on than the one before. */
function countLines(text: string) {
  let line = 1;
  const nextEnd = (from: number) => {
    const at = text.indexOf("\n", from);
    return at < 0 ? text.length : at;
  };
  let end = nextEnd(0);
  return (position: number): number => {
    for (; end < position; end = nextEnd(end + 1)) line += 1;
    return line;
  };
}
