import { describe, expect, test } from "vitest";
import { read, readerOf } from "./reading.ts";

describe("postings one a line", () => {
  const line = JSON.stringify({ reference: "S-2026-000301", title: "Stage", description: "<p>Texte</p>" });

  test("are read, empty lines aside, in pieces of any size", () => {
    const text = `${line}\n\n${line.replace("301", "302")}\n`;
    expect(read(text, "ndjson", 5).map((each) => each.ok && each.posting.reference)).toEqual([
      "S-2026-000301",
      "S-2026-000302",
    ]);
  });

  test("that are no JSON cost themselves only, and are told with their line", () => {
    const reads = read(
      `${line}\n{"reference": "S-2026-000302", "title": Stage}\n${line.replace("301", "303")}\n`,
      "ndjson",
    );
    expect(reads).toMatchObject([
      { ok: true },
      { ok: false, reference: "S-2026-000302", reason: "La ligne 2 n’est pas du JSON." },
      { ok: true },
    ]);
  });

  test.each([
    ["within its last line", `${line}\n${line.slice(0, -5)}`, true],
    ["nowhere, but its last line is no JSON", `${line}\nx\n`, false],
    ["nowhere", line, false],
  ])("may be cut %s", (_, text, isTruncated) => {
    const reader = readerOf("ndjson");
    reader.write(text);
    reader.end();
    expect(reader.isTruncated).toBe(isTruncated);
  });

  test.each(["Bonjour.", `[\n  {"reference": "S-2026-000301"},\n]`])("« %s » is refused whole", (text) => {
    expect(() => read(text, "ndjson")).toThrow(/^Aucune ligne du fichier n’est lisible/);
  });

  test("that are no offers are refused one by one", () => {
    const reads = read(`3\n[]\n"x"\nnull\n{}\n${line}`, "ndjson");
    expect(reads.map(({ ok }) => ok)).toEqual([false, false, false, false, false, true]);
  });
});
