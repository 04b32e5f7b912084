import fc from "fast-check";
import { Parser } from "htmlparser2";
import { describe, expect, test } from "vitest";
import { toRichText } from "#app/domain/offers/rich-text.ts";

const html = (text: string) => toRichText(text)?.html ?? null;

const ALLOWED: Record<string, string[]> = {
  p: [],
  br: [],
  ul: [],
  ol: [],
  li: [],
  strong: [],
  em: [],
  a: ["href", "rel"],
};

/** What a browser would make of it must hold nothing but what is allowed. */
function expectInert(reduced: string | null): void {
  if (reduced === null) return;
  new Parser({
    onopentag(name, attributes) {
      expect(Object.keys(ALLOWED)).toContain(name);
      for (const attribute of Object.keys(attributes)) expect(ALLOWED[name]).toContain(attribute);
      if (attributes.href !== undefined) expect(attributes.href).toMatch(/^(https:\/\/|mailto:)/);
    },
    oncomment: () => expect.unreachable("a comment was kept"),
    onprocessinginstruction: () => expect.unreachable("an instruction was kept"),
  }).end(reduced);
}

describe("what employers write is kept", () => {
  test.each([
    ["paragraphs", "<p>un</p><p>deux</p>", "<p>un</p><p>deux</p>"],
    ["lists", "<ul><li>un</li><li>deux</li></ul>", "<ul><li>un</li><li>deux</li></ul>"],
    ["lists in lists", "<ol><li>un<ul><li>deux</li></ul></li></ol>", "<ol><li>un<ul><li>deux</li></ul></li></ol>"],
    ["emphasis under its two names", "<p><b>un</b> <i>deux</i></p>", "<p><strong>un</strong> <em>deux</em></p>"],
    ["line breaks", "<p>un<br/>deux</p>", "<p>un<br>deux</p>"],
    [
      "links to sites",
      '<p><a href="https://a.example/?b=1&c=2">a</a></p>',
      '<p><a href="https://a.example/?b=1&amp;c=2" rel="nofollow noopener">a</a></p>',
    ],
    [
      "links to addresses",
      '<p><a href="mailto:a@b.example">a</a></p>',
      '<p><a href="mailto:a@b.example" rel="nofollow noopener">a</a></p>',
    ],
    ["titles, as paragraphs that stand out", "<h2>Missions</h2>texte", "<p><strong>Missions</strong></p><p>texte</p>"],
    ["divisions, as paragraphs", "<div>un</div><div>deux</div>", "<p>un</p><p>deux</p>"],
    ["items that hold paragraphs", "<ul><li><p>un</p></li></ul>", "<ul><li>un</li></ul>"],
    ["text without markup", "un\ndeux\n\ntrois", "<p>un<br>deux</p><p>trois</p>"],
    ["signs that are no markup", "1 < 2 & 3 > 2", "<p>1 &lt; 2 &amp; 3 &gt; 2</p>"],
    ["text out of any paragraph", "un<p>deux</p>trois", "<p>un</p><p>deux</p><p>trois</p>"],
    ["items out of any list", "<li>un", "<ul><li>un</li></ul>"],
  ])("%s", (_, given, kept) => {
    expect(html(given)).toBe(kept);
  });

  test.each([
    "",
    "   ",
    "<p></p>",
    "<p> <br> </p><ul><li></li></ul>",
    "<script>x</script>",
    "<p><strong> </strong></p>",
  ])("nothing is left of « %s »", (given) => {
    expect(html(given)).toBeNull();
  });
});

describe("a text that is too long", () => {
  test("is cut between two words, its markup closed", () => {
    expect(toRichText("<p>un <strong>deux trois</strong> quatre</p><p>cinq</p>", 9)).toEqual({
      html: "<p>un <strong>deux…</strong></p>",
      cut: true,
    });
  });

  test("is not told as cut when it just fits", () => {
    expect(toRichText("<p>un deux</p>", 8)?.html).toBe("<p>un deux</p>");
  });

  test("is read through a hundred elements within each other, and no further", () => {
    const within = (depth: number) => `<p>un</p>${"<div>".repeat(depth)}deux${"</div>".repeat(depth)}<p>trois</p>`;
    expect(toRichText(within(100))).toEqual({ html: "<p>un</p><p>deux</p><p>trois</p>", cut: false });
    expect(toRichText(within(101))).toEqual({ html: "<p>un</p>", cut: true });
  });
});

