// Texts that are cut, drawn one over the other, or wider than the window.
(() => {
  const { all, isForReaders, isPainted, outline, shown } = globalThis.drawn;

  /** What is laid over the page on purpose, with a ground of its own. */
  const isLaidOver = (element) => {
    for (let at = element; at && at !== document.body; at = at.parentElement) {
      const { position, backgroundColor } = getComputedStyle(at);
      if (/absolute|fixed|sticky/.test(position) && isPainted(backgroundColor)) return true;
    }
    return false;
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
  });
})();
