import { expect, test } from "vitest";
import { jobPosting } from "#app/domain/job-posting.ts";
import type { Offer } from "#app/domain/offer.ts";
import { PLAIN_OFFER } from "./index.ts";

const OFFER: Offer = {
  ...PLAIN_OFFER,
  id: 1,
  durationMinMonths: null,
  durationMaxMonths: null,
  contacts: [],
  publishedAt: "2026-01-10T08:00:00.000Z",
  updatedAt: "2026-01-10T08:00:00.000Z",
  expiresOn: null,
  withdrawnAt: null,
};
const ADDRESS = "https://pass.example/offres/A-2025-100000";

test("what was not said of an offer is not there", () => {
  expect(jobPosting(OFFER, ADDRESS)).toEqual({
    "@context": "https://schema.org/",
    "@type": "JobPosting",
    title: "Offre",
    description: "Offre",
    identifier: { "@type": "PropertyValue", value: "A-2025-100000" },
    datePosted: "2026-01-10T08:00:00.000Z",
    employmentType: "OTHER",
    jobLocation: { "@type": "Place", address: { "@type": "PostalAddress", addressCountry: "FR" } },
    url: ADDRESS,
    directApply: false,
  });
});

test("an offer of which all was said has it all, until the end of its last day in Paris", () => {
  const posting = jobPosting(
    {
      ...OFFER,
      type: "stage",
      employer: "DRAC",
      city: "RENNES",
      region: "53",
      startsOn: "2026-09-01",
      expiresOn: "2026-07-14",
      domains: ["COM", "CUL"],
      description: "<p>Texte</p>",
      country: "DEU",
    },
    ADDRESS,
  );
  expect(posting).toMatchObject({
    employmentType: "INTERN",
    validThrough: "2026-07-14T21:59:59.000Z",
    hiringOrganization: { "@type": "Organization", name: "DRAC" },
    jobLocation: { address: { addressLocality: "RENNES", addressRegion: "Bretagne", addressCountry: "DE" } },
    jobStartDate: "2026-09-01",
    occupationalCategory: "Communication, Culture et patrimoine",
    description: "<p>Texte</p>",
  });
});
