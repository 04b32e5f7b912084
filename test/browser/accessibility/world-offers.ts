import { aPosting } from "#test/support/postings.ts";

/** An offer that says everything there is to say, one that says hardly anything, and one that is closed. */
export const WHOLE = "A-2026-100001";
export const BARE = "S-2026-100002";
export const CLOSED = "S-2026-100004";

export const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString();

export function worldOffers() {
  const day = (days: number) => inDays(days).slice(0, 10);
  return [
    ...Array.from({ length: 24 }, (_, index) =>
      aPosting({ reference: `S-2026-2000${String(index).padStart(2, "0")}`, title: `Archiviste ${index}` }),
    ),
    aPosting({ reference: "S-2026-1001", title: "Chargée d’archives", publishedAt: inDays(-2) }),
    aPosting({
      reference: "S-2026-1002",
      title: "Médiation sportive",
      administration: "Ministère des Sports",
      publishedAt: inDays(-3),
    }),
    aPosting({ reference: CLOSED, title: "Juriste en droit public", expiresOn: day(-2), publishedAt: inDays(-30) }),
    aPosting({
      reference: BARE,
      title: "Jardinier",
      ...{ administration: null, employer: null, level: null, domains: [], region: null, department: null },
      ...{ city: null, description: null, contacts: [], publishedAt: inDays(-1) },
    }),
    aPosting({
      reference: "S-2026-100003",
      title: "Attaché culturel",
      administration: "Ministère de l’Europe et des Affaires étrangères",
      ...{ region: null, department: null, country: "DEU", city: "BERLIN" },
      ...{ publishedAt: inDays(-1), expiresOn: day(2), telework: false, disabilityFriendly: false },
    }),
    aPosting({
      reference: WHOLE,
      title: "Développeuse & data",
      service: "Bureau du numérique",
      ...{ domains: ["NUM", "COM"], city: "PARIS 14ème arrondissement", department: "75", region: "11" },
      description:
        "<h2>Missions</h2><p>Vous développez&nbsp;:</p><ul><li>des services publics</li><li>des tests</li></ul>",
      profile: "<p>Curiosité, <strong>rigueur</strong>. Voir https://example.org/referentiel</p>",
      employerDescription: "<p>Une équipe de dix personnes.</p>",
      more: "<ol><li>Télétravail possible</li><li>Restauration</li></ol>",
      ...{ startsOn: day(60), durationMinMonths: 12, durationMaxMonths: 24, telework: true, disabilityFriendly: true },
      pay: "1 250 € brut par mois",
      contacts: [
        { name: "Ada Lovelace", email: "ada+stage@drac.example", phone: "01 99 00 12 34" },
        { url: "https://drac.example/recrutement" },
      ],
      ...{ publishedAt: inDays(0), expiresOn: day(40) },
    }),
  ];
}
