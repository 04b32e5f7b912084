import type { Browser } from "playwright-core";
import { launchBrowser } from "#test/support/browser.ts";
import { type FaultyD1, startFaultyD1 } from "#test/support/faulty-d1.ts";
import { AS_DEPLOYED, type Site, startSite } from "#test/support/site.ts";
import { anOperator } from "#test/support/spaces/operators.ts";
import type { Who } from "./states/state.ts";

export const KEY = "a-key-that-signs-links";

/** Addresses that hold a token, or what was made. */
export type Links = Record<
  | "activation"
  | "reset"
  | "email"
  | "document"
  | "snapshot"
  | "unsubscribe"
  | "unsubscribeAll"
  | "unsubscribeGone"
  | "recruiterLogIn"
  | "reminder"
  | "reminderDone"
  | "blank"
  | "draft"
  | "ready"
  | "offer"
  | "scheduled"
  | "operatorLogIn",
  string
>;

export type World = {
  site: Site;
  d1: FaultyD1;
  browser: Browser;
  cookies: Record<Who, string>;
  links: Links;
  close: () => Promise<void>;
};

/** A site without an offer, its operator and a browser. */
export async function openWorld(): Promise<World> {
  const d1 = await startFaultyD1();
  const site = await startSite({ ...AS_DEPLOYED, SIGNING_KEY: KEY }, () => {}, null, d1.between);
  const { browser: operator } = await anOperator(site);
  const browser = await launchBrowser();
  return {
    ...{ site, d1, browser },
    cookies: {
      nobody: "",
      operator: operator.cookie(),
      candidate: "",
      newcomer: "",
      recruiter: "",
      beginner: "",
      half: "",
    },
    links: {} as Links,
    close: async () => {
      await browser.close();
      await site.stop();
      await d1.stop();
    },
  };
}
