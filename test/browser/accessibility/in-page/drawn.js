// How an element is drawn: what the checks of what is seen have in common.
(() => {
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];
  const shown = (element) => element.checkVisibility({ visibilityProperty: true, opacityProperty: true });
  const outline = (element) => element.outerHTML.slice(0, 140);
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

  function isBox({ type }) {
    return type === "checkbox" || type === "radio";
  }

  globalThis.drawn = { STOPS, all, canBeShown, contrast, groundOf, isBox, isForReaders, isPainted, outline, shown };
})();
