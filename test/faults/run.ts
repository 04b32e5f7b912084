import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Job } from "#app/domain/job.ts";
import { drawer } from "#workers/local/demonstration/random.ts";
import { aFreshPosting, chooseAct, oldJobs } from "./acts.ts";
import type { Act, Standing } from "./driver/index.ts";
import { type Machine, openMachine } from "./machine.ts";
import { type Delivered, judge, type Violation } from "./oracle.ts";
import { startProvider } from "./provider.ts";
import { fateOf, isAtRest, isQuiet, referencesIn, type Written } from "./standing.ts";
import { World } from "./world.ts";

const MINUTE = 60_000;
/** How long workerd takes to start on a machine that does nothing else, in milliseconds. */
const QUICK_START = 300;
/** Acts before the first kill: people join and save searches. */
const FIRST_ACTS = 60;
/** Acts before an era without a kill, and acts during it at most. */
const ACTS_AN_ERA = 12;

/** The instant of a kill: its event came, it did not come in time, or the machine had done everything before. */
type Instant = "its event" | "a timer" | "all was done";

export type HistoryReport = {
  /** How often workerd was killed, by the instant that was waited for, and what came. */
  kills: Record<string, number>;
  acts: Record<string, number>;
  answers: Record<string, number>;
  offers: number;
  mails: number;
  /** Offers that were mailed, counted once a candidate. */
  told: number;
  /** Runs of several slices, as far as a reading saw them. */
  sliced: number;
  /** Mails that were taken for an address that changed before the answer arrived. */
  readdressed: number;
  violations: Violation[];
};

/**
 * Opens a simulation: its people, its clock, its mail provider.
 * @param between puts something between the workers and the platform
 */
