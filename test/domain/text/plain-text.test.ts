import { expect, test } from "vitest";
import { toPlainLine } from "#app/domain/text/plain-text.ts";

test("a line is read through a hundred elements within each other, and no further", () => {
  const within = (depth: number) => `un ${"<b>".repeat(depth)}deux${"</b>".repeat(depth)} trois`;
  expect(toPlainLine(within(100))).toBe("un deux trois");
  expect(toPlainLine(within(101))).toBe("un");
});

test("a line has neither soft hyphens nor control characters", () => {
  expect(toPlainLine("muni\u00ADci&shy;pal\u0007 &amp;amp; d\u2019\u00E9t\u00E9")).toBe(
    "municipal & d\u2019\u00E9t\u00E9",
  );
});
