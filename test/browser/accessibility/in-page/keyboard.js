// What the keyboard stops at, in which order, and how it is shown.
(() => {
  const { STOPS, all, canBeShown, contrast, groundOf, isBox, outline } = globalThis.drawn;

  Object.assign(globalThis.checks, {
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
})();
