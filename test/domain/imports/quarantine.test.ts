import { expect, test } from "vitest";
import { mendable } from "#app/domain/imports/mended.ts";
import { defectOf } from "#app/domain/imports/quarantine.ts";

test.each([
  ["La ligne 12 n’est pas du JSON.", "La ligne … n’est pas du JSON"],
  ["La référence « réf 12 » n’a pas la forme attendue.", "La référence «\u00a0…\u00a0» n’a pas la forme attendue"],
  [
    "L’offre de la ligne 3 a des caractères illisibles\u00a0: ils ne sont pas de l’encodage UTF-8.",
    "L’offre de la ligne … a des caractères illisibles\u00a0: ils ne sont pas de l’encodage UTF-8",
  ],
])("postings of one defect have one kind of reason: %s", (reason, defect) => {
  expect(defectOf(reason)).toBe(defect);
});

test("one begins to mend with what was sent, and a row of a CSV file with a posting to fill in", () => {
  expect(mendable("\n<item><title>x</item>", null)).toBe("<item><title>x</item>");
  expect(mendable('{"title":""}', null)).toBe('{\n  "title": ""\n}');
  expect(mendable('{"title":"x', null)).toBe('{"title":"x');
  expect(JSON.parse(mendable("2026-12;Archiviste", "2026-12"))).toMatchObject({
    reference: "2026-12",
    title: "",
    contacts: null,
  });
});
