import { env } from "cloudflare:workers";
import { sql } from "drizzle-orm";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { tellOperator } from "#app/services/imports/sources/tell-operator.ts";
import { writeMails } from "#app/services/mails/write-mails.ts";
import { openAccounts } from "#db/accounts/database.ts";
import { openCatalogue } from "#db/catalogue/database.ts";
import { eachFault } from "#test/support/faults.ts";
import { db } from "#test/support/imports/imports.ts";
import { addSource, feedOf, forgetSources, later, NOON, play, pull, sourceOf } from "#test/support/imports/sources.ts";
import { forgetEverybody } from "#test/support/people.ts";
import { aPosting } from "#test/support/postings.ts";

const accounts = openAccounts(env.ACCOUNTS);
const OPERATOR = "exploitation@exemple.fr";
const DAY = 1440;

const tell = (now: Date, operatorMail = OPERATOR) => tellOperator({ accounts, catalogue: db, operatorMail }, now);

/** The mails, as they are written: whom to, what about, and the text. */
async function mails(): Promise<{ recipient: string; subject: string; text: string }[]> {
  await writeMails(
    { accounts, catalogue: db, siteUrl: "https://pass.example", signingKey: "key" },
    100,
    later(1_000 * DAY),
  );
  return accounts.all(sql`SELECT recipient, subject, text FROM mails ORDER BY rowid`);
}
const count = async () => (await mails()).length;

beforeEach(forgetSources);
afterEach(async () => {
  await forgetSources();
  await forgetEverybody();
});

/** A source that has failed so many times. */
async function failing(times: number): Promise<number> {
  await play({ status: 500 });
  const id = await addSource();
  for (const minute of [0, 5, 20, 80, 140].slice(0, times)) await pull(id, later(minute));
  return id;
}

describe("the operator", () => {
  test("is told of the third failure in a row, once", async () => {
    const id = await failing(2);
    await tell(later(6));
    expect(await count()).toBe(0);
    await pull(id, later(20));
    for (const minute of [20, 21, 22]) await tell(later(minute));
    expect(await mails()).toMatchObject([{ recipient: OPERATOR, subject: "La source ville n’est plus lue" }]);
    const [mail] = await mails();
    expect(mail?.text).toContain("Motif\u00a0: L’adresse répond 500 au lieu d’un flux.");
    expect(mail?.text).toContain("npm run operate -- sources:force ville --remote");
  });

  test("is told again after a day, and after a success came between", async () => {
    const id = await failing(3);
    await tell(later(20));
    await pull(id, later(80));
    await tell(later(19 + DAY));
    expect(await count()).toBe(1);
    await tell(later(20 + DAY));
    expect(await count()).toBe(2);
    await play({ body: feedOf([aPosting({ reference: "S-2026-000001" })]) });
    await pull(id, later(30 + DAY));
    await play({ status: 500 });
    for (const minute of [90, 95, 110]) await pull(id, later(minute + DAY));
    await tell(later(110 + DAY));
    expect(await count()).toBe(3);
  });

  test("is asked at once about a feed that has lost half of its offers", async () => {
    const postings = Array.from({ length: 4 }, (_, n) => aPosting({ reference: `S-2026-00000${n}` }));
    await play({ body: feedOf(postings) });
    const id = await addSource();
    await pull(id, NOON);
    await play({ body: feedOf(postings.slice(2)) });
    await pull(id, later(60));
    await tell(later(60));
    expect((await mails())[0]?.text).toContain(
      "Le flux retirerait 2 des 4 offres ouvertes\u00a0: rien n’a été retiré.",
    );
  });

  test("is told of a source that shows nothing new for a month, once until it shows something", async () => {
    const postings = [aPosting({ reference: "S-2026-000001" })];
    await play({ body: feedOf(postings) });
    const id = await addSource({ everyMinutes: 60 });
    const pullAndTell = async (day: number) => {
      await pull(id, later(day * DAY));
      await tell(later(day * DAY));
    };
    await pullAndTell(0);
    await pullAndTell(30);
    expect(await count()).toBe(0);
    await pullAndTell(31);
    await pullAndTell(32);
    expect(await mails()).toMatchObject([{ subject: "La source ville ne montre plus rien de nouveau" }]);
    expect((await mails())[0]?.text).toContain("depuis le 15 janvier 2026");
    await play({ body: feedOf([...postings, aPosting({ reference: "S-2026-000002" })]) });
    await pullAndTell(33);
    await pullAndTell(60);
    expect(await count()).toBe(1);
    await pullAndTell(65);
    expect(await count()).toBe(2);
  });

  test("is told of a source that never showed anything", async () => {
    await play({ body: "\n" });
    const id = await addSource({ kind: "csp" });
    await play({ body: "Référence;Intitulé du poste;Nature de l'emploi\n1;Préfet;Emploi\n" });
    for (const day of [0, 31]) {
      await pull(id, later(day * DAY));
      await tell(later(day * DAY));
    }
    expect(await mails()).toMatchObject([{ subject: "La source ville ne montre plus rien de nouveau" }]);
  });

  test("without an address, or while the source is paused, nothing is mailed", async () => {
    const id = await failing(3);
    await tell(later(20), "");
    expect((await sourceOf(id)).failureToldAt).toBe(later(20).toISOString());
    await db.run(sql`UPDATE sources SET failure_told_at = NULL, paused = 1`);
    await tell(later(21));
    expect(await count()).toBe(0);
  });

  test("gets one mail, whatever call fails, before it is applied or after", async () => {
    const calls = await eachFault(async (faults, name) => {
      await forgetSources();
      await forgetEverybody();
      await failing(3);
      const broken = {
        accounts: openAccounts(faults.d1(env.ACCOUNTS)),
        catalogue: openCatalogue(faults.d1(env.CATALOGUE)),
      };
      await tellOperator({ ...broken, operatorMail: OPERATOR }, later(20)).catch(() => {});
      await tell(later(21));
      expect(await count(), name).toBe(1);
    });
    expect(calls).toBe(4);
  });
});
