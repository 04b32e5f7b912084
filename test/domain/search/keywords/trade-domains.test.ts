import { expect, test } from "vitest";
import { labelOf } from "#app/domain/nomenclature.ts";
import { domainOfTrade } from "#app/domain/search/keywords/trade-domains.ts";

test.each([
  ["cuisinière", "LOG"],
  ["Photographe", "COM"],
  ["apprenti boulanger Rennes", "LOG"],
  ["assistante sociale", "SOC"],
  ["agent d’accueil", "USA"],
  ["un chef de projet informatique", "NUM"],
  ["garde du corps", "SEC"],
  ["conducteur de travaux", "BAT"],
])("« %s » is of the domain %s", (words, code) => {
  expect(domainOfTrade(words)).toBe(code);
  expect(labelOf("domain", code)).not.toBe(null);
});

test("words that name no trade are of no domain", () => {
  expect(domainOfTrade("bonjour le monde")).toBe(null);
  expect(domainOfTrade("")).toBe(null);
});
