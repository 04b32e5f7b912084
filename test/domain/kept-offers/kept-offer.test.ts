import { describe, expect, test } from "vitest";
import { type KeptOfferFacts, keptOfferState, newsOf } from "#app/domain/kept-offers/kept-offer.ts";

const TODAY = "2026-11-24";
const stateOf = (facts: Partial<KeptOfferFacts>) =>
  keptOfferState({ expiresOn: null, withdrawnAt: null, ...facts }, TODAY);

describe("a kept offer", () => {
  test("is open as long as its last day is more than seven days away, or was not said", () => {
    expect(stateOf({})).toBe("open");
    expect(stateOf({ expiresOn: "2026-12-02" })).toBe("open");
  });

  test("is closing from seven days before its last day until the end of that day", () => {
    expect(stateOf({ expiresOn: "2026-12-01" })).toBe("closing");
    expect(stateOf({ expiresOn: TODAY })).toBe("closing");
    expect(stateOf({ expiresOn: "2026-11-23" })).toBe("closed");
  });

  test("is withdrawn when it was taken back before its last day, and closed when that came first", () => {
    expect(stateOf({ withdrawnAt: "2026-11-20T08:00:00.000Z" })).toBe("withdrawn");
    expect(stateOf({ expiresOn: "2026-12-31", withdrawnAt: "2026-11-20T08:00:00.000Z" })).toBe("withdrawn");
    expect(stateOf({ expiresOn: "2026-11-01", withdrawnAt: "2026-10-20T08:00:00.000Z" })).toBe("withdrawn");
    expect(stateOf({ expiresOn: "2026-11-01", withdrawnAt: "2026-11-20T08:00:00.000Z" })).toBe("closed");
  });

  test("is withdrawn when the catalogue has lost it", () => {
    expect(keptOfferState(null, TODAY)).toBe("withdrawn");
  });
});

describe("what is told of it", () => {
  const never = { closingToldAt: null, withdrawnToldAt: null };
  const closing = { closingToldAt: "2026-11-20T08:00:00.000Z", withdrawnToldAt: null };

  test("is nothing while it is open", () => {
    expect(newsOf("open", never)).toBeNull();
  });

  test("is once that it closes, and its closing is no news after that", () => {
    expect(newsOf("closing", never)).toBe("closing");
    expect(newsOf("closing", closing)).toBeNull();
    expect(newsOf("closed", closing)).toBeNull();
  });

  test("is once that it was withdrawn, even after it was told that it closes", () => {
    expect(newsOf("withdrawn", closing)).toBe("over");
    expect(newsOf("withdrawn", { ...closing, withdrawnToldAt: "2026-11-22T08:00:00.000Z" })).toBeNull();
  });

  test("is that it has closed when nobody could say that it would", () => {
    expect(newsOf("closed", never)).toBe("over");
  });
});
