import { expect, test } from "vitest";
import type { Posting } from "#app/domain/offers/posting.ts";
import { advisePosting } from "#app/services/publishing/advise-posting.ts";
import { withdrawOffer } from "#db/catalogue/offers/offer-writes.ts";
import { aReference, MORNING, openStage, publishOffer } from "#test/support/alerts.ts";
import { aPosting } from "#test/support/postings.ts";

const stage = openStage();
const TEXT = `<p>${"Vous rédigez la lettre interne, animez le site et préparez les événements du service avec l’équipe. ".repeat(4)}</p>`;
let titles = 0;
/** A title that no other test has. */
const aTitle = () =>
  `Chargée de communication ${["alpha", "beta", "gamma", "delta", "epsilon", "zeta", "eta", "theta"][titles++]}`;

async function repeated(draft: Partial<Posting>, own: string[] = []): Promise<string[]> {
  const posting = aPosting({ reference: aReference(), description: TEXT, ...draft });
  const advice = await advisePosting(stage.catalogue, posting, [posting.reference, ...own], MORNING);
  return advice.filter(({ code }) => code === "already-open").flatMap(({ offer }) => offer?.reference ?? []);
}

test("a draft of the same title, employer and place, with nearly the same text, is told of the open offer", async () => {
  const title = aTitle();
  const reference = await publishOffer(stage, { title, description: TEXT });
  expect(await repeated({ title })).toEqual([reference]);
  expect(await repeated({ title, description: `${TEXT}<p>Télétravail possible.</p>` })).toEqual([reference]);
});

test("a draft does not repeat the offers that it has become", async () => {
  const title = aTitle();
  const reference = await publishOffer(stage, { title, description: TEXT });
  expect(await repeated({ title }, [reference])).toEqual([]);
});

test.each([
  { city: "SAINT-MALO" },
  { employer: "Archives nationales" },
  { administration: "Ministère de la Justice" },
  { type: "apprentissage" as const },
  { description: "<p>Vous classez les archives d’une mission et décrivez les fonds.</p>" },
])("a draft with %j is another offer", async (other) => {
  const title = aTitle();
  await publishOffer(stage, { title, description: TEXT });
  expect(await repeated({ title, ...other })).toEqual([]);
});

test("an offer that is withdrawn, or past its last day, is not open", async () => {
  const title = aTitle();
  const reference = await publishOffer(stage, { title, description: TEXT });
  await withdrawOffer(stage.catalogue, reference, MORNING.toISOString());
  await publishOffer(stage, { title, description: TEXT, expiresOn: "2026-01-05" }, new Date("2026-01-04T08:00:00Z"));
  expect(await repeated({ title })).toEqual([]);
});
