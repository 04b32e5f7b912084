import { setTimeout as pause } from "node:timers/promises";
import type { Posting } from "#app/domain/offers/posting.ts";
import { importBody, type startBench } from "../site.ts";

/** The cron fires each minute when deployed. Here it fires six times as often. */
const TICK_MS = 10_000;
/** A feed comes each minute, with offers that have changed and new ones. */
const FEED_MS = 60_000;
const FIRST_FEED_MS = 5_000;
export const FEED = { changed: 300, added: 50 };
/** Once, in the middle, half of the catalogue has changed. */
export const LARGE_FEED = { changed: 5_000, added: 0 };

/** When it began, in milliseconds after the beginning, and how long it took. */
type Done = { at: number; seconds: number; failed: boolean };

export type Meanwhile = { feeds: Done[]; large: Done | null; ticks: Done[]; mails: { sent: number; waiting: number } };

type Site = Awaited<ReturnType<typeof startBench>>;
type Alerts = Awaited<ReturnType<typeof openAlerts>>;
type Plan = {
  site: Site;
  alerts: Alerts;
  seconds: number;
  feed: (changed: number, added: number) => Posting[];
  withLarge: boolean;
};

/** Imports feeds and fires the cron of `alerts` for so many seconds. @returns what came of it, once all of it has ended */
export async function workMeanwhile({ site, alerts, seconds, feed, withLarge }: Plan): Promise<Meanwhile> {
  const start = performance.now();
  const before = await alerts.countMails();
  const done = async (work: Promise<void>): Promise<Done> => {
    const at = performance.now() - start;
    const failed = await work.then(
      () => false,
      (error: Error) => {
        console.error(error.message.slice(0, 200));
        return true;
      },
    );
    return { at, seconds: (performance.now() - start - at) / 1_000, failed };
  };
  const until = (at: number) => pause(Math.max(0, start + at - performance.now()));
  const importFeeds = async () => {
    const feeds: Done[] = [];
    let large: Done | null = null;
    const middle = withLarge ? (seconds * 1_000) / 2 : Number.POSITIVE_INFINITY;
    for (let at = FIRST_FEED_MS; at < seconds * 1_000; at += FEED_MS) {
      if (!large && at > middle) large = await importLarge(middle);
      await until(at);
      feeds.push(await done(site.send(importBody(feed(FEED.changed, FEED.added)))));
    }
    if (withLarge) large ??= await importLarge(middle);
    return { feeds, large };
  };
  const importLarge = async (at: number) => {
    await until(at);
    return done(site.send(importBody(feed(LARGE_FEED.changed, LARGE_FEED.added))));
  };
  /** As when deployed, a tick does not wait for the one before, which may still send mails. */
  const fireTicks = async () => {
    const ticks: Promise<Done>[] = [];
    for (let at = 0; at < seconds * 1_000; at += TICK_MS) {
      await until(at);
      ticks.push(done(alerts.tick()));
    }
    return Promise.all(ticks);
  };
  const [imported, ticks] = await Promise.all([importFeeds(), fireTicks()]);
  const after = await alerts.countMails();
  return { ...imported, ticks, mails: { sent: after.sent - before.sent, waiting: after.waiting } };
}

type Mails = { sent: number; waiting: number };

/**
 * How to fire the cron and to count mails while requests leave on time: the first call of a function of Miniflare's
 * blocks this process until workerd has heard it, later ones do not. The cron has done here what it does the first time,
 * a backup included.
 */
export async function openAlerts({ miniflare }: Pick<Site, "miniflare">) {
  const worker = await miniflare.getWorker("alerts");
  const accounts = await miniflare.getD1Database("ACCOUNTS", "web");
  const counted = accounts.prepare(COUNT_MAILS);
  const alerts = {
    tick: async (): Promise<void> => {
      await worker.scheduled({ cron: "* * * * *", scheduledTime: new Date() });
    },
    countMails: async (): Promise<Mails> => (await counted.first<Mails>()) ?? { sent: 0, waiting: 0 },
  };
  for (let tick = 0; tick < FIRST_TICKS; tick++) await alerts.tick();
  await alerts.countMails();
  return alerts;
}

const FIRST_TICKS = 12;

const COUNT_MAILS = `SELECT count(*) FILTER (WHERE state = 'sent') AS sent, count(*) FILTER (WHERE done_at IS NULL) AS waiting
  FROM mails`;
