import { UnreadableFeed } from "./feed-reader.ts";

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

/** How many characters are looked at together, at least. */
const WINDOW = 65_536;

/**
 * Cuts an RSS feed into its items, so that one that is broken does not cost the others. For a feed that is well-formed
 * the items are those that an XML parser finds. An item whose end tag is missing ends where the next one begins. A CDATA
 * section that nothing ends, up to the end of the file, ends with its item.
 *
 * The feed comes in pieces, and what lies before the item that is not whole yet is forgotten: 20 MB of text, which a
 * « ’ » makes 40 in memory, are never there together, unless something in them does not end.
 * @param onItem is given each item as soon as it is whole
 */
export function createItemCutter(onItem: (item: FeedItem) => void, window: number = WINDOW) {
  /** What was not written to `text` yet: joined rarely, since joining reads it all. */
  const pieces: string[] = [];
  let waiting = 0;
  let text = "";
  /** The line that `text` begins on. */
  let firstLine = 1;
  /** Where the next mark is looked for. */
  let from = 0;
  let isRootChecked = false;
  let start: number | null = null;
  let swallowsOthers = false;
  let roots = 0;
  let items = 0;
  let isEnded = false;

  /** Reads the marks of the text, except at last up to a section whose end is not there yet. */
  function scan(isLast: boolean): void {
    text += pieces.join("");
    pieces.length = 0;
    waiting = 0;
    isRootChecked ||= checkRoot(text, isLast);
    if (!isRootChecked) return;
    const lineAt = countLines(text, firstLine);
    const skip = createSkipper(text);
    const close = (end: number) => {
      if (start !== null) {
        items += 1;
        onItem({ text: text.slice(start, end), line: lineAt(start), swallowsOthers });
      }
      start = null;
      swallowsOthers = false;
    };
    const marks = new RegExp(MARK);
    marks.lastIndex = from;
    for (let mark = marks.exec(text); mark; mark = marks.exec(text)) {
      const [said] = mark;
      const name = said.toLowerCase();
      const end = ENDS[name];
      if (end) {
        const to = skip(marks.lastIndex, end);
        if (to === null) {
          if (isLast) continue;
          from = mark.index;
          forget(lineAt);
          return;
        }
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
      from = marks.lastIndex;
    }
    if (isLast) close(text.length);
    else forget(lineAt);
  }

  /** Forgets what was read. Of a feed without items all is kept, which is then asked whether it is well-formed. */
  function forget(lineAt: (position: number) => number): void {
    if (items === 0 && start === null) return;
    const kept = start ?? from;
    firstLine = lineAt(kept);
    text = text.slice(kept);
    from -= kept;
    if (start !== null) start = 0;
  }

  return {
    /** @throws UnreadableFeed when it is no RSS feed, declares a document type or entities, or is two feeds */
    write(piece: string): void {
      pieces.push(piece);
      waiting += piece.length;
      if (waiting >= Math.max(window, text.length)) scan(false);
    },
    /**
     * @returns whether the end of the feed is missing; and the whole text, if no item was in it
     * @throws UnreadableFeed as `write`
     */
    end(): { isTruncated: boolean; withoutItems: string | null } {
      scan(true);
      return { isTruncated: !isEnded, withoutItems: items === 0 ? text : null };
    },
  };
}

const DOCUMENT_TYPE = "Le flux déclare un type de document ou des entités, ce qui n’est pas accepté.";

/**
 * The first tag says what a document is.
 * @returns false when the text that is there does not show it whole yet
 */
function checkRoot(text: string, isWhole: boolean): boolean {
  const start = rootStart(text);
  const beginning = text.slice(start, start + ROOT);
  if (!isWhole && (beginning.length < ROOT || (/^<[?!]/.test(beginning) && !/^<![a-z]/i.test(beginning)))) return false;
  if (/^<![a-z]/i.test(beginning)) throw new UnreadableFeed(DOCUMENT_TYPE);
  if (!/^<rss[\s/>]/.test(beginning)) throw new UnreadableFeed("Ce n’est pas un flux RSS, ou il est tronqué.");
  return true;
}

/** How many characters tell what the root is. */
const ROOT = 10;

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

/** Tells the line of a position, each further on than the one before. @param first the line that the text begins on */
function countLines(text: string, first: number) {
  let line = first;
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