describe("what runs, embeds or deceives is not kept", () => {
  const run = "alert(1)";
  const vectors = [
    `<script>${run}</script>`,
    `<script src="https://evil.example/x.js"></script>`,
    `<img src=x onerror=${run}>`,
    `<img src="https://evil.example/pixel.gif">`,
    `<svg onload=${run}>`,
    `<svg><script>${run}</script></svg>`,
    `<svg><a xlink:href="javascript:${run}"><text>x</text></a></svg>`,
    `<math><mtext><table><mglyph><style><img src=x onerror=${run}>`,
    `<iframe src="javascript:${run}"></iframe>`,
    `<iframe srcdoc="<script>${run}</script>"></iframe>`,
    `<object data="javascript:${run}"></object>`,
    `<embed src="javascript:${run}">`,
    `<a href="javascript:${run}">x</a>`,
    `<a href=" javascript:${run}">x</a>`,
    `<a href="java\tscript:${run}">x</a>`,
    `<a href="java&#10;script:${run}">x</a>`,
    `<a href="&#106;avascript:${run}">x</a>`,
    `<a href="JaVaScRiPt:${run}">x</a>`,
    `<a href="data:text/html,<script>${run}</script>">x</a>`,
    `<a href="vbscript:${run}">x</a>`,
    `<a href="//evil.example">x</a>`,
    `<a href="http://evil.example">x</a>`,
    `<a href="https://a@evil.example">x</a>`,
    `<a href="file:///etc/passwd">x</a>`,
    `<a href="blob:https://a.example/1">x</a>`,
    `<a href="https://a.example" onclick="${run}" style="position:fixed" target="_blank" id="x">x</a>`,
    `<p style="background:url(javascript:${run})">x</p>`,
    `<p onmouseover="${run}">x</p>`,
    `<style>@import "https://evil.example";</style>`,
    `<link rel="stylesheet" href="https://evil.example">`,
    `<meta http-equiv="refresh" content="0;url=javascript:${run}">`,
    `<base href="https://evil.example">`,
    `<form action="https://evil.example"><input name=x><button>x</button></form>`,
    `<template><script>${run}</script></template>`,
    `<noscript><p title="</noscript><img src=x onerror=${run}>"></noscript>`,
    `<textarea><script>${run}</script></textarea>`,
    `<title><img src=x onerror=${run}></title>`,
    `<xmp><img src=x onerror=${run}></xmp>`,
    `<!--><img src=x onerror=${run}>-->`,
    `<!-- --!><script>${run}</script>`,
    `<![CDATA[<script>${run}</script>]]>`,
    `<?xml-stylesheet href="javascript:${run}"?>`,
    `<p>&lt;script&gt;${run}&lt;/script&gt;</p>`,
    `<video><source onerror="${run}"></video>`,
    `<details open ontoggle=${run}>x</details>`,
    `<marquee onstart=${run}>x</marquee>`,
    `<p/onclick=${run}>x`,
    `<a/href="javascript:${run}">x`,
    `<scr<script>ipt>${run}</scr</script>ipt>`,
    `<<script>${run}//<</script>`,
  ];
  const wrappings: ((vector: string) => string)[] = [
    (vector) => vector,
    (vector) => vector.replace(/<(\w+)/g, (tag) => tag.toUpperCase()),
    (vector) => `<ul><li><strong>${vector}`,
    (vector) => `<p title="${vector}">x</p>`,
    (vector) => vector.replaceAll(" ", "\n").replaceAll(">", " >"),
  ];
  const payloads = wrappings.flatMap((wrap) => vectors.map(wrap));

  test(`in any of ${payloads.length} payloads`, () => {
    for (const payload of payloads) {
      const reduced = html(payload);
      expectInert(reduced);
      expect(html(reduced ?? "")).toBe(reduced);
    }
  });

  test("nor a line break between blocks, which alone would be text", () => {
    expect(html("<b></p><br>")).toBeNull();
  });

  test("nor a third line break in a row, when what stood between two of them was empty", () => {
    expect(html("<li>a<h1></p>b")).toBe("<ul><li>a<br><br>b</li></ul>");
    expect(html("<li>a<h1><h1>b")).toBe("<ul><li>a<br><br><strong>b</strong></li></ul>");
    expect(html("<i><b></b><br>")).toBeNull();
  });

  test("nor in anything that can be typed, and reducing twice changes nothing", () => {
    const pieces = fc.constantFrom(
      ...vectors,
      "<p>",
      "</p>",
      "<ul>",
      "<li>",
      "</li>",
      "</ul>",
      "<b>",
      "</i>",
      "<br>",
      "<h1>",
      "<div>",
      "</div>",
      "<a href='https://a.example'>",
      "</a>",
      " ",
      "mot",
      "&amp;lt;",
      "\n\n",
    );
    fc.assert(
      fc.property(fc.array(fc.oneof(pieces, fc.string({ maxLength: 8 })), { maxLength: 25 }), (parts) => {
        const reduced = html(parts.join(""));
        expectInert(reduced);
        expect(html(reduced ?? "")).toBe(reduced);
      }),
      { numRuns: 2000 },
    );
  });

  test.each([
    ["opened lists", "<ul><li>".repeat(20_000)],
    ["line breaks", "<br>".repeat(20_000)],
    ["unclosed tags", "<".repeat(50_000)],
    ["spaces", " ".repeat(50_000)],
  ])("50,000 characters of %s are read in linear time", (_, text) => {
    const start = performance.now();
    expectInert(html(`x${text}`));
    expect(performance.now() - start).toBeLessThan(1000);
  });
});
