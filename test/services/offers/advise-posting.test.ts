import { expect, test } from "vitest";
import type { Posting } from "#app/domain/offers/posting.ts";
import { publishPosting } from "#app/services/imports/publish-posting.ts";
import { advisePosting } from "#app/services/offers/advise-posting.ts";
import { withdrawOffer } from "#db/catalogue/offers/offer-writes.ts";
import { aReference, MORNING, openStage, publishOffer, publishPostings } from "#test/support/alerts/alerts.ts";
import { aPosting as aDatedPosting } from "#test/support/postings.ts";

const stage = openStage();
const aPosting: typeof aDatedPosting = (said) => aDatedPosting({ publishedAt: null, ...said });
const TEXT = `<p>${"Vous rédigez la lettre interne, animez le site et préparez les événements du service avec l’équipe. ".repeat(4)}</p>`;
let titles = 0;
/** A title that no other test has. */
const aTitle = () =>
  `Chargée de communication ${["alpha", "beta", "gamma", "delta", "epsilon", "zeta", "eta", "theta", "iota", "kappa"][titles++]}`;

async function repeated(draft: Partial<Posting>, own: string[] = []): Promise<string[]> {
  const posting = aPosting({ reference: aReference(), description: TEXT, ...draft });
  const advice = await advisePosting(stage.catalogue, posting, [posting.reference, ...own], MORNING);
  return advice.filter(({ code }) => code === "already-open").flatMap(({ offer }) => offer?.reference ?? []);
}

test("a draft of the same title, employer and place, with nearly the same text, is told of the open offer", async () => {
  const title = aTitle();
  const reference = await publishOffer(stage, { publishedAt: null, title, description: TEXT });
  expect(await repeated({ title })).toEqual([reference]);
  expect(await repeated({ title, description: `${TEXT}<p>Télétravail possible.</p>` })).toEqual([reference]);
});

test("a draft does not repeat the offers that it has become", async () => {
  const title = aTitle();
  const reference = await publishOffer(stage, { publishedAt: null, title, description: TEXT });
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
  await publishOffer(stage, { publishedAt: null, title, description: TEXT });
  expect(await repeated({ title, ...other })).toEqual([]);
});

test("an offer that is withdrawn, or past its last day, is not open", async () => {
  const title = aTitle();
  const reference = await publishOffer(stage, { publishedAt: null, title, description: TEXT });
  await withdrawOffer(stage.catalogue, reference, MORNING.toISOString());
  await publishOffer(
    stage,
    { publishedAt: null, title, description: TEXT, expiresOn: "2026-01-05" },
    new Date("2026-01-04T08:00:00Z"),
  );
  expect(await repeated({ title })).toEqual([]);
});

test("an import tells the advice about what is new or edited, once, and refuses nothing for it", async () => {
  const posting = aPosting({ reference: aReference(), title: "Assistant de direction", expiresOn: "2026-01-01" });
  const report = await publishPostings(stage, [posting], MORNING);
  expect(report).toMatchObject({ created: 1 });
  expect(report).toHaveProperty(
    "advice",
    expect.arrayContaining([
      expect.objectContaining({
        reference: posting.reference,
        code: "title-not-inclusive",
        field: "title",
        severity: "advice",
      }),
      expect.objectContaining({ reference: posting.reference, code: "last-day-past", severity: "blocking" }),
    ]),
  );
  expect(await publishPostings(stage, [posting], MORNING)).toMatchObject({ unchanged: 1, advice: [], adviceInAll: 0 });
});

test("an import lists a thousand advices at most, and counts them all", async () => {
  const sent = Array.from({ length: 501 }, () => aPosting({ reference: aReference(), level: null }));
  const report = await publishPostings(stage, sent, MORNING);
  expect(report).toMatchObject({ created: 501, adviceInAll: 4 * 501 });
  expect("advice" in report && report.advice).toHaveLength(1_000);
});

test("one offer by the API is told all its advice, even when nothing changed, and what it repeats", async () => {
  const [first, second] = [aReference(), aReference()];
  const publisher = { name: "etat", administration: null };
  const title = aTitle();
  const put = async (reference: string) => {
    const published = await publishPosting(
      stage.catalogue,
      publisher,
      aPosting({ reference, title, description: TEXT }),
      reference,
      MORNING,
    );
    return "advice" in published ? published.advice.map(({ code }) => code) : [];
  };
  expect(await put(first)).toContain("start-missing");
  expect(await put(first)).toContain("start-missing");
  expect(await put(first)).not.toContain("already-open");
  expect(await put(second)).toContain("already-open");
});
