import type { Posting } from "#app/domain/offers/posting.ts";

/** A posting of which a test says only what matters to it. */
export function aPosting(said: Partial<Posting> & Pick<Posting, "reference">): Posting {
  return {
    type: said.reference.startsWith("A") ? "apprentissage" : "stage",
    title: "Chargée de communication",
    administration: "Ministère de la Culture",
    employer: "Direction régionale des affaires culturelles",
    service: null,
    level: 6,
    domains: ["COM"],
    region: "53",
    department: "35",
    country: "FRA",
    city: "RENNES",
    // Otherwise postings would be the same offer at several places.
    description: `<p>Vous participez à la communication du service (${said.reference}).</p>`,
    profile: null,
    employerDescription: null,
    more: null,
    startsOn: null,
    durationMinMonths: null,
    durationMaxMonths: null,
    telework: null,
    disabilityFriendly: null,
    pay: null,
    contacts: [{ email: "recrutement@drac.example" }],
    publishedAt: "2026-01-05T08:00:00.000Z",
    updatedAt: "2026-01-05T08:00:00.000Z",
    expiresOn: null,
    ...said,
  };
}
