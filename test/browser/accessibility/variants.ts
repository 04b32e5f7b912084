import type { Page } from "playwright-core";
import type { Asked } from "./engines.ts";

/** A way in which a page is shown, and what may be wrong with it there and not before. */
export type Variant = { name: string; show: (page: Page) => Promise<unknown>; ask: Asked; again?: Asked };

const WIDE = { width: 1280, height: 800 };
export const NARROW = { width: 320, height: 640 };

const style = (page: Page, rules: string) => page.evaluate(`style.add(${JSON.stringify(rules)})`);

/** WCAG 1.4.12. The policy of the site lets no page add a style of its own: the test goes through the browser. */
const SPACED =
  "* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important } p { margin-bottom: 2em !important }";

const WORDS = [
  "doctype",
  "language",
  "title",
  "headings",
  "landmarks",
  "unique-ids",
  "no-media",
  "drawings",
  "charts-as-tables",
  "tables",
  "one-caption",
  "lists",
  "links",
  "buttons",
  "no-looks-in-markup",
  "ways-round",
  "skip-link",
  "no-new-window",
  "no-office-documents",
  "no-time-limit",
  "no-cryptic-text",
  "no-sensory-words",
  "typing",
  "messages-are-told",
  "reading-begins-at-the-message",
  "nothing-moves",
  "no-shortcut-keys",
];
/** What holds for a mail too, which has no header, no footer and no form. */
export const MAIL = [
  ...["doctype", "language", "headings", "unique-ids", "no-media", "drawings", "lists", "links", "no-new-window"],
  ...["no-office-documents", "no-time-limit", "no-cryptic-text", "no-sensory-words", "typing", "nothing-moves"],
];
const FORMS = [
  "labels",
  "labels-beside-fields",
  "groups",
  "required-or-said-to-be-optional",
  "errors",
  "fields-about-herself",
  "forms-can-be-sent",
];
const LOOKS = ["controls-stand-out", "colours-together"];
export const ROOM = ["no-sideways-scroll", "no-cut-text"];
export const CONTRAST = ["Principle1.Guideline1_4.1_4_3"];

/** The rules of axe whose answer depends on colours, sizes and places. */
const DRAWN = ["color-contrast", "link-in-text-block", "target-size", "scrollable-region-focusable"];

/** One after the other on one loaded page: each begins where the one before it ended. */
export const VARIANTS: Variant[] = [
  {
    name: "320 px",
    show: async () => {},
    ask: {
      checks: [
        ...WORDS,
        ...FORMS,
        ...LOOKS,
        ...ROOM,
        "says-nothing-by-style",
        "nothing-appears-on-hover",
        "order-of-the-text",
      ],
      axe: "all",
      htmlcs: "all",
    },
  },
  { name: "keyboard", show: (page) => page.keyboard.press("Tab"), ask: { checks: ["focus-shown"] } },
  { name: "text spacing", show: (page) => style(page, SPACED), ask: { checks: ROOM } },
  {
    name: "forced colours",
    show: async (page) => {
      await page.evaluate("style.on()");
      await page.emulateMedia({ forcedColors: "active" });
    },
    ask: { checks: ["controls-have-edges", "drawn-boxes-have-edges", "icons-stay", "focus-shown"] },
  },
  {
    name: "dark, 1280 px",
    show: async (page) => {
      await page.emulateMedia({ forcedColors: "none", colorScheme: "dark" });
      await page.setViewportSize(WIDE);
    },
    ask: { checks: [...LOOKS, ...ROOM, "labels-beside-fields", "focus-shown"], axe: DRAWN, htmlcs: CONTRAST },
    again: { axe: "all" },
  },
  {
    name: "200 % text",
    show: async (page) => {
      await page.emulateMedia({ colorScheme: "light" });
      await style(page, "html { font-size: 200% !important }");
    },
    ask: { checks: ROOM },
  },
];

/** Every check of ours. */
export const CHECKS = [
  ...new Set(VARIANTS.flatMap(({ ask }) => ask.checks ?? [])),
  ...["tab-order", "print-width", "all-said-without-style", "works-without-scripts", "source-as-written"],
];
