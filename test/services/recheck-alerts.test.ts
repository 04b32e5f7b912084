import { env } from "cloudflare:workers";
import { sql } from "drizzle-orm";
import { afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { importPostings } from "#app/services/import-postings.ts";
import { sendMails } from "#app/services/send-mails.ts";
import { openAccounts } from "#db/accounts/database.ts";
import { deleteCandidate } from "#db/accounts/erasure.ts";
import { setCadence, switchOff, updateCriteria } from "#db/accounts/saved-searches.ts";
import { openCatalogue } from "#db/catalogue/database.ts";
import { findOffer } from "#db/catalogue/offers.ts";
import { INDEX } from "#db/catalogue/search-index.ts";
import { aSavedSearch } from "#test/support/alerts.ts";
import { aCandidateRow } from "#test/support/candidate-row.ts";
import { eachFault } from "#test/support/faults.ts";
import { forgetEverybody } from "#test/support/people.ts";
import { aPosting } from "#test/support/postings.ts";
import { aClock, aProvider, TAKEN_UNHEARD, tooMany, UNTAKEN_UNHEARD } from "#test/support/provider.ts";
import { aWrittenAlert } from "#test/support/written-alert.ts";

const accounts = openAccounts(env.ACCOUNTS);
const catalogue = openCatalogue(env.CATALOGUE);
const NOON = "2026-11-20T12:00:00.000Z";
const OLD = "S-2026-2001";
const NEW = "S-2026-2002";
const everybody = { id: 0, email: "ada@exemple.fr" };

let ids = { old: 0, new: 0 };
let time = aClock(NOON);
let ada = everybody;
/** Two searches of hers, which find both offers. */
let bell = 0;
let other = 0;

beforeAll(() => publish([aPosting({ reference: OLD }), aPosting({ reference: NEW })]));
beforeEach(async () => {
  time = aClock(NOON);
  ids = {
    old: (await findOffer(catalogue, OLD))?.id ?? 0,
    new: (await findOffer(catalogue, NEW))?.id ?? 0,
  };
  ada = { ...everybody, id: await aCandidateRow(accounts, "ada") };
  bell = await aSavedSearch({ accounts, catalogue }, ada.id, "type=stage", { since: 0 });
  other = await aSavedSearch({ accounts, catalogue }, ada.id, "region=53", { since: 0 });
});
afterEach(async () => {
  await forgetEverybody();
  await publish([aPosting({ reference: OLD }), aPosting({ reference: NEW })]);
});

async function publish(postings: ReturnType<typeof aPosting>[], full = false): Promise<void> {
  const reads = postings.map((posting) => ({ ok: true as const, posting, doubts: [], raw: "" }));
  const feed = { publisher: "etat", feed: "ndjson", reads, full, force: true, part: null };
  await importPostings(catalogue, feed, new Date(NOON));
}

/** An alert of hers, of both offers, found by one search or both. */
const anAlert = (...searches: number[]) =>
  aWrittenAlert(
    ada,
    searches.flatMap((savedSearchId) => [ids.old, ids.new].map((offerId) => ({ savedSearchId, offerId }))),
    time.clock(),
  );

function run(
  provider: ReturnType<typeof aProvider>,
  { database = env.ACCOUNTS, waitUntil = time.waitUntil } = {},
): Promise<number> {
  const hands = { accounts: openAccounts(database), catalogue, provider: provider.provider, perSecond: 5 };
  return sendMails({ ...hands, clock: time.clock, waitUntil });
}

/** Has a run take up what is to be sent, and end before it hands anything over. */
function cutShort(provider: ReturnType<typeof aProvider>): Promise<void> {
  return new Promise((claimed) => {
    const waitUntil = () => {
      claimed();
      return new Promise<void>(() => {});
    };
    void run(provider, { waitUntil });
  });
}

/** Tried once, and said not to have been taken. */
async function postponed(): Promise<ReturnType<typeof aProvider>> {
  const provider = aProvider([tooMany(60)]);
  await run(provider);
  time.pass(61);
  return provider;
}

/** How the pairs of her searches stand: « search offer state ». */
async function pairs(): Promise<string[]> {
  const { results } = await env.ACCOUNTS.prepare(
    "SELECT saved_search_id AS s, offer_id AS o, state, mail_id IS NOT NULL AS held FROM alert_matches ORDER BY 1, 2",
  ).all<{ s: number; o: number; state: string; held: number }>();
  return results.map(({ s, o, state, held }) => {
    expect(held).toBe(state === "mailed" ? 1 : 0);
    return `${s === bell ? "bell" : "other"} ${o === ids.old ? "old" : "new"} ${state}`;
  });
}

const count = (table: string) => env.ACCOUNTS.prepare(`SELECT count(*) AS n FROM ${table}`).first<number>("n");
const mailStates = async () =>
  (await env.ACCOUNTS.prepare("SELECT state FROM mails").all<{ state: string }>()).results.map(({ state }) => state);
const move = (email: string) =>
  env.ACCOUNTS.prepare("UPDATE candidates SET email = ?, email_key = ? WHERE id = ?").bind(email, email, ada.id).run();
const suppress = (email: string) =>
  env.ACCOUNTS.prepare("INSERT INTO suppressions VALUES (?, 'bounce', '')").bind(email).run();
/** An offer that a search found as well, to be told at seven. */
const waits = (savedSearchId: number, offerId: number) =>
  env.ACCOUNTS.prepare("INSERT INTO alert_matches VALUES (?, ?, ?, '2026-11-21T06:00:00.000Z', 'pending', NULL)")
    .bind(savedSearchId, offerId, ada.id)
    .run();
const setBell = (id: number, cadence: "daily" | null, newestOfferId = ids.new) =>
  setCadence(accounts, { id, candidateId: ada.id }, { cadence, due: NOON, newestOfferId });

/** Nothing was sent; what is wanted of the alert waits to be written anew, as if it never had been. */
async function expectTakenApart(provider: ReturnType<typeof aProvider>, ...expected: string[]): Promise<void> {
  const asked = provider.calls.length;
  await run(provider);
  expect(provider.calls).toHaveLength(asked);
  expect(await pairs()).toEqual(expected);
  expect([await count("mails"), await count("mailed_offers"), await count("snapshots")]).toEqual([0, 0, 0]);
}

test("an alert that is still wanted as it is goes out", async () => {
  await anAlert(bell, other);
  const provider = aProvider();
  expect(await run(provider)).toBe(1);
  expect(provider.inboxes[0]?.recipient).toBe("ada@exemple.fr");
});

describe("an alert that was never tried", () => {
  test("goes to her new address when it has changed", async () => {
    await anAlert(bell);
    await move("ada@ailleurs.fr");
    const provider = aProvider();
    await run(provider);
    expect(provider.inboxes.map(({ recipient }) => recipient)).toEqual(["ada@ailleurs.fr"]);
  });

  test("is written anew without an offer that was withdrawn, or edited so that it no longer answers", async () => {
    await anAlert(bell, other);
    await publish([aPosting({ reference: NEW, region: "11", department: "75" })], true);
    await expectTakenApart(
      aProvider(),
      "bell old pending",
      "bell new pending",
      "other old pending",
      "other new pending",
    );
  });

  test("is written anew without an offer that has closed since", async () => {
    await publish([aPosting({ reference: NEW, expiresOn: "2026-11-20" })]);
    await anAlert(bell);
    time.pass(11 * 3600);
    await expectTakenApart(aProvider(), "bell old pending", "bell new pending");
  });

  test("goes out when an offer was edited and answers all the same", async () => {
    await anAlert(bell);
    await publish([aPosting({ reference: NEW, title: "Un autre titre" })]);
    expect(await run(aProvider())).toBe(1);
  });

  test("goes out while the index is being made anew, which has not every offer yet", async () => {
    await publish([aPosting({ reference: "S-2026-2003" })]);
    const offerId = (await findOffer(catalogue, "S-2026-2003"))?.id ?? 0;
    await catalogue.run(sql`DELETE FROM ${INDEX} WHERE rowid = ${offerId}`);
    await aWrittenAlert(ada, [{ savedSearchId: bell, offerId }], time.clock());
    await catalogue.run(sql`UPDATE offers SET indexed = indexed - 1 WHERE id = ${offerId}`);
    expect(await run(aProvider())).toBe(1);
    await catalogue.run(sql`UPDATE offers SET indexed = indexed + 1 WHERE id = ${offerId}`);
  });

  test("though handed over and not taken, is not sent when the only bell in it is switched off meanwhile", async () => {
    await anAlert(bell);
    const provider = aProvider([{ ...tooMany(60), meanwhile: () => switchOff(accounts, ada.id, bell, time.clock()) }]);
    await run(provider);
    time.pass(61);
    await expectTakenApart(provider);
  });

  test("though handed over and not taken, is written anew without a search whose bell is switched off meanwhile", async () => {
    await anAlert(bell, other);
    const provider = aProvider([{ ...tooMany(60), meanwhile: () => switchOff(accounts, ada.id, other, time.clock()) }]);
    await run(provider);
    time.pass(61);
    await expectTakenApart(provider, "bell old pending", "bell new pending");
  });

  test("though handed over and not taken, is not sent when its bell is switched off and on again meanwhile", async () => {
    await anAlert(bell);
    const provider = aProvider([
      {
        ...tooMany(60),
        meanwhile: async () => {
          await setBell(bell, null);
          await setBell(bell, "daily");
        },
      },
    ]);
    await run(provider);
    time.pass(61);
    await expectTakenApart(provider);
  });

  test.each([
    [
      "a bell is switched off",
      () => switchOff(accounts, ada.id, other, time.clock()),
      ["bell old pending", "bell new pending"],
    ],
    ["all bells are switched off", () => switchOff(accounts, ada.id, null, time.clock()), []],
  ])("though taken up by a sender, is not handed over by it when %s before", async (_, change, expected) => {
    await anAlert(bell, other);
    let changes = 0;
    const waitUntil = async () => void (changes++ === 0 && (await change()));
    const provider = aProvider();
    await run(provider, { waitUntil });
    expect(changes).toBe(1);
    await expectTakenApart(provider, ...expected);
    expect(provider.calls).toHaveLength(0);
  });

  test.each([
    ["her address changes", () => move("ada@ailleurs.fr"), ["ada@ailleurs.fr"]],
    ["her address takes no mail any more", () => suppress("ada@exemple.fr"), []],
    ["operators stop the alerts", () => env.ACCOUNTS.exec("INSERT INTO settings VALUES ('alerts-paused', '')"), []],
  ])("though taken up by a sender, goes nowhere that it should not when %s before", async (_, change, expected) => {
    await anAlert(bell);
    let changes = 0;
    const waitUntil = async () => void (changes++ === 0 && (await change()));
    const provider = aProvider();
    await run(provider, { waitUntil });
    expect(changes).toBeGreaterThan(0);
    expect(provider.calls.map(({ recipient }) => recipient)).toEqual(expected);
    await env.ACCOUNTS.exec("DELETE FROM settings");
  });

  test("though taken up by a sender that is cut short before its call, is written anew when a bell is switched off", async () => {
    await anAlert(bell, other);
    const provider = aProvider();
    await cutShort(provider);
    await switchOff(accounts, ada.id, other, time.clock());
    time.pass(240);
    await expectTakenApart(provider, "bell old pending", "bell new pending");
    expect(provider.calls).toHaveLength(0);
  });

  test("is not sent when the criteria were changed while it was on its way", async () => {
    await anAlert(bell);
    const changed = {
      criteria: "type=apprentissage",
      match: 'f:"ta"',
      textVersion: 1,
      gate: [],
      newestOfferId: ids.new,
    };
    const provider = aProvider([
      {
        ...tooMany(60),
        meanwhile: async () => void (await updateCriteria(accounts, { id: bell, candidateId: ada.id }, changed)),
      },
    ]);
    await run(provider);
    time.pass(61);
    await run(provider);
    expect(provider.calls).toHaveLength(1);
  });
});

describe("an alert that may have been taken", () => {
  test("is sent again as it is when an offer is withdrawn or one of two bells is switched off", async () => {
    await anAlert(bell, other);
    const provider = aProvider([TAKEN_UNHEARD]);
    await run(provider);
    await switchOff(accounts, ada.id, other, time.clock());
    await publish([aPosting({ reference: OLD })], true);
    time.pass(300);
    await run(provider);
    expect([provider.calls.length, provider.inboxes.length]).toEqual([2, 1]);
    expect(await mailStates()).toEqual(["sent"]);
  });

  test("is never sent again when every bell in it is switched off, and tells nothing twice", async () => {
    await anAlert(bell);
    const provider = aProvider([TAKEN_UNHEARD]);
    await run(provider);
    await switchOff(accounts, ada.id, null, time.clock());
    time.pass(300);
    await run(provider);
    expect(provider.calls).toHaveLength(1);
    expect(await mailStates()).toEqual(["cancelled"]);
    expect(await pairs()).toEqual(["bell old mailed", "bell new mailed"]);
  });

  test("is sent again when its bell is switched off and another search waits to tell of an offer in it", async () => {
    await anAlert(bell);
    const provider = aProvider([UNTAKEN_UNHEARD]);
    await run(provider);
    await waits(other, ids.new);
    await switchOff(accounts, ada.id, bell, time.clock());
    time.pass(300);
    expect(await run(provider)).toBe(1);
  });

  test.each([
    ["was taken at the old address is not taken again at the new one", TAKEN_UNHEARD, "ada@exemple.fr"],
    ["was not taken goes to the new address", UNTAKEN_UNHEARD, "ada@ailleurs.fr"],
  ])("and %s", async (_, answer, recipient) => {
    await anAlert(bell);
    const provider = aProvider([answer]);
    await run(provider);
    await move("ada@ailleurs.fr");
    time.pass(300);
    expect(await run(provider)).toBe(1);
    expect(new Set(provider.calls.map(({ id }) => id)).size).toBe(1);
    expect(provider.inboxes.map((mail) => mail.recipient)).toEqual([recipient]);
    expect(await mailStates()).toEqual(["sent"]);
  });
});

test("an address that takes no mail gets no alert and no word of kept offers, and still what she asks for herself", async () => {
  await anAlert(bell);
  await env.ACCOUNTS.prepare("UPDATE candidates SET kept_offer_notices = 1").run();
  for (const [kind, priority] of [
    ["kept-offer", 1],
    ["reset", 0],
  ] as const) {
    await env.ACCOUNTS.prepare(
      `INSERT INTO mails (id, kind, priority, candidate_id, recipient, details, subject, html, text, state, due_at, created_at)
        VALUES (?, ?, ?, ?, ?, '{}', ?, 'a', 'a', 'pending', ?, ?)`,
    )
      .bind(kind, kind, priority, ada.id, ada.email, kind, NOON, NOON)
      .run();
  }
  await suppress(ada.email);
  const provider = aProvider();
  await run(provider);
  expect(provider.subjects()).toEqual(["reset"]);
  expect((await mailStates()).sort()).toEqual(["cancelled", "cancelled", "sent"]);
});

test("word of kept offers goes to her new address, and not at all when she wants none any more", async () => {
  const tellKept = async (wants: 0 | 1) => {
    await env.ACCOUNTS.prepare("UPDATE candidates SET kept_offer_notices = 1").run();
    await env.ACCOUNTS.prepare(
      `INSERT INTO mails (id, kind, priority, candidate_id, recipient, details, subject, html, text, state, due_at, created_at)
        VALUES (?, 'kept-offer', 1, ?, ?, '{}', 'kept', 'a', 'a', 'pending', ?, ?)`,
    )
      .bind(crypto.randomUUID(), ada.id, ada.email, NOON, NOON)
      .run();
    await env.ACCOUNTS.prepare("UPDATE candidates SET kept_offer_notices = ?").bind(wants).run();
    const provider = aProvider();
    await run(provider);
    return provider.calls.map(({ recipient }) => recipient);
  };
  await move("ada@ailleurs.fr");
  expect(await tellKept(0)).toEqual([]);
  expect(await tellKept(1)).toEqual(["ada@ailleurs.fr"]);
});

test("nothing goes out to somebody who has deleted her account, though her mail was under way", async () => {
  await anAlert(bell);
  const provider = await postponed();
  await deleteCandidate(accounts, { candidateId: ada.id, farewell: "goodbye" }, time.clock());
  await run(provider);
  expect(provider.inboxes).toHaveLength(0);
});

test("while operators have stopped the alerts none leaves, and other mails do", async () => {
  await anAlert(bell);
  await env.ACCOUNTS.batch([
    env.ACCOUNTS.prepare("INSERT INTO settings VALUES ('alerts-paused', '')"),
    env.ACCOUNTS.prepare(
      `INSERT INTO mails (id, kind, priority, recipient, details, subject, html, text, state, due_at, created_at)
        VALUES ('a', 'goodbye', 1, 'a@exemple.fr', '{}', 'adieu', 'a', 'a', 'pending', ?, ?)`,
    ).bind(NOON, NOON),
  ]);
  const provider = aProvider();
  await run(provider);
  expect(provider.subjects()).toEqual(["adieu"]);
  await env.ACCOUNTS.prepare("DELETE FROM settings").run();
  await run(provider);
  expect(provider.inboxes).toHaveLength(2);
});

test("whatever call of the database fails, an alert that is no longer wanted as it is goes to nobody and is not lost", async () => {
  await eachFault(async (faults, name) => {
    await forgetEverybody();
    time = aClock(NOON);
    ada = { ...everybody, id: await aCandidateRow(accounts, "ada") };
    bell = await aSavedSearch({ accounts, catalogue }, ada.id, "region=53", { since: 0 });
    await publish([aPosting({ reference: OLD }), aPosting({ reference: NEW })]);
    await anAlert(bell);
    await publish([aPosting({ reference: NEW, region: "11", department: "75" })], true);
    const provider = aProvider();
    await run(provider, { database: faults.d1(env.ACCOUNTS) }).catch(() => {});
    await run(provider);
    expect(provider.calls, name).toHaveLength(0);
    expect(await pairs(), name).toEqual(["bell old pending", "bell new pending"]);
  });
});
