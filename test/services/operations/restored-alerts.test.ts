import { sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { backUp } from "#app/services/operations/backup/back-up.ts";
import { noteTold } from "#app/services/operations/backup/note-told.ts";
import { restoreBackup } from "#app/services/operations/backup/restore-backup.ts";
import { reindexOffers } from "#app/services/search/reindex-offers.ts";
import { resumeAlerts } from "#db/accounts/operations/alert-status.ts";
import { aSavedSearch, later, MORNING, openStage, publishPostings, runAlerts } from "#test/support/alerts/alerts.ts";
import { backupDeps, fromBucket, intoDatabases, loseEverything } from "#test/support/backups.ts";
import { aCandidateRow } from "#test/support/candidate-row.ts";
import { aPosting } from "#test/support/postings.ts";

/** `VITE_LARGE=1` makes it a catalogue and candidates as in production, which takes some minutes. */
const LARGE = import.meta.env.VITE_LARGE === "1";
const CANDIDATES = LARGE ? 5_000 : 150;
const OFFERS = LARGE ? 10_000 : 400;
/** So that the backup takes several ticks, with alerts in between. */
const PACE = LARGE
  ? { rows: 1_000, bytes: 500_000, margin: 1_000, objects: 20 }
  : { rows: 50, bytes: 20_000, margin: 30, objects: 12 };

const stage = openStage();
/** Whom the provider has told of which offer, in order. */
const provider: string[] = [];

/** Half of the candidates wait for archivists, the others for lawyers. */
const TITLES = ["Archiviste", "Juriste"];
let published = 0;
/** Publishes 30 offers, more than are matched by search tokens. @returns their postings */
async function publish(minute: number) {
  const postings = Array.from({ length: 30 }, () => {
    const number = ++published;
    return aPosting({ reference: `S-2026-${number}`, title: TITLES[number % 2] ?? "" });
  });
  await publishPostings(stage, postings, later(minute));
  return postings;
}

/** The mails that are written are taken by the provider. */
async function send(minute: number): Promise<void> {
  const pending = await stage.accounts.all<{ candidate: number; offers: string }>(
    sql`SELECT s.candidate_id AS candidate, s.offer_ids AS offers FROM mails m JOIN snapshots s ON s.mail_id = m.id
      WHERE m.state = 'pending' ORDER BY m.rowid`,
  );
  const offers = await stage.catalogue.all<{ id: number; reference: string }>(sql`SELECT id, reference FROM offers`);
  const references = new Map(offers.map(({ id, reference }) => [id, reference]));
  for (const mail of pending)
    provider.push(...(JSON.parse(mail.offers) as number[]).map((id) => `${mail.candidate} ${references.get(id)}`));
  await stage.accounts.run(
    sql`UPDATE mails SET state = 'sent', done_at = ${later(minute).toISOString()}, html = NULL, text = NULL WHERE state = 'pending'`,
  );
}

async function everybody(): Promise<void> {
  const first = await aCandidateRow(stage.accounts, "first");
  await aSavedSearch(stage, first, "q=archiviste");
  await aSavedSearch(stage, first, "q=juriste");
  await stage.accounts.run(sql`
    WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ${CANDIDATES})
    INSERT INTO candidates (username, username_key, email, email_key, password_hash, first_name, last_name, consented_at, created_at, last_login_at)
    SELECT 'c' || i, 'c' || i, 'c' || i || '@exemple.fr', 'c' || i || '@exemple.fr', '', first_name, last_name, consented_at, created_at, last_login_at
    FROM n JOIN candidates WHERE username = 'first'`);
  await stage.accounts.run(sql`
    INSERT INTO saved_searches (candidate_id, name, criteria, match, text_version, cadence, since_offer_id, seen_offer_id, created_at)
    SELECT c.id, s.name, s.criteria, s.match, s.text_version, s.cadence, s.since_offer_id, s.seen_offer_id, s.created_at
    FROM candidates c JOIN saved_searches s ON s.candidate_id = ${first} AND s.criteria = iif(c.id % 2, 'q=archiviste', 'q=juriste')
    WHERE c.id <> ${first}`);
  await stage.accounts.run(sql`DELETE FROM candidates WHERE id = ${first}`);
}

/** A catalogue of offers that are over, as most are. */
async function oldOffers(): Promise<void> {
  await publish(-60);
  await stage.catalogue.run(sql`
    WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ${OFFERS})
    INSERT INTO offers (reference, type, title, country, description, contacts, published_at, updated_at, last_seen_at, withdrawn_at, source, content_hash, indexed)
    SELECT 'OLD-' || i, type, title, country, description || hex(randomblob(500)), contacts, published_at, updated_at, last_seen_at,
      published_at, source, content_hash, 0
    FROM n JOIN offers WHERE reference = 'S-2026-1'`);
}

test("after a loss and a restore, everybody is told of every offer, and nobody twice", async () => {
  await oldOffers();
  await runAlerts(stage, MORNING);
  await everybody();
  const begun = published;

  // Before the backup: some mails are sent, some are written, some offers are not matched yet.
  await publish(1);
  await runAlerts(stage, later(2));
  await send(3);
  await publish(4);
  await runAlerts(stage, later(5));
  await publish(6);

  // During the backup, alerts go on; the mails that were written are sent.
  let minute = 7;
  const since: Awaited<ReturnType<typeof publish>> = [];
  for (let ticks = 0; !(await backUp(backupDeps(), later(minute), PACE)); ticks++) {
    minute += 1;
    if (ticks === 1) await send(minute);
    if (ticks === 2) await runAlerts(stage, later(minute));
    if (ticks === 3) since.push(...(await publish(minute)));
    if (ticks > 500) throw new Error("never whole");
  }
  expect(minute).toBeGreaterThan(10);

  // After it, a whole day of alerts: what is published then is not in the backup.
  since.push(...(await publish(minute + 1)));
  await runAlerts(stage, later(minute + 2));
  await send(minute + 3);
  // A tick notes 5,000 mails.
  for (let tick = 0; tick < 10; tick++) await noteTold(backupDeps(), later(minute + 10));
  // Published, and lost before anybody is told.
  since.push(...(await publish(minute + 11)));
  const before = provider.length;
  expect(before).toBeGreaterThan(0);

  await loseEverything();
  const restored = { source: fromBucket, target: intoDatabases(), say: console.log };
  expect(await restoreBackup(restored, "2026-01-06", later(minute + 60))).toBe(null);
  await reindexOffers(stage.catalogue);
  await runAlerts(stage, later(minute + 61));
  await send(minute + 61);
  // Alerts are paused, while employers publish again what they show.
  expect(provider.slice(before)).toEqual([]);
  // New ones come first: which offers were told is not seen by the order in which they come again.
  await publish(minute + 62);
  await publishPostings(stage, since, later(minute + 62));
  await stage.accounts.run(resumeAlerts());
  for (let more = 63; more < 68; more++) {
    await runAlerts(stage, later(minute + more));
    await send(minute + more);
  }

  const times = Map.groupBy(provider, (told) => told);
  expect([...times.values()].filter(({ length }) => length > 1)).toEqual([]);
  const candidates = await stage.accounts.all<{ id: number }>(sql`SELECT id FROM candidates`);
  expect(candidates).toHaveLength(CANDIDATES);
  const expected = candidates.flatMap(({ id }) =>
    Array.from({ length: published - begun }, (_, at) => begun + at + 1)
      .filter((number) => number % 2 === 1 - (id % 2))
      .map((number) => `${id} S-2026-${number}`),
  );
  expect([...times.keys()].sort()).toEqual(expected.sort());
  console.log(`${before} told before the loss, ${provider.length - before} after the restore`);
}, 900_000);
