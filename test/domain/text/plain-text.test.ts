import { expect, test } from "vitest";
import { toPlainLine } from "#app/domain/text/plain-text.ts";

test("a line is read through a thousand elements within each other, and no further", () => {
  const within = (depth: number) => `un ${"<b>".repeat(depth)}deux${"</b>".repeat(depth)} trois`;
  expect(toPlainLine(within(1000))).toBe("un deux trois");
  expect(toPlainLine(within(1001))).toBe("un");
});
