import { globSync, readFileSync } from "node:fs";
import type { Plugin, Root } from "postcss";

/**
 * A PostCSS plugin that reduces the whole DSFR (1.2 MB, fonts apart) to what our pages use, so that no list of its
 * components has to be kept by hand:
 * - a rule stays when every `fr-…` class of its selector is named in the sources; a name that ends with an expression,
 *   such as `fr-alert--${kind}`, keeps all that begin so;
 * - custom properties and animations that nothing reads any more go, and so do the fonts, which are not ours to use;
 * - the dark theme, an attribute set by a script in the DSFR, becomes the preference of the visitor's system.
 * @param sources glob patterns of the files whose text names the classes
 */
export function onlyWhatIsUsed(sources: string[]): Plugin {
  return {
    postcssPlugin: "only-what-is-used",
    // `Once` and not `OnceExit`: Vite rewrites the URLs of what is left just after.
    Once(root, { result }) {
      const isUsed = usedClasses(sources);
      root.walkAtRules(/^(font-face|-moz-document|charset)$/, (rule) => void rule.remove());
      root.walkDecls("font-family", (declaration) => {
        if (/Marianne|Spectral/.test(declaration.value)) declaration.value = "var(--font-family)";
      });
      root.walkComments((comment) => void (comment.text.startsWith("!") || comment.remove()));
      root.walkRules((rule) => {
        const kept = rule.selectors.filter((selector) => classesOf(selector).every(isUsed));
        if (kept.length === 0) rule.remove();
        else rule.selectors = kept;
      });
      followSystemTheme(root);
      dropUnread(root);
      dropEmpty(root);
      for (const dir of ["app/ui", "app/routes", "app/enhance"]) {
        result.messages.push({ type: "dir-dependency", plugin: "only-what-is-used", dir, glob: "**/*.{ts,tsx}" });
      }
    },
  };
}

function usedClasses(sources: string[]): (name: string) => boolean {
  const text = globSync(sources)
    .map((file) => readFileSync(file, "utf8"))
    .join("\n");
  const names = new Set(text.match(/\bfr-[a-z0-9_-]+/gi));
  const beginnings = [...names].filter((name) => /[-_]$/.test(name));
  return (name) => names.has(name) || beginnings.some((beginning) => name.startsWith(beginning));
}

/** The `fr-…` classes that an element must have to be matched: those inside `:not(…)` are not. */
function classesOf(selector: string): string[] {
  const required = selector.replaceAll(/:not\([^()]*(\([^()]*\)[^()]*)*\)/g, "");
  return [...required.matchAll(/\.(fr-(?:[\w-]|\\.)+)/g)].map(([, name = ""]) => name.replaceAll("\\", ""));
}

const DARK = /(:root)?\[data-fr-theme=dark\]/g;

/**
 * On screen only, since paper is white. `:root` weighs as much as the attribute: the cascade stays that of the DSFR.
 */
function followSystemTheme(root: Root): void {
  root.walkRules(/\[data-fr-theme=dark\]/, (rule) => {
    const dark = rule.clone({ selector: rule.selector.replaceAll(DARK, (_, root = "") => `${root}:root`) });
    rule.replaceWith({ name: "media", params: "screen and (prefers-color-scheme: dark)", nodes: [dark] });
  });
}

/** Drops unused custom properties, again until none is left: dropping one may leave another unused. */
function dropUnread(root: Root): void {
  for (let dropped = true; dropped; ) {
    dropped = false;
    const read = new Set<string>();
    root.walkDecls(({ prop, value }) => {
      for (const [, name = ""] of value.matchAll(/var\(\s*(--[\w-]+)/g)) read.add(name);
      if (prop.startsWith("animation")) for (const name of value.split(/[\s,]+/)) read.add(name);
    });
    root.walkDecls(/^--/, (declaration) => {
      if (read.has(declaration.prop)) return;
      declaration.remove();
      dropped = true;
    });
    root.walkAtRules("keyframes", (rule) => void (read.has(rule.params) || rule.remove()));
  }
}

function dropEmpty(root: Root): void {
  for (let dropped = true; dropped; ) {
    dropped = false;
    root.walk((node) => {
      if (!("nodes" in node) || node.nodes === undefined || node.nodes.length > 0) return;
      node.remove();
      dropped = true;
    });
  }
}
