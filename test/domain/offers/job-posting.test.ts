import type { JobPosting, WithContext } from "schema-dts";
import { expect, test } from "vitest";
import { jobPosting } from "#app/domain/offers/job-posting.ts";
import type { Offer } from "#app/domain/offers/offer.ts";
import { PLAIN_OFFER } from "#test/domain/search/index.ts";

const OFFER: Offer = {
  ...PLAIN_OFFER,
  id: 1,
  commune: null,
  pay: null,
  contacts: [],
  publishedAt: "2026-01-10T08:00:00.000Z",
  updatedAt: "2026-01-10T08:00:00.000Z",
  expiresOn: null,
  withdrawnAt: null,
  closedByHand: null,
};
const ADDRESS = "https://pass.example/offres/A-2025-100000";

// The type is schema.org's vocabulary: a property that it does not have fails the type check.
test("what was not said of an offer is not there", () => {
  const expected: WithContext<JobPosting> = {
    "@context": "https://schema.org",
    "@type": "JobPosting",
    title: "Offre",
    description: "Offre",
    identifier: { "@type": "PropertyValue", name: "DRAC", value: "A-2025-100000" },
    datePosted: "2026-01-10T08:00:00.000Z",
    employmentType: "OTHER",
    hiringOrganization: { "@type": "Organization", name: "DRAC" },
    jobLocation: { "@type": "Place", address: { "@type": "PostalAddress", addressCountry: "FR" } },
    url: ADDRESS,
    directApply: false,
  };
  expect(jobPosting({ ...OFFER, employer: "DRAC" }, ADDRESS)).toEqual(expected);
});

test("an offer of which nobody says who hires is none, an administration is enough", () => {
  expect(jobPosting(OFFER, ADDRESS)).toBeNull();
  expect(jobPosting({ ...OFFER, administration: { slug: "culture", label: "Culture" } }, ADDRESS)).toMatchObject({
    hiringOrganization: { name: "Culture" },
  });
});

test("its town is the commune that is known, by its name", () => {
  const locality = (place: Partial<Offer>) =>
    (jobPosting({ ...OFFER, employer: "DRAC", ...place }, ADDRESS) as { jobLocation: { address: object } }).jobLocation
      .address;
  expect(locality({ city: "PARIS 14ème arrondissement", commune: "75056" })).toMatchObject({
    addressLocality: "Paris",
  });
  expect(locality({ city: "Base de Kourou" })).toMatchObject({ addressLocality: "Base de Kourou" });
});

test("an offer of which all was said has it all, until the end of its last day in Paris", () => {
  const expected: Partial<WithContext<JobPosting>> = {
    employmentType: "INTERN",
    validThrough: "2026-07-14T21:59:59.000Z",
    hiringOrganization: { "@type": "Organization", name: "DRAC" },
    identifier: { "@type": "PropertyValue", name: "DRAC", value: "A-2025-100000" },
    jobLocation: {
      "@type": "Place",
      address: { "@type": "PostalAddress", addressLocality: "RENNES", addressRegion: "Bretagne", addressCountry: "DE" },
    },
    jobStartDate: "2026-09-01",
    occupationalCategory: "Communication, Culture et patrimoine",
    description: "<p>Texte</p>",
  };
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
  expect(posting).toMatchObject(expected);
});
