// What a page says and how it is built. Each check is a function that answers what is wrong, in words.
(() => {
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];
  const main = () => document.querySelector("main") ?? document.body;
  const plain = (text) => text.trim().replace(/\s+/g, " ");
  /** The text as it is typed: innerText makes every space the same. What others sent is shown as they typed it. */
  const typed = ({ nodeName, childNodes }) =>
    /^(?:PRE|TEXTAREA|CODE|SCRIPT)$/.test(nodeName)
      ? ""
      : [...childNodes].map((node) => (node.nodeType === Node.TEXT_NODE ? node.data : `${typed(node)}\n`)).join("");
  const outline = (element) => element.outerHTML.slice(0, 120);
  const told = (selector, why) => all(selector).map((element) => `${why}: ${outline(element)}`);

  /** The beginnings of the words that say something. */
  const rootsOf = (text) => (text.toLowerCase().match(/[\p{L}\d]{4,}/gu) ?? []).map((word) => word.slice(0, 5));

  const FRENCH = new Set(
    "le la les de des du un une et à au aux en ou où ne pas que qui sur pour par dans est sont sera ce cette ces votre vos nous vous il elle avec sans plus tout toute toutes tous se son sa ses leur on".split(
      " ",
    ),
  );
  const PRESENTATIONAL =
    "basefont, big, blink, center, font, marquee, strike, tt, b, i, u, [align], [alink], [background], [bgcolor], [border], [cellpadding], [cellspacing], [char], [charoff], [clear], [compact], [frameborder], [hspace], [link], [marginheight], [marginwidth], [text], [valign], [vlink], [vspace], p:empty:not([hidden], [role=status])";
  const VAGUE = /^(?:ici|cliquez ici|cliquer ici|lire la suite|en savoir plus|suite|plus|voir|lien|détails?|»|→)$/i;

  Object.assign(globalThis.checks, {
    doctype: () =>
      document.doctype?.name === "html" && document.compatMode === "CSS1Compat" ? [] : ["no doctype of HTML"],

    language: () => {
      const words = plain(main().innerText)
        .toLowerCase()
        .split(/[^\p{L}’]+/u);
      const french = words.filter((word) => FRENCH.has(word)).length / words.length;
      return [
        ...(document.documentElement.lang === "fr" ? [] : [`lang is ${document.documentElement.lang}`]),
        // In a text in French a third of the words are of these; lists of names and numbers have fewer.
        ...(words.length > 150 && french < 0.1 ? [`reads as French: ${Math.round(french * 100)} %`] : []),
        ...told("[dir]:not([dir=ltr])", "reads from right to left"),
        ...(/[\u0590-\u08ff]/.test(document.body.innerText) ? ["letters that are read from right to left"] : []),
      ];
    },

    title: () => {
      const h1 = all("h1").map(({ textContent }) => plain(textContent));
      return [
        ...(h1.length === 1 && h1[0] ? [] : [`h1: ${h1.join(", ")}`]),
        // Both say the same thing, if not always in the same words.
        ...(rootsOf(document.title).some((root) => rootsOf(h1[0] ?? "").includes(root)) &&
        / – PASS$/.test(document.title)
          ? []
          : [`title ${document.title} for ${h1[0]}`]),
      ];
    },

    headings: () => {
      const faults = [];
      let level = 0;
      for (const heading of all("h1, h2, h3, h4, h5, h6", main())) {
        const own = Number(heading.tagName[1]);
        // A message may stand over the h1.
        if (level > 0 && own > level + 1) faults.push(`heading ${heading.textContent} skips a level`);
        if (!plain(heading.textContent)) faults.push("an empty heading");
        level = own;
      }
      return faults;
    },

    landmarks: () => {
      const one = (selector) => (all(selector).length === 1 ? [] : [`${all(selector).length} ${selector}`]);
      const names = all("nav").map((nav) => {
        const by = nav.getAttribute("aria-labelledby");
        return plain(by ? (document.getElementById(by)?.textContent ?? "") : (nav.getAttribute("aria-label") ?? ""));
      });
      return [
        ...["body > header", "main", "body > footer"].flatMap(one),
        ...(names.every(Boolean) ? [] : ["a nav without a name"]),
        ...(new Set(names).size === names.length ? [] : [`navs of one name: ${names.join(", ")}`]),
      ];
    },

    "unique-ids": () => {
      const ids = all("[id]").map(({ id }) => id);
      return ids.filter((id, at) => ids.indexOf(id) !== at).map((id) => `twice: #${id}`);
    },

    "no-media": () =>
      told(
        "video, audio, bgsound, object, embed, applet, canvas, iframe, frame, img, map, area, input[type=image]",
        "media",
      ),

    drawings: () => [
      ...told("figure:has(svg):not(:has(figcaption))", "a drawing without its caption"),
      ...all("svg").flatMap((svg) => {
        const name = svg.getAttribute("aria-label") ?? svg.querySelector(":scope > title")?.textContent ?? "";
        if (svg.closest("[aria-hidden=true]")) {
          return name || svg.querySelector("title, desc, [title]") ? [`hidden and named: ${outline(svg)}`] : [];
        }
        const wrong = svg.getAttribute("role") !== "img" || plain(name).length < 10 || /\.\w{3,4}$/.test(name);
        return [
          ...(wrong ? [`says nothing: ${outline(svg)}`] : []),
          ...(svg.querySelector("text, image, foreignObject") ? [`a text in a drawing: ${outline(svg)}`] : []),
        ];
      }),
    ],

    "charts-as-tables": () =>
      all("svg.bar-chart")
        .filter((chart) => {
          // The table is near: in the list or the section of the chart.
          let around = chart.parentElement;
          for (let up = 0; up < 4 && around && !around.querySelector("table"); up++) around = around.parentElement;
          return !around?.querySelector("table");
        })
        .map((chart) => `no table says what this shows: ${outline(chart)}`),

    tables: () =>
      all("table").flatMap((table) => {
        const cells = all("th, td", table);
        const heads = all("th", table);
        const columns = table.rows[0]?.cells.length ?? 0;
        return [
          ...(plain(table.caption?.textContent ?? "") ? [] : [`no caption: ${outline(table)}`]),
          ...(cells.some((cell) => cell.rowSpan > 1 || cell.colSpan > 1) ? [`not simple: ${outline(table)}`] : []),
          ...heads.filter((head) => !/^(?:col|row)$/.test(head.scope)).map((head) => `no scope: ${outline(head)}`),
          ...(all("thead th[scope=col], tr:first-child th[scope=col]", table).length === columns
            ? []
            : [`columns without heads: ${outline(table)}`]),
        ];
      }),

    "one-caption": () => {
      const captions = all("caption").map(({ textContent }) => plain(textContent));
      return captions.filter((caption, at) => captions.indexOf(caption) !== at).map((caption) => `twice: ${caption}`);
    },

    lists: () =>
      all("p, div, dd, td, li", main())
        .filter((block) =>
          [...block.childNodes].some(
            (node) =>
              node.nodeType === Node.TEXT_NODE &&
              /^\s*(?:[-•–*]|\d+[.)])\s\S/.test(node.data) &&
              node === block.firstChild,
          ),
        )
        .map((block) => `looks like a list: ${outline(block)}`),

    links: () => {
      const named = new Map();
      return all("a[href]", main()).flatMap((link) => {
        const name = plain(link.textContent);
        const href = link.getAttribute("href");
        const other = named.get(name);
        named.set(name, href);
        return [
          ...(other && other !== href ? [`two places under one name: ${name}`] : []),
          ...(VAGUE.test(name) ? [`says not where: ${name}`] : []),
        ];
      });
    },

    buttons: () => {
      const does = new Map();
      return all("button[type=submit]:not([aria-hidden])", main()).flatMap((button) => {
        const name = plain(button.textContent);
        const act = [button.form, button.name, button.value];
        const other = does.get(name) ?? act;
        does.set(name, other);
        return act.every((part, at) => part === other[at]) ? [] : [`buttons of one name: ${name}`];
      });
    },

    "no-looks-in-markup": () => [
      ...told(PRESENTATIONAL, "made for its looks"),
      ...all("br + br")
        .filter((end) => {
          let before = end.previousSibling;
          while (before?.nodeType === Node.TEXT_NODE && !before.data.trim()) before = before.previousSibling;
          return before?.nodeName === "BR";
        })
        .map((end) => `an empty line: ${outline(end.parentElement)}`),
      ...all("[width], [height], [size]")
        .filter((element) => !/^(?:svg|input|select|canvas)$/i.test(element.tagName) && !element.closest("svg"))
        .map((element) => `a size: ${outline(element)}`),
      ...(/(?:^|\s)(?:\p{L} ){3,}\p{L}(?:\s|$)/u.test(typed(main())) ? ["letters set apart by spaces"] : []),
    ],

    "ways-round": () => {
      const has = (where, path) => document.querySelector(`body > ${where} a[href="${path}"]`) !== null;
      return [
        ...(has("header", "/offres") ? [] : ["no way to the search in the header"]),
        ...(has("footer", "/plan-du-site") ? [] : ["no site map in the footer"]),
        ...(has("footer", "/aide") ? [] : ["no help in the footer"]),
        ...(has("footer", "/accessibilite") ? [] : ["no declaration in the footer"]),
      ];
    },

    "skip-link": () => {
      const first = document.querySelector("a[href], button, input, select, textarea, summary, [tabindex]");
      const target = document.getElementById(first?.getAttribute("href")?.slice(1) ?? "");
      return target?.tagName === "MAIN" && target.tabIndex === -1 ? [] : ["the first stop does not lead into the page"];
    },

    "no-new-window": () =>
      all("[target]:not([target=_self])")
        .filter(({ textContent }) => !/nouvelle fenêtre/.test(textContent))
        .map((link) => `opens a window and does not say so: ${outline(link)}`),

    "no-office-documents": () =>
      all("a[href]")
        .filter((link) => /\.(?:pdf|docx?|xlsx?|pptx?|od[tsp]|epub|rtf)(?:$|\?)/i.test(link.getAttribute("href")))
        .map((link) => `leads to a document: ${outline(link)}`),

    "no-time-limit": () => told("meta[http-equiv=refresh i]", "goes on by itself"),

    "no-cryptic-text": () =>
      (
        typed(main()).match(/(?:^|\s)(?:[:;]-?[)(DPp]|<3|\^\^)(?=\s|$)|[\u{1f300}-\u{1faff}]|[|/\\_=*~-]{6,}/gu) ?? []
      ).map((sign) => `needs to be guessed: ${sign}`),

    "no-sensory-words": () =>
      (
        typed(main()).match(
          /(?:ci-contre|(?:colonne|menu|bouton|lien|liste|partie|bandeau|encadré|case) (?:à|de) (?:gauche|droite)|(?:en|le|la|bouton|texte|case|lien|pastille) (?:rouge|vert|verte|bleu|bleue|orange|jaune)\b|bouton (?:rond|carré))/gi,
        ) ?? []
      ).map((words) => `asks to see: ${words}`),

    typing: () => {
      const text = typed(main());
      return [
        ...(text.match(/.{0,20}(?: [:;!?»]|« |\w'\w).{0,10}/g) ?? []).map((words) => `typed: ${words}`),
        ...(text.match(/\b(?:undefined|null|NaN)\b|Invalid|\[object/g) ?? []).map((words) => `not French: ${words}`),
      ];
    },

    "messages-are-told": () => [
      ...all(".error-summary:not([role=alert]), .done:not([role=status])", main()).map(
        (said) => `not told: ${outline(said)}`,
      ),
      ...all("#annonce:not([role=status])").map((said) => `not told: ${outline(said)}`),
    ],

    "reading-begins-at-the-message": () => {
      const message = main().querySelector(".error-summary, .done");
      return message &&
        document.activeElement !== message &&
        !main().querySelector("[autofocus]:not(.error-summary, .done)")
        ? ["reading does not begin at the message"]
        : [];
    },

    "nothing-moves": () =>
      document
        .getAnimations()
        .filter(
          ({ effect }) =>
            effect?.getTiming().iterations === Infinity || Number(effect?.getComputedTiming().activeDuration) > 5000,
        )
        .map(({ animationName }) => `moves for more than five seconds: ${animationName}`),

    "no-shortcut-keys": () => told("[accesskey]", "a key of its own"),
  });
})();

/** What a mail says, or leads to, and its text alone does not. */
globalThis.inTextAlone = (text) => {
  const squeezed = text.replace(/\s+/g, "");
  const lines = document.body.innerText.split("\n").map((line) => line.replace(/\s+/g, ""));
  return [
    ...lines
      .flatMap((line) => line.split("·"))
      // The name of the sender and the subject are said beside the text.
      .filter((line) => line !== "PASS" && line !== document.title.replace(/\s+/g, ""))
      .filter((line) => !squeezed.includes(line.replace(/[.:]$/, "")))
      .map((line) => ["in-text-alone", `not in the text: ${line}`]),
    ...[...document.links]
      .filter(({ href }) => !text.includes(href) && !text.includes(href.replace(/\/$/, "")))
      .map(({ href }) => ["in-text-alone", `no way there in the text: ${href}`]),
  ];
};
