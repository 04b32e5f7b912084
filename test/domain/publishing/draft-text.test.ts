import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { toRichText } from "#app/domain/offers/rich-text.ts";
import { toDraftText } from "#app/domain/publishing/draft-of-offer.ts";
import { draftHtml } from "#app/domain/publishing/draft-text.ts";

// Every link that is kept bears this.
const REL = ' rel="nofollow noopener"';
const html = (typed: string) => toRichText(draftHtml(typed) ?? "")?.html.replaceAll(REL, "") ?? null;

describe("what a recruiter writes", () => {
  test.each([
    ["Un.\n\nDeux.", "<p>Un.</p><p>Deux.</p>"],
    ["Une ligne\npuis une autre", "<p>Une ligne<br>puis une autre</p>"],
    ["# Missions\nÉcrire", "<p><strong>Missions</strong></p><p>Écrire</p>"],
    ["un **mot** et *un autre*", "<p>un <strong>mot</strong> et <em>un autre</em></p>"],
    ["5 * 3 * 2", "<p>5 * 3 * 2</p>"],
    ["[le site](https://a.example/b?c=d&e)", '<p><a href="https://a.example/b?c=d&amp;e">le site</a></p>'],
    ["https://a.example/b.", '<p><a href="https://a.example/b">https://a.example/b</a>.</p>'],
    ["[piège](javascript:alert(1))", "<p>[piège](javascript:alert(1))</p>"],
    ["<b>gras</b> & <x@y.fr>", "<p>&lt;b&gt;gras&lt;/b&gt; &amp; &lt;x@y.fr&gt;</p>"],
    ["\\- pas une liste", "<p>- pas une liste</p>"],
    ["Vous :\n- lisez\n- écrivez\nPuis", "<p>Vous :</p><ul><li>lisez</li><li>écrivez</li></ul><p>Puis</p>"],
    ["1. lire\n2) écrire", "<ol><li>lire</li><li>écrire</li></ol>"],
    ["- lire\n  - un livre\n- écrire", "<ul><li>lire<ul><li>un livre</li></ul></li><li>écrire</li></ul>"],
  ])("%j", (typed, expected) => {
    expect(html(typed)).toBe(expected);
  });

  test("nothing but spaces is nothing", () => {
    expect(draftHtml(" \n\t\n")).toBeNull();
  });
});

test.each([
  "•\tlire\n•\técrire",
  "- lire\n- écrire",
  "o   lire\no   écrire",
  "\uF0B7 lire\n\n\uF0B7 écrire",
  "·\u00a0lire\n·\u00a0écrire",
])("the bullets of Word make a list: %j", (typed) => {
  expect(html(typed)).toBe("<ul><li>lire</li><li>écrire</li></ul>");
});

test.each([
  ["<https://exemple.fr/a>", '<p>&lt;<a href="https://exemple.fr/a">https://exemple.fr/a</a>&gt;</p>'],
  ['"https://exemple.fr/a"', '<p>"<a href="https://exemple.fr/a">https://exemple.fr/a</a>"</p>'],
  ["[x](https://exemple.fr/*b*)", '<p><a href="https://exemple.fr/*b*">x</a></p>'],
  [
    "voir https://exemple.fr/a?b=1&c=2, puis",
    '<p>voir <a href="https://exemple.fr/a?b=1&amp;c=2">https://exemple.fr/a?b=1&amp;c=2</a>, puis</p>',
  ],
])("an address ends where it ends, whatever stands around it: %s", (typed, expected) => {
  expect(html(typed)?.replaceAll("&quot;", '"')).toBe(expected);
});

test("the inner bullets of Word make a list within the list", () => {
  expect(html("•\tlire\no\tun livre\n•\técrire")).toBe(
    "<ul><li>lire<ul><li>un livre</li></ul></li><li>écrire</li></ul>",
  );
});

describe("the text of an offer for the form", () => {
  test.each([
    "<p>Un <strong>mot</strong>.</p><p>Deux<br>lignes</p>",
    "<p>Vous :</p><ul><li>lisez</li><li>écrivez<ul><li>bien</li></ul></li></ul><p>Fin</p>",
    "<ol><li>un</li><li>deux</li></ol>",
    '<p><a href="https://a.example/">https://a.example/</a> et <a href="mailto:a@b.fr">écrire</a></p>',
    "<p>- pas une liste</p><p>2 * 3 * 4, [x], a\\b</p><p># pas un titre</p><p>1. pas un nombre</p>",
    "<p>o rien</p><p>&lt;b&gt; &amp; co</p>",
  ])("gives %s again", (kept) => {
    expect(html(toDraftText(kept))).toBe(kept);
  });
});

test("any text is read in a time that grows with its length, and stays the same once reduced", () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom(..."ab *#-[](){}<>.\n\\o•1"), maxLength: 300 }), (typed) => {
      const once = html(typed);
      expect(once && toRichText(once)?.html.replaceAll(REL, "")).toBe(once);
    }),
  );
});
