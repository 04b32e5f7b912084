import { paths } from "#app/paths.ts";
import { aPosting } from "#test/support/postings.ts";
import { publish } from "#test/support/publish.ts";
import type { Site } from "#test/support/site.ts";
import { aCandidate, mailTo } from "#test/support/spaces/candidate.ts";
import { anOperator } from "#test/support/spaces/operators.ts";
import { aPublisher } from "#test/support/spaces/recruiter-walk.ts";
import { aRecruiter } from "#test/support/spaces/recruiters.ts";
import { loadDemonstration } from "#workers/local/demonstration.ts";
import { ensureLocalKey } from "#workers/local/local-key.ts";

type Picture = { name: string; url: string; cookie?: string };

const SEARCH = "q=informatique&region=11&region=53";
/** The last two have their alert on. */
const SAVED: [query: string, name: string][] = [
  ["type=apprentissage&niveau=6&region=84", "Apprentissage en Auvergne-Rhône-Alpes"],
  ["q=archives&region=53", "Archives en Bretagne"],
  [SEARCH, "Informatique en Île-de-France ou en Bretagne"],
];

/** Publishes the demonstration offers and has people do what the pictures show. @returns the pages, in their order */
export async function furnish(site: Site): Promise<Picture[]> {
  await loadDemonstration(site, await ensureLocalKey(site, null));
  const at = (path: string) => site.site + path;
  const { cookie: candidate, mail } = await alerted(site);
  const { cookie: recruiter, draft } = await writing(site);
  const { browser: operator } = await anOperator(site);
  const results = await (await site.fetch(paths.offers(SEARCH))).text();
  // The last of the page is one of the demonstration.
  const [, offer = ""] = [...results.matchAll(/<h3[^>]*><a href="([^"]+)"/g)].at(-1) ?? [];
  return [
    { name: "home", url: at(paths.home()) },
    { name: "results", url: at(paths.offers(SEARCH)) },
    { name: "offer", url: at(offer.replaceAll("&amp;", "&")) },
    { name: "alert-mail", url: `${site.mailbox}/mails/${mail}/html` },
    { name: "saved-searches", url: at(paths.savedSearches()), cookie: candidate },
    { name: "recruiter-offers", url: at(paths.recruiterOffers("publiees")), cookie: recruiter },
    { name: "recruiter-form", url: at(draft), cookie: recruiter },
    { name: "operations", url: at(paths.operations()), cookie: operator.cookie() },
  ];
}

/** A candidate whose alerts have found two offers. */
async function alerted(site: Site): Promise<{ cookie: string; mail: string }> {
  const lea = await aCandidate(site, "lea");
  for (const [query, name] of SAVED) await lea.post(paths.saveSearch(query), { name });
  await (await site.accounts()).prepare("UPDATE saved_searches SET cadence = 'immediate' WHERE id > 1").run();
  await site.tick(new Date());
  const publishedAt = new Date().toISOString();
  await publish(site, [
    aPosting({
      reference: "S-2026-900001",
      title: "Stage en informatique documentaire",
      domains: ["NUM"],
      publishedAt,
    }),
    aPosting({ reference: "A-2026-900002", title: "Apprentie ou apprenti archiviste", publishedAt }),
  ]);
  // A tick has the offers matched, by jobs of the queue; a later one writes the mail.
  for (let tick = 0; tick < 3; tick++) {
    await site.tick(new Date());
    await new Promise((resolve) => setTimeout(resolve, 3_000));
  }
  return { cookie: lea.cookie(), mail: (await mailTo(site, "lea@exemple.fr", "offre")).id };
}

/** A recruiter who has begun an offer. */
async function writing(site: Site): Promise<{ cookie: string; draft: string }> {
  await aPublisher(site);
  const anne = await aRecruiter(site, { email: "anne@culture.gouv.fr", name: "Anne Dupont" });
  const begun = await anne.post(paths.newDraft(), { type: "stage" });
  const draft = begun.headers.get("Location") ?? "";
  await anne.post(draft, {
    type: "stage",
    title: "Assistante ou assistant d’archives",
    description: "Vous classez et décrivez un fonds d’archives privées.",
    place1: "Rennes (35)",
    action: "enregistrer",
  });
  return { cookie: anne.cookie(), draft };
}
