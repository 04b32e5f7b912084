import { createElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { OfferCounts } from "#app/ui/publishing/offer-counts.tsx";

type Props = Parameters<typeof OfferCounts>[0];
const shown = (counts: Props["counts"]) =>
  renderToStaticMarkup(createElement(OfferCounts, { counts, lastWeek: "2026-11-23" }));

test("an offer that nobody has seen yet says so, without a chart", () => {
  expect(shown([])).toBe("<p>Pas encore de visite.</p>");
});

test("an offer that nobody has seen for twelve weeks says that instead", () => {
  expect(shown([{ week: "2026-08-31", kind: "viewed", count: 8 }])).toBe("<p>Aucune visite en 12 semaines.</p>");
});

test("each count is a chart that says its numbers, and a column of the table, from its first week on", () => {
  const html = shown([
    { week: "2026-11-09", kind: "viewed", count: 1240 },
    { week: "2026-11-23", kind: "told", count: 3 },
  ]);
  expect(html.match(/<svg/g)).toHaveLength(4);
  const label = /aria-label="(Visites[^"]*)"/.exec(html)?.[1];
  expect(label).toBe(
    "Visites de la page par semaine, de la plus ancienne à la plus récente\u00a0: 0, 0, 0, 0, 0, 0, 0, 0, 0, 1\u202f240, 0, 0",
  );
  const rows = [...html.matchAll(/<tr><th scope="row">([^<]*)<\/th>(.*?)<\/tr>/g)].map(([, name, cells = ""]) => [
    name,
    ...[...cells.matchAll(/>([^<]+)<\/td>/g)].map(([, number]) => number),
  ]);
  expect(rows).toEqual([
    ["23 nov.", "0", "0", "0", "3"],
    ["16 nov.", "0", "0", "0", "0"],
    ["9 nov.", "1\u202f240", "0", "0", "0"],
    ["Total", "1\u202f240", "0", "0", "3"],
  ]);
});

test("nothing in it has a style of its own, which the policy of the site would refuse", () => {
  expect(shown([{ week: "2026-11-23", kind: "viewed", count: 1 }])).not.toContain("style=");
});
