import { env } from "cloudflare:workers";
import { beforeEach, describe, expect, test } from "vitest";
import { insertAlertMails, type NewAlertMail } from "#db/accounts/alerts/alert-matches.ts";
import { type Accounts, openAccounts } from "#db/accounts/database.ts";
import {
  deleteSavedSearch,
  setCadence,
  switchOff,
  updateCriteria,
} from "#db/accounts/saved-searches/saved-searches.ts";
import { eachFault } from "#test/support/faults.ts";
import { adaAndBob, compiled, db, matches, NOW, rows, rung, SEVEN, waits } from "./owned-searches.ts";

let ada = 0;
let bob = 0;
beforeEach(async () => {
  [ada, bob] = await adaAndBob();
});

describe("what is no longer wanted", () => {
  let off = 0;
  let on = 0;
  beforeEach(async () => {
    off = await rung(ada, "q=archives");
    on = await rung(ada, "q=juriste");
  });

  const ways: [string, (accounts: Accounts) => Promise<unknown>][] = [
    [
      "switched off",
      (accounts) =>
        setCadence(accounts, { id: off, candidateId: ada }, { cadence: null, due: SEVEN, newestOfferId: 200 }),
    ],
    ["switched off by a mail", (accounts) => switchOff(accounts, ada, off, NOW)],
    ["deleted", (accounts) => deleteSavedSearch(accounts, { id: off, candidateId: ada }, NOW)],
    [
      "given other criteria",
      async (accounts) =>
        updateCriteria(accounts, { id: off, candidateId: ada }, { ...(await compiled("q=paie")), newestOfferId: 200 }),
    ],
  ];

  test.each(ways)("is not mailed of a search that is %s, and what another search found is", async (_, act) => {
    await waits(off, ada, 101);
    await waits(off, ada, 102);
    await waits(on, ada, 102);
    await act(db);
    expect(await matches()).toEqual([[on, 102, "pending", null]]);
  });

  test.each(ways)(
    "leaves a mail that was never tried when its search is %s: the rest is written again",
    async (_, act) => {
      await waits(off, ada, 101);
      await waits(on, ada, 101);
      await waits(on, ada, 102);
      await waits(on, ada, 103);
      await writes("both", ada, [
        [off, 101],
        [on, 101],
        [on, 102],
      ]);
      await writes("other", ada, [[on, 103]]);
      await act(db);
      expect(await matches()).toEqual([
        [on, 101, "pending", null],
        [on, 102, "pending", null],
        [on, 103, "mailed", "other"],
      ]);
      expect(await mailIds()).toEqual(["other"]);
      expect(await told()).toEqual([[103, "other"]]);
      expect(await pages()).toEqual(["other"]);
    },
  );

  test.each(ways)("was told by a mail that may have left: nothing is undone when its search is %s", async (_, act) => {
    await waits(off, ada, 101);
    await waits(on, ada, 102);
    await writes("tried", ada, [
      [off, 101],
      [on, 102],
    ]);
    await env.ACCOUNTS.prepare("UPDATE mails SET first_tried_at = ?").bind(NOW.toISOString()).run();
    const before = await matches();
    await act(db);
    expect(await matches()).toEqual(before);
    expect(await mailIds()).toEqual(["tried"]);
    expect(await told()).toEqual([
      [101, "tried"],
      [102, "tried"],
    ]);
    expect(await pages()).toEqual(["tried"]);
  });

  test.each(ways)("is hers alone: when it is %s, what waits for somebody else stays as it is", async (_, act) => {
    const his = await rung(bob, "q=archives");
    await waits(his, bob, 101);
    await waits(his, bob, 102);
    await writes("his", bob, [[his, 101]]);
    await waits(off, ada, 101);
    await writes("hers", ada, [[off, 101]]);
    await act(db);
    expect(await matches()).toEqual([
      [his, 101, "mailed", "his"],
      [his, 102, "pending", null],
    ]);
    expect(await mailIds()).toEqual(["his"]);
    expect(await pages()).toEqual(["his"]);
  });

  test.each(ways)(
    "is forgotten whole or not at all, and by asking again, when the database breaks while it is %s",
    async (_, act) => {
      const prepare = async () => {
        await env.ACCOUNTS.batch(
          ["alert_matches", "mails", "mailed_offers", "snapshots", "audit"].map((table) =>
            env.ACCOUNTS.prepare(`DELETE FROM ${table}`),
          ),
        );
        await env.ACCOUNTS.prepare("DELETE FROM saved_searches").run();
        off = await rung(ada, "q=archives");
        on = await rung(ada, "q=juriste");
        await waits(off, ada, 101);
        await waits(on, ada, 102);
        await writes("both", ada, [
          [off, 101],
          [on, 102],
        ]);
      };
      const state = async () => ({
        matches: await matches(),
        mails: await mailIds(),
        told: await told(),
        pages: await pages(),
      });
      const calls = await eachFault(async (faults, name) => {
        await prepare();
        const whole = await state();
        const forgotten = { matches: [[on, 102, "pending", null]], mails: [], told: [], pages: [] };
        await act(openAccounts(faults.d1(env.ACCOUNTS))).catch(() => null);
        expect([whole, forgotten], name).toContainEqual(await state());
        await act(db);
        expect(await state(), name).toEqual(forgotten);
      });
      expect(calls).toBe(1);
    },
  );
});

/** A mail is written of what searches found, as the `alerts` worker writes it. */
async function writes(id: string, candidateId: number, pairs: [search: number, offer: number][]): Promise<void> {
  const mail: NewAlertMail = {
    id,
    candidateId,
    recipient: candidateId === ada ? "ada@exemple.fr" : "bob@exemple.fr",
    content: { subject: id, html: "", text: "", headers: {} },
    pairs: pairs.map(([savedSearchId, offerId]) => ({ savedSearchId, offerId })),
    offerIds: [...new Set(pairs.map(([, offer]) => offer))],
    immediate: true,
  };
  if ((await insertAlertMails(db, [mail], NOW)) === 0) throw new Error(`${id} was not written`);
}

const mailIds = async () => (await rows<{ id: string }>("SELECT id FROM mails ORDER BY id")).map(({ id }) => id);
const told = async () =>
  (await rows<{ o: number; mail: string }>("SELECT offer_id AS o, mail_id AS mail FROM mailed_offers ORDER BY o")).map(
    ({ o, mail }) => [o, mail],
  );
const pages = async () =>
  (await rows<{ mail_id: string }>("SELECT mail_id FROM snapshots ORDER BY mail_id")).map(({ mail_id }) => mail_id);
