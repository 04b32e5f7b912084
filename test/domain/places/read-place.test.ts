import { describe, expect, test } from "vitest";
import { type PlaceHint, readPlace } from "#app/domain/places/read-place.ts";

/** « Lyon (69) », « Lyon (69), en partie », « département 15 », « 93, 974 ? ». */
function read(text: string, hint: PlaceHint = {}): string {
  const place = readPlace(text, hint);
  switch (place.kind) {
    case "commune":
      return `${place.commune.name} (${place.commune.department})${place.isWhole ? "" : ", en partie"}`;
    case "ambiguous":
      return `${place.communes.map(({ department }) => department).join(", ")} ?`;
    case "department":
      return `département ${place.code}`;
    case "region":
      return `région ${place.code}`;
    default:
      return place.kind;
  }
}

describe("a place as people write it", () => {
  test.each([
    ["LYON CEDEX 03", "Lyon (69)"],
    ["97400 Saint-Denis", "Saint-Denis (974)"],
    ["St Etienne", "Saint-Étienne (42)"],
    ["PARIS 14ème arrondissement", "Paris (75)"],
    ["Paris 14", "Paris (75)"],
    ["PARIS 14è arrondissement", "Paris (75)"],
    ["NANTES CEDEX1", "Nantes (44)"],
    ["Marseille 13e", "Marseille (13)"],
    ["75007 PARIS 07 SP", "Paris (75)"],
    ["BOURG-EN-BRESSE", "Bourg-en-Bresse (01)"],
    ["Valence (26)", "Valence (26)"],
    ["2A - Ajaccio", "Ajaccio (2A)"],
    ["20000 Ajaccio", "Ajaccio (2A)"],
    ["L’Haÿ-les-Roses", "L’Haÿ-les-Roses (94)"],
    ["châlons en champagne", "Châlons-en-Champagne (51)"],
    ["35000", "Rennes (35)"],
    ["Saint-Denis, La Réunion", "Saint-Denis (974)"],
    ["Cherbourg", "Cherbourg-en-Cotentin (50)"],
  ])("%s is the commune of %s", (text, commune) => {
    expect(read(text)).toBe(commune);
  });

  test.each([
    ["Rennes, site de Beaulieu", "Rennes (35), en partie"],
    ["Site de Rangueil - TOULOUSE CEDEX 9", "Toulouse (31), en partie"],
    ["1er étage, Dijon", "Dijon (21), en partie"],
    ["Paris / Lyon", "Paris (75), en partie"],
    ["Lyon / Paris", "Lyon (69), en partie"],
  ])("%s names a commune among other things", (text, commune) => {
    expect(read(text)).toBe(commune);
  });

  test.each([
    ["Cantal - 15", "département 15"],
    ["Haute-Garonne", "département 31"],
    ["Territoire de Belfort (90)", "département 90"],
    ["Somme - 80", "département 80"],
    ["35", "département 35"],
    ["Ile-de-France", "région 11"],
    ["Bretagne", "région 53"],
  ])("%s names no town, but %s", (text, place) => {
    expect(read(text)).toBe(place);
  });

  test.each(["Télétravail", "À distance", "France entière", "98000", ""])("« %s » names no place", (text) => {
    expect(read(text)).toBe("nowhere");
  });

  test("a name that several départements have stays open", () => {
    expect(read("SAINT-DENIS")).toBe("93, 974, 11, 30 ?");
    expect(read("Valence")).toBe("26, 82, 16 ?");
  });

  test("a name that nothing has is unknown", () => {
    expect(read("Trifouillis-les-Oies")).toBe("unknown");
    expect(read("x".repeat(10_000))).toBe("unknown");
  });
});

describe("what else is known of the place", () => {
  test("tells communes of one name apart: the département, or else the région", () => {
    expect(read("Valence", { department: "26" })).toBe("Valence (26)");
    expect(read("Saint-Denis", { region: "04" })).toBe("Saint-Denis (974)");
  });

  test("is worth less than a code in the text", () => {
    expect(read("97400 Saint-Denis", { region: "11" })).toBe("Saint-Denis (974)");
  });

  test("leaves a commune unknown that is not in the département", () => {
    expect(read("Rennes", { department: "75" })).toBe("unknown");
  });
});
