import { expect, test } from "vitest";
import { drawer } from "#workers/local/demonstration/random.ts";
import type { Standing } from "./driver/index.ts";
import { judge } from "./oracle.ts";
import { startProvider } from "./provider.ts";
import { World } from "./world.ts";

/** Ada has an alert on archives, and there is an offer of archives. */
const standing = (email: string, suppressed: 0 | 1 = 0) => ({
  candidates: [{ id: 1, email, suppressed }],
  searches: [{ id: 1, candidateId: 1, criteria: "q=archives", cadence: "immediate" as const }],
  offers: [{ id: 1, reference: "S-2026-1", title: "archives", withdrawnAt: null }],
  mails: [] as Standing["mails"],
  pending: { count: 0, due: 0, last: null },
  ...{ openRuns: 0, matchedUpTo: 1, newestRun: 1, slices: 1 },
});

test("a mail that gets a 429, and is sent to the old address after a change of address, is a violation", async () => {
  const world = new World();
  const draw = { ...drawer(1), below: () => 0, pick: () => "429" } as unknown as ReturnType<typeof drawer>;
  const provider = await startProvider(draw, world.clock, () => world.life);
  const hand = (to: string) =>
    fetch(provider.url, {
      method: "POST",
      headers: { "Idempotency-Key": "k" },
      body: JSON.stringify({ to: [to], text: "/offres/S-2026-1", headers: { "List-Id": "a" } }),
    });
  try {
    world.observe({ ...standing("old@exemple.fr"), offers: [] });
    world.observe(standing("old@exemple.fr"));
    // 429: not taken.
    provider.state.faults = 100;
    expect((await hand("old@exemple.fr")).status).toBe(429);
    world.observe(standing("new@exemple.fr"));
    provider.state.faults = 0;
    expect((await hand("old@exemple.fr")).status).toBe(200);
    const delivered = [...provider.accepted.values()].map((mail) => ({
      ...mail,
      candidateId: 1,
      references: ["S-2026-1"],
    }));
    expect(judge(world, delivered, new Set()).map(({ what }) => what)).toEqual(["after opt-out or deletion"]);
  } finally {
    await provider.stop();
  }
});

test("an alert to an address that has bounced is a violation, and one that she would have had is not lost", () => {
  const world = new World();
  world.observe({ ...standing("ada@exemple.fr"), offers: [] });
  world.observe(standing("ada@exemple.fr"));
  const nothing = () => judge(world, [], new Set()).map(({ what }) => what);
  expect(nothing()).toEqual(["lost"]);
  world.observe(standing("ada@exemple.fr", 1));
  expect(nothing()).toEqual([]);
  const sent = { key: "k", to: "ada@exemple.fr", at: world.clock(), life: 0, candidateId: 1, references: ["S-2026-1"] };
  expect(judge(world, [sent], new Set()).map(({ what }) => what)).toEqual(["after a bounce or a complaint"]);
});
