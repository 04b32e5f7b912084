// What is drawn: with a style, a width, a size of text, a set of colours.
(() => {
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];
  const shown = (element) => element.checkVisibility({ visibilityProperty: true, opacityProperty: true });
  const outline = (element) => element.outerHTML.slice(0, 140);
  const CONTROLS = "a.fr-btn, button, input:not([type=hidden], [type=checkbox], [type=radio]), select, textarea";
  const STOPS =
    "a[href], button:not([disabled]), input:not([type=hidden], [disabled]), select:not([disabled]), textarea:not([disabled]), summary, [tabindex='0']";
  /** A checkbox is drawn by its label; skip links are seen as soon as they have the focus. */
  const canBeShown = (stop) =>
    shown(isBox(stop) ? (stop.labels?.[0] ?? stop) : stop) || stop.closest(".fr-skiplinks") !== null;
  /** What is only for those who listen is cut on purpose. */
  const isForReaders = (element) => {
    for (let at = element; at && at !== document.body; at = at.parentElement) {
      const { clip, clipPath } = getComputedStyle(at);
      if (clipPath === "inset(50%)" || /^rect\((?:0px|1px)/.test(clip)) return true;
    }
    return false;
  };
  /** What is laid over the page on purpose, with a ground of its own. */
  const isLaidOver = (element) => {
    for (let at = element; at && at !== document.body; at = at.parentElement) {
      const { position, backgroundColor } = getComputedStyle(at);
      if (/absolute|fixed|sticky/.test(position) && isPainted(backgroundColor)) return true;
    }
    return false;
  };
  const isPainted = (colour) => !/^(?:transparent|rgba\(.*, 0\))$/.test(colour);

  function luminance(colour) {
    const [r = 0, g = 0, b = 0] = (colour.match(/[\d.]+/g) ?? [])
      .map(Number)
      .slice(0, 3)
      .map((part) => {
        const share = part / 255;
        return share <= 0.03928 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
      });
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  }
  const contrast = (a, b) => {
    const [light, dark] = [luminance(a), luminance(b)].sort((x, y) => y - x);
    return (light + 0.05) / (dark + 0.05);
  };
  const groundOf = (element) => {
    for (let at = element; at; at = at.parentElement) {
      const { backgroundColor } = getComputedStyle(at);
      if (isPainted(backgroundColor)) return backgroundColor;
    }
    return "rgb(255, 255, 255)";
  };

  /** The part of an element that its scrolling or cutting ancestors let be seen. */
  const windows = new Map();
  const windowOf = (element) => {
    if (!element || element === document.documentElement) return { left: -1e6, right: 1e6, top: -1e6, bottom: 1e6 };
    const known = windows.get(element);
    if (known) return known;
    const around = windowOf(element.parentElement);
    const { overflowX, overflowY } = getComputedStyle(element);
    const box = element.getBoundingClientRect();
    const own = {
      left: overflowX === "visible" ? around.left : Math.max(around.left, box.left),
      right: overflowX === "visible" ? around.right : Math.min(around.right, box.right),
      top: overflowY === "visible" ? around.top : Math.max(around.top, box.top),
      bottom: overflowY === "visible" ? around.bottom : Math.min(around.bottom, box.bottom),
    };
    windows.set(element, own);
    return own;
  };

  /** A button that shows its icon alone, and keeps its words for those who listen. */
  const isIcon = (element) => {
    const size = Number.parseFloat(getComputedStyle(document.documentElement).fontSize);
    return (
      element.clientWidth <= 2.5 * size + 2 &&
      ["::before", "::after"].some((part) => getComputedStyle(element, part).maskImage !== "none")
    );
  };

  const cut = () =>
    all("body *")
      .filter((element) => element.childNodes.length > 0 && !isForReaders(element) && !element.closest("svg, select"))
      .filter((element) => {
        const { overflowX, overflowY, textOverflow } = getComputedStyle(element);
        const hidesX = /hidden|clip/.test(overflowX) || textOverflow === "ellipsis";
        const hidesY = /hidden|clip/.test(overflowY);
        if (!hidesX && !hidesY) return false;
        if (!shown(element) || element.textContent.trim() === "") return false;
        const [dx, dy] = [element.scrollWidth - element.clientWidth, element.scrollHeight - element.clientHeight];
        return ((hidesX && dx > 2) || (hidesY && dy > 2)) && !isIcon(element);
      })
      .map((element) => `cut: ${outline(element)}`);

  /** Texts that are drawn one over the other. */
  const overlaps = () => {
    const texts = [];
    windows.clear();
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const element = node.parentElement;
      if (!node.data.trim() || !element || element.closest("svg, select, script, .fr-skiplinks")) continue;
      if (!shown(element) || isForReaders(element) || isLaidOver(element)) continue;
      const range = document.createRange();
      range.selectNodeContents(node);
      const seen = windowOf(element);
      for (const box of range.getClientRects()) {
        // The box of a line is higher than its letters.
        const inset = (box.bottom - box.top) * 0.25;
        const left = Math.max(box.left + 1, seen.left);
        const right = Math.min(box.right - 1, seen.right);
        const top = Math.max(box.top + inset, seen.top);
        const bottom = Math.min(box.bottom - inset, seen.bottom);
        if (right > left && bottom > top) texts.push({ element, left, right, top, bottom });
      }
    }
    texts.sort((a, b) => a.top - b.top);
    const faults = [];
    for (const [at, one] of texts.entries()) {
      for (let next = at + 1; next < texts.length && texts[next].top < one.bottom; next++) {
        const other = texts[next];
        if (other.left < one.right && one.left < other.right) {
          faults.push(
            `one over the other: ${one.element.textContent.trim().slice(0, 40)} / ${other.element.textContent.trim().slice(0, 40)}`,
          );
        }
      }
    }
    return faults;
  };

  Object.assign(globalThis.checks, {
    "no-sideways-scroll": () => {
      const { scrollWidth } = document.documentElement;
      return scrollWidth > innerWidth ? [`${scrollWidth} pixels wide in ${innerWidth}`] : [];
    },
    "no-cut-text": () => [...new Set([...cut(), ...overlaps()])],

    "focus-shown": () => {
      // After a key, what gets the focus shows it as for the keyboard.
      const before = document.activeElement;
      const [x, y] = [scrollX, scrollY];
      const faults = [];
      for (const stop of all(STOPS).filter(canBeShown)) {
        stop.focus({ preventScroll: true, focusVisible: true });
        // A menu closes when the focus leaves it.
        if (!canBeShown(stop)) continue;
        if (document.activeElement !== stop) {
          if (stop.tabIndex >= 0) faults.push(`takes no focus: ${outline(stop)}`);
          continue;
        }
        // A checkbox is drawn by its label, and so is its ring.
        const drawn = isBox(stop) && stop.labels?.[0] ? stop.labels[0] : stop;
        const ring = [null, "::before", "::after"]
          .map((part) => getComputedStyle(drawn, part))
          .find(({ outlineStyle, outlineWidth }) => outlineStyle !== "none" && Number.parseFloat(outlineWidth) >= 2);
        if (!ring) faults.push(`no ring: ${outline(stop)}`);
        else if (ring.outlineStyle !== "auto" && contrast(ring.outlineColor, groundOf(stop.parentElement)) < 3)
          faults.push(`a ring one hardly sees (${ring.outlineColor}): ${outline(stop)}`);
      }
      if (before instanceof HTMLElement) before.focus({ preventScroll: true });
      else document.activeElement?.blur();
      scrollTo(x, y);
      return faults;
    },

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

  /** What the keyboard stops at, in the order of the page. */
  const stops = () => {
    const radios = new Set();
    return all(STOPS)
      .filter((stop) => canBeShown(stop) && stop.tabIndex >= 0)
      .filter(({ type, name, checked, form }) => {
        if (type !== "radio") return true;
        // Of choices of which one is taken, one is a stop.
        const key = `${form?.action} ${name}`;
        const group = all(`input[type=radio][name="${CSS.escape(name)}"]`, form ?? document);
        const isFirst = !radios.has(key);
        radios.add(key);
        return group.some((each) => each.checked) ? checked : isFirst;
      });
  };
  let passed = [];
  globalThis.keyboard = {
    /** Goes to the top of the page. @returns how many stops there are */
    begin: () => {
      document.body.tabIndex = -1;
      document.body.focus();
      document.body.removeAttribute("tabindex");
      passed = [];
      document.addEventListener("focusin", ({ target }) => passed.push(target));
      return stops().length;
    },
    /** @returns what was not as the page is read */
    end: () => {
      const wanted = stops();
      // Of choices none of which is taken, browsers stop at one or the other.
      const isOneOf = (stop) =>
        passed.some(({ type, name, form }) => type === "radio" && name === stop.name && form === stop.form);
      const missed = wanted.filter((stop) => !passed.includes(stop) && !(stop.type === "radio" && isOneOf(stop)));
      const order = passed.map((stop) => wanted.indexOf(stop)).filter((at) => at !== -1);
      const back = order.findIndex((at, place) => at < (order[place - 1] ?? -1));
      return [
        ...missed.map((stop) => `not reached: ${outline(stop)}`),
        ...(back > 0 ? [`goes back to ${outline(wanted[order[back]])}`] : []),
        ...(document.activeElement === document.body
          ? []
          : [`does not come out of ${outline(document.activeElement)}`]),
      ];
    },
  };

  function isBox({ type }) {
    return type === "checkbox" || type === "radio";
  }

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
