// What is drawn: edges, colours, icons, an order; and the page without its style.
(() => {
  const { all, contrast, groundOf, isForReaders, isPainted, outline, shown } = globalThis.drawn;
  const CONTROLS = "a.fr-btn, button, input:not([type=hidden], [type=checkbox], [type=radio]), select, textarea";

  Object.assign(globalThis.checks, {
    "controls-stand-out": () =>
      all(
        "input:not([type=hidden], [type=checkbox], [type=radio], [type=file]), select, textarea",
        document.querySelector("main"),
      )
        .filter(shown)
        .filter((field) => {
          const style = getComputedStyle(field);
          const ground = groundOf(field.parentElement);
          const edges = [
            Number.parseFloat(style.borderBottomWidth) > 0 ? style.borderBottomColor : "",
            style.boxShadow.match(/rgba?\([^)]*\)/)?.[0] ?? "",
            style.backgroundColor,
          ];
          return !edges.some((colour) => colour && isPainted(colour) && contrast(colour, ground) >= 3);
        })
        .map((field) => `its edge is hardly seen: ${outline(field)}`),

    "colours-together": () => {
      const { color } = getComputedStyle(document.body);
      const ground = groundOf(document.body);
      const said = [document.body, document.documentElement].some((each) =>
        isPainted(getComputedStyle(each).backgroundColor),
      );
      return said && contrast(color, ground) >= 4.5 ? [] : [`the page sets ${color} on ${ground}`];
    },

    "controls-have-edges": () =>
      all(CONTROLS)
        .filter((control) => shown(control) && !isForReaders(control))
        .filter((control) => !/link/.test(control.className) || control.matches("input, select, textarea"))
        .filter((control) => {
          const { borderBottomStyle, borderBottomWidth, outlineStyle, textDecorationLine } = getComputedStyle(control);
          if (textDecorationLine.includes("underline")) return false;
          return (
            (borderBottomStyle === "none" || Number.parseFloat(borderBottomWidth) === 0) && outlineStyle === "none"
          );
        })
        .map((control) => `no edge: ${outline(control)}`),

    "drawn-boxes-have-edges": () =>
      all("input[type=checkbox], input[type=radio]")
        .filter((box) => shown(box.labels?.[0] ?? box))
        .filter((box) => {
          const own = getComputedStyle(box);
          if (own.appearance !== "none" && own.opacity !== "0") return false;
          const style = getComputedStyle(box.labels[0], "::before");
          return (
            !(Number.parseFloat(style.borderBottomWidth) > 0 && style.borderBottomStyle !== "none") &&
            style.outlineStyle === "none"
          );
        })
        .map((box) => `no edge: ${outline(box)}`),

    "icons-stay": () =>
      all("body *").flatMap((element) =>
        ["::before", "::after"].flatMap((part) => {
          const style = getComputedStyle(element, part);
          if (!/url/.test(style.maskImage) || style.display === "none" || !shown(element)) return [];
          // The colour of the ground is the one that forced colours take away.
          return contrast(style.backgroundColor, groundOf(element)) < 3 ? [`an icon goes: ${outline(element)}`] : [];
        }),
      ),

    "says-nothing-by-style": () =>
      all("body *").flatMap((element) =>
        ["::before", "::after"].flatMap((part) => {
          const { content } = getComputedStyle(element, part);
          return /^"[^"]*[\p{L}\d]/u.test(content) && shown(element) ? [`said by the style alone: ${content}`] : [];
        }),
      ),

    "nothing-appears-on-hover": () => {
      const rules = (list) => [...list].flatMap((rule) => [rule, ...(rule.cssRules ? rules(rule.cssRules) : [])]);
      return [...document.styleSheets]
        .flatMap((sheet) => rules(sheet.cssRules))
        .filter(({ selectorText = "", style }) => {
          const shows =
            style &&
            ["display", "visibility", "opacity", "clip", "clip-path", "content"].some((name) =>
              style.getPropertyValue(name),
            );
          // The skip links are not more content: they are seen as soon as they have the focus.
          return shows && /:(?:hover|focus)/.test(selectorText) && !/skiplink/.test(selectorText);
        })
        .filter(
          ({ selectorText, style }) =>
            style.display !== "none" &&
            document.querySelector(
              selectorText.replace(/:(?:hover|focus[\w-]*|active)|::?(?:before|after)/g, "") || "*",
            ),
        )
        .map(({ cssText }) => `appears: ${cssText.slice(0, 120)}`);
    },

    "order-of-the-text": () =>
      all("body *")
        .filter((element) => {
          const { order, flexDirection } = getComputedStyle(element);
          return order !== "0" || /reverse/.test(flexDirection);
        })
        .map((element) => `drawn elsewhere than it is read: ${outline(element)}`),
  });

  /** The lines that are seen with the style, to be found again without it. */
  globalThis.textShown = () =>
    document.body.innerText
      .toLowerCase()
      .split("\n")
      .map((line) => line.replace(/\s/g, ""))
      .join("\n");

  /** The width of the widest text that is shown. */
  globalThis.widthOfText = () =>
    Math.max(
      0,
      ...all("h1, h2, p, ul, ol, dl", document.querySelector("main"))
        .filter(shown)
        .map(({ offsetWidth }) => offsetWidth),
    );

  globalThis.style = {
    off: () => {
      for (const sheet of document.styleSheets) sheet.disabled = true;
    },
    on: () => {
      for (const sheet of document.styleSheets) sheet.disabled = false;
      document.adoptedStyleSheets = [];
    },
    add: (rules) => {
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(rules);
      document.adoptedStyleSheets = [sheet];
    },
  };
})();
