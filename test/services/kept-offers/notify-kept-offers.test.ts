import { env } from "cloudflare:workers";
import { afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { importPostings } from "#app/services/imports/import-postings.ts";
import { changeNotices, putAside } from "#app/services/kept-offers/kept-offers.ts";
import { notifyKeptOffers } from "#app/services/kept-offers/notify-kept-offers.ts";
import { openAccounts } from "#db/accounts/database.ts";
import { removeKeptOffer } from "#db/accounts/kept-offers/kept-offers.ts";
import { openCatalogue } from "#db/catalogue/database.ts";
import { findOffer } from "#db/catalogue/offers/offers.ts";
import { aCandidateRow } from "#test/support/candidate-row.ts";
import { eachFault } from "#test/support/faults.ts";
import { forgetEverybody } from "#test/support/people.ts";
import { aPosting } from "#test/support/postings.ts";

const catalogue = openCatalogue(env.CATALOGUE);
const accounts = openAccounts(env.ACCOUNTS);
const deps = { accounts, catalogue };
const at = (moment: string) => new Date(`2026-${moment}Z`);
const KEPT = at("11-01T09:00:00");

const OPEN = "S-2026-1001";
const CLOSING = "S-2026-1002";
const WITHDRAWN = "S-2026-1003";

beforeAll(async () => {
  const postings = [
    aPosting({ reference: OPEN, title: "Ouverte" }),
    aPosting({ reference: CLOSING, title: "Bientôt close", expiresOn: "2026-12-01" }),
    aPosting({ reference: WITHDRAWN, title: "Retirée" }),
  ];
  const reads = postings.map((posting) => ({ ok: true as const, posting, doubts: [], raw: "" }));
  await importPostings(
    catalogue,
    { publisher: "etat", feed: "ndjson", reads, full: false, force: false, part: null },
    KEPT,
  );
});

const withdraw = (when: string | null) =>
  env.CATALOGUE.prepare("UPDATE offers SET withdrawn_at = ? WHERE reference = ?").bind(when, WITHDRAWN).run();

let people = 0;
let ada = 0;
beforeEach(async () => {
  people += 1;
  ada = await aCandidateRow(accounts, `ada${people}`, { keptOfferNotices: true });
});
afterEach(async () => {
  await forgetEverybody();
  await withdraw(null);
});

async function keep(candidateId: number, references: string[], now = KEPT): Promise<void> {
  for (const reference of references) {
    const offer = await findOffer(catalogue, reference);
    if (offer) await putAside(accounts, candidateId, offer, now);
  }
}

/** The mails that were requested: the recipient, and the offers with their states. */
async function asked(): Promise<[recipient: string, ...offers: string[]][]> {
  const { results } = await env.ACCOUNTS.prepare("SELECT * FROM mails ORDER BY recipient, rowid").all<{
    kind: string;
    state: string;
    recipient: string;
    details: string;
  }>();
  return results.map(({ kind, state, recipient, details }) => {
    expect([kind, state]).toEqual(["kept-offer", "requested"]);
    const offers = JSON.parse(JSON.parse(details).offers) as { reference: string; state: string }[];
    return [recipient, ...offers.map((offer) => `${offer.reference} ${offer.state}`).sort()];
  });
}

describe("the daily run", () => {
  test("mails the offers that close within seven days or are withdrawn, in one mail, and no other offers", async () => {
    await keep(ada, [OPEN, CLOSING, WITHDRAWN]);
    await withdraw("2026-11-20T08:00:00.000Z");
    expect(await notifyKeptOffers(deps, at("11-24T09:00:00"))).toBe(1);
    expect(await asked()).toEqual([[`ada${people}@exemple.fr`, `${CLOSING} closing`, `${WITHDRAWN} withdrawn`]]);
  });

  test("mails nobody who has not asked for it", async () => {
    const bob = await aCandidateRow(accounts, "bob");
    await keep(bob, [CLOSING]);
    await notifyKeptOffers(deps, at("11-24T09:00:00"));
    expect(await asked()).toEqual([]);
  });

  test("does not begin at night", async () => {
    await keep(ada, [CLOSING]);
    await notifyKeptOffers(deps, at("11-24T05:59:00"));
    expect(await asked()).toEqual([]);
    await notifyKeptOffers(deps, at("11-24T06:00:00"));
    expect(await asked()).toHaveLength(1);
  });

  test("runs once a day: an offer that is withdrawn after it waits for the next morning", async () => {
    await keep(ada, [CLOSING, WITHDRAWN]);
    await notifyKeptOffers(deps, at("11-24T09:00:00"));
    await withdraw("2026-11-24T10:00:00.000Z");
    await notifyKeptOffers(deps, at("11-24T11:00:00"));
    expect(await asked()).toHaveLength(1);
    await notifyKeptOffers(deps, at("11-25T09:00:00"));
    expect((await asked()).map(([, ...offers]) => offers)).toEqual([
      [`${CLOSING} closing`],
      [`${WITHDRAWN} withdrawn`],
    ]);
  });

  test("repeats no news on the following days, the closing day included", async () => {
    await keep(ada, [CLOSING, WITHDRAWN]);
    await withdraw("2026-11-20T08:00:00.000Z");
    for (const day of ["11-24", "11-25", "12-01", "12-02", "12-30"])
      await notifyKeptOffers(deps, at(`${day}T09:00:00`));
    expect(await asked()).toHaveLength(1);
  });

  test("reaches every candidate when there are more than one part holds", async () => {
    for (let n = 0; n < 60; n++) {
      await keep(await aCandidateRow(accounts, `eve${n}`, { keptOfferNotices: true }), [CLOSING]);
    }
    expect(await notifyKeptOffers(deps, at("11-24T09:00:00"))).toBe(60);
    expect(new Set((await asked()).map(([recipient]) => recipient)).size).toBe(60);
  });
});

describe("when calls fail", () => {
  const NOW = at("11-24T09:00:00");

  test("before or after any call of the run, each candidate gets one mail", async () => {
    const calls = await eachFault(async (faults, name) => {
      await forgetEverybody();
      await keep(await aCandidateRow(accounts, "eve", { keptOfferNotices: true }), [CLOSING]);
      const failing = {
        accounts: openAccounts(faults.d1(env.ACCOUNTS)),
        catalogue: openCatalogue(faults.d1(env.CATALOGUE)),
      };
      await notifyKeptOffers(failing, NOW).catch(() => {});
      await notifyKeptOffers(deps, NOW);
      await notifyKeptOffers(deps, at("11-25T09:00:00"));
      expect(await asked(), name).toEqual([["eve@exemple.fr", `${CLOSING} closing`]]);
    });
    expect(calls).toBe(7);
  });

  test("ten concurrent ticks send one mail", async () => {
    await keep(ada, [CLOSING]);
    await Promise.all(Array.from({ length: 10 }, () => notifyKeptOffers(deps, NOW)));
    expect(await asked()).toHaveLength(1);
  });
});

describe("an offer whose state her page has shown", () => {
  test("is not mailed: it was closing when she kept it", async () => {
    await keep(ada, [CLOSING], at("11-25T09:00:00"));
    await notifyKeptOffers(deps, at("11-26T09:00:00"));
    expect(await asked()).toEqual([]);
  });

  test("is not mailed: she removed it and kept it again while it was closing", async () => {
    await keep(ada, [CLOSING]);
    await notifyKeptOffers(deps, at("11-24T09:00:00"));
    await removeKeptOffer(accounts, ada, CLOSING);
    await keep(ada, [CLOSING], at("11-25T10:00:00"));
    await notifyKeptOffers(deps, at("11-26T09:00:00"));
    expect(await asked()).toHaveLength(1);
  });

  test("is not mailed: it was closing or over when she asked for the mails; later news are", async () => {
    const bob = await aCandidateRow(accounts, "bob");
    await keep(bob, [CLOSING, WITHDRAWN]);
    await changeNotices(deps, bob, true, at("11-25T09:00:00"));
    await notifyKeptOffers(deps, at("11-26T09:00:00"));
    expect(await asked()).toEqual([]);
    await withdraw("2026-11-26T10:00:00.000Z");
    await notifyKeptOffers(deps, at("11-27T09:00:00"));
    expect(await asked()).toEqual([["bob@exemple.fr", `${WITHDRAWN} withdrawn`]]);
  });

  test("a candidate who no longer wants mails gets none", async () => {
    await keep(ada, [CLOSING]);
    await changeNotices(deps, ada, false, KEPT);
    await notifyKeptOffers(deps, at("11-24T09:00:00"));
    expect(await asked()).toEqual([]);
  });
});