export async function openRun(seed: number, between?: Parameters<typeof openMachine>[0]["between"]) {
  const data = mkdtempSync(join(tmpdir(), "pass-faults-"));
  const draw = drawer(seed);
  const world = new World();
  const provider = await startProvider(drawer(seed + 1), world.clock, () => world.life);
  const workerd = await openMachine({ data, mailUrl: provider.url, between });
  const counts = { kills: {} as Record<string, number>, acts: {} as Record<string, number> };
  const violations: Violation[] = [];
  const said = new Set<string>();
  const delivered = new Map<string, Delivered>();
  const written = new Map<string, Written>();
  const sliced = new Set<number>();
  let ahead = 0;
  let people = 0;
  let offers = 0;
  let told = 0;

  const start = () => {
    world.life++;
    return workerd.start(ahead);
  };
  const read = async (machine: Machine) => {
    const standing = (await machine.perform({ act: "read", at: at(machine) })) as Standing;
    world.observe(standing);
    if (standing.slices > 1) sliced.add(standing.newestRun);
    return standing;
  };

  /** Performs one act, and reads its result. */
  async function act(machine: Machine, standing: Standing): Promise<void> {
    const chosen = chooseAct(draw, world, standing, {
      name: `p${people++}`,
      posting: () => aFreshPosting(draw, ++offers),
    });
    counts.acts[chosen.act] = (counts.acts[chosen.act] ?? 0) + 1;
    await machine.perform({ ...chosen, at: at(machine) } as Act);
    await read(machine);
  }

  /** Lets people join and save searches, without a kill. */
  async function populate(): Promise<void> {
    const machine = await start();
    for (let acts = 0; acts < FIRST_ACTS; acts++) await act(machine, await read(machine));
    await machine.kill();
  }

  /** Starts the machine, lets it live, and kills it. */
  async function era(): Promise<void> {
    ahead += draw.below(6) * MINUTE;
    provider.state.faults = draw.pick([0, 20, 50]);
    const machine = await start();
    // On a busy machine everything takes longer: kills wait as much longer, and come at the same instants of its work.
    const slowness = Math.max(1, machine.startedIn / QUICK_START);
    const standing = await read(machine);
    const how = draw.pick(KILLS);
    let reached: (by: Instant) => void = () => {};
    const instant = new Promise<Instant>((resolve) => {
      reached = resolve;
    });
    const nth = 1 + draw.below(4);
    let calls = 0;
    const onNth = () => {
      if (++calls === nth) reached("its event");
    };
    provider.state.onConnection = how === "after the mark, before a mail is handed over" ? onNth : null;
    provider.state.onArrival = how === "while a mail is handed over" ? onNth : null;
    provider.state.onTaken = how === "when a mail is taken, before the answer" ? onNth : null;
    // The event that it waits for may never come.
    const wait = how === "at a random instant" ? draw.below(400) : 1500;
    const latest = setTimeout(() => reached("a timer"), wait * slowness);
    // The kill interrupts it.
    const life = live(machine, standing, how)
      .catch(() => {})
      .then(() => setTimeout(() => reached("all was done"), how.startsWith("after ") ? 0 : 150 * slowness));
    const by = await instant;
    clearTimeout(latest);
    await machine.kill();
    await life;
    const kill = `${how}: ${by}`;
    counts.kills[kill] = (counts.kills[kill] ?? 0) + 1;
  }

  /**
   * Lets the machine live, without a kill, for some ticks a minute apart. There is much to tell meanwhile.
   * @param failing called when the machine is up, and again with false before it is asked to end
   */
  async function eraOf(ticks: number, failing: (begun: boolean) => void): Promise<void> {
    ahead += draw.below(6) * MINUTE;
    provider.state.faults = draw.pick([0, 20]);
    const machine = await start();
    for (let acts = 0; acts < ACTS_AN_ERA; acts++) await act(machine, await read(machine));
    failing(true);
    // What the databases fail is done later.
    const life = live(machine, await read(machine), "without a kill").catch(() => {});
    for (let tick = 1; tick <= ticks; tick++) {
      if (tick < ACTS_AN_ERA) await act(machine, await read(machine));
      await machine.perform({ act: "tick", at: new Date(machine.now() + tick * MINUTE).toISOString() });
    }
    await life;
    failing(false);
    await machine.kill();
    ahead += ticks * MINUTE;
  }

  /** Performs acts, while the cron ticks and jobs arrive, some of them twice. */
  async function live(machine: Machine, standing: Standing, how: string): Promise<void> {
    const perform = (given: Record<string, unknown>) => machine.perform({ at: at(machine), ...given } as Act);
    for (let acts = 1 + draw.below(3); acts > 0; acts--) {
      await act(machine, standing);
      if (draw.chance(0.3)) void perform({ act: "tick" }).catch(() => {});
    }
    const moment = () => new Date(machine.now() + (draw.below(7) - 3) * MINUTE).toISOString();
    const ticks = draw.pick([0, 1, 1, 2, 3]);
    const ticking = Promise.all(
      Array.from({ length: ticks }, () => perform({ act: "tick", at: moment() }).catch(() => {})),
    );
    const again = oldJobs(draw, world, standing);
    if (draw.chance(0.5)) await perform({ act: "enqueue", jobs: again });
    if (draw.chance(0.3)) void act(machine, standing).catch(() => {});
    await ticking;
    const attempts = 1 + draw.below(5);
    const only = (kind: Job["kind"]) => again.filter((job) => job.kind === kind);
    if (how === "after the match, before the mail is written") {
      await perform({ act: "deliver", jobs: only("match-slice"), attempts });
    } else if (how === "after the mail is written, before it is sent") {
      await perform({ act: "deliver", jobs: only("compose-alerts"), attempts });
    } else {
      await perform({ act: "deliver", jobs: [...again, ...again.toReversed()], attempts });
    }
  }

  /** Lets the machine finish all its work, with a provider that works, and checks the delivered alerts. */
  async function settle(): Promise<void> {
    provider.state.faults = 0;
    provider.state.onConnection = null;
    provider.state.onArrival = null;
    provider.state.onTaken = null;
    ahead += 10 * MINUTE;
    for (let tries = 0; ; tries++) {
      const machine = await start();
      let standing = await read(machine);
      for (let ticks = 0; ticks < 30 && (ticks < 2 || !isQuiet(standing)); ticks++) {
        await machine.perform({ act: "tick", at: new Date(machine.now() + ticks * 6 * MINUTE).toISOString() });
        standing = await read(machine);
        // The queue has its jobs done meanwhile. A reading costs a tenth of a tick.
        for (let waits = 0; waits < 6 && !isQuiet(standing); waits++) {
          await new Promise((resolve) => setTimeout(resolve, 20));
          standing = await read(machine);
        }
      }
      await collect(machine);
      await machine.kill();
      ahead += 200 * MINUTE;
      if (isAtRest(standing)) break;
      // The clock advances to the last digest that is due.
      const last = standing.pending.last === null ? 0 : Date.parse(standing.pending.last) - Date.now();
      ahead = Math.max(ahead, last + MINUTE);
      if (tries > 20) {
        violations.push({ what: "lost", detail: `not at rest: ${JSON.stringify(standing).slice(0, 400)}` });
        break;
      }
    }
    // A mail that the provider refuses for good reaches nobody: its pairs are not lost.
    const refused = [...written].filter(([key]) => provider.state.refused.has(key));
    const missed = new Set(
      refused.flatMap(([, mail]) => mail.references.map((reference) => `${mail.candidateId} ${reference}`)),
    );
    for (const violation of judge(world, [...delivered.values()], missed)) {
      const sentence = `${violation.what}: ${violation.detail}`;
      if (violation.what === "lost") violation.detail += ` (${fateOf(violation.detail, written)})`;
      if (!said.has(sentence)) violations.push(violation);
      said.add(sentence);
    }
    for (const key of provider.state.changed.splice(0)) {
      violations.push({ what: "other bytes under the same key", detail: key });
    }
  }

  /** Collects the offers of each alert: all of them, although a mail lists ten at most. */
  async function collect(machine: Machine): Promise<void> {
    const mailed = (await machine.perform({ act: "mailed", at: at(machine) })) as {
      mailId: string;
      candidateId: number;
      offerIds: string;
      state: string | null;
    }[];
    const named = new Map([...world.offers].map(([reference, { id }]) => [id, reference]));
    for (const { mailId, candidateId, offerIds, state } of mailed) {
      const references = (JSON.parse(offerIds) as number[]).map((id) => named.get(id) ?? `unknown ${id}`);
      written.set(mailId, { candidateId, references, state: state ?? written.get(mailId)?.state ?? null });
    }
    for (const mail of provider.accepted.values()) {
      if (!mail.isAlert || delivered.has(mail.key)) continue;
      const listed = referencesIn(mail.text);
      // If the account is deleted, only the listed offers are known.
      const all = written.get(mail.key)?.references ?? listed;
      const owner = [...world.addresses].find(([, history]) => history.some(({ value }) => value === mail.to));
      const own = {
        candidateId: written.get(mail.key)?.candidateId ?? owner?.[0] ?? null,
        references: [...new Set([...all, ...listed])],
      };
      delivered.set(mail.key, { key: mail.key, to: mail.to, at: mail.at, life: mail.life, ...own });
      told += own.references.length;
    }
  }

  return {
    provider,
    violations,
    populate,
    era,
    eraOf,
    settle,
    close: async () => {
      await workerd.close();
      await provider.stop();
      rmSync(data, { recursive: true, force: true });
    },
    report: (): HistoryReport => ({
      ...counts,
      answers: Object.fromEntries(provider.counts),
      offers,
      mails: delivered.size,
      told,
      sliced: sliced.size,
      readdressed: provider.state.readdressed,
      violations,
    }),
  };
}

const KILLS = [
  "at a random instant",
  "at a random instant",
  "after the mark, before a mail is handed over",
  "while a mail is handed over",
  "when a mail is taken, before the answer",
  "after the match, before the mail is written",
  "after the mail is written, before it is sent",
] as const;

const at = (machine: Machine) => new Date(machine.now()).toISOString();
