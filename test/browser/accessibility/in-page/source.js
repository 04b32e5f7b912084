// The page as the server sent it, before any script of its own.
(() => {
  globalThis.sourceChecks = {
    /** The elements that the browser makes of the source, in order: « depth name ». */
    elements: (html) => {
      const elements = [];
      const walk = (element, depth) => {
        elements.push(`${depth} ${element.localName}`);
        const inside = element.localName === "template" ? element.content : element;
        for (const child of inside.children) walk(child, depth + 1);
      };
      walk(new DOMParser().parseFromString(html, "text/html").documentElement, 0);
      return elements;
    },

    "works-without-scripts": (html) => {
      const page = new DOMParser().parseFromString(html, "text/html");
      const main = page.querySelector("main");
      const all = (selector) => [...(main?.querySelectorAll(selector) ?? [])];
      const outline = (element) => element.outerHTML.slice(0, 140);
      return [
        ...(main?.textContent.trim() ? [] : ["nothing is there without scripts"]),
        ...all("button:not([type=submit], [hidden])").map((button) => `does nothing: ${outline(button)}`),
        ...all("a:not([href], [aria-disabled=true]), a[href^='javascript:'], a[href='#'], [onclick]").map(
          (link) => `leads nowhere: ${outline(link)}`,
        ),
        ...all("input:not([type=hidden]), select, textarea")
          // What cannot be typed in is there to be copied.
          .filter((field) => !field.readOnly && !field.form?.querySelector("button[type=submit]"))
          .map((field) => `cannot be sent: ${outline(field)}`),
      ];
    },
  };
})();
