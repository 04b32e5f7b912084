import { expect, test } from "vitest";
import { bySlug, LANDING_DOMAINS, LANDING_REGIONS, landingCode } from "#app/domain/search/landing.ts";

test("a région or a domain is found by the name of its page", () => {
  expect(bySlug(LANDING_REGIONS, "bretagne")).toEqual({ code: "53", label: "Bretagne", slug: "bretagne" });
  expect(bySlug(LANDING_DOMAINS, "numerique")).toMatchObject({ code: "NUM" });
  expect(bySlug(LANDING_REGIONS, "numerique")).toBeNull();
  expect(landingCode("53", "NUM")).toBe("53/NUM");
});
