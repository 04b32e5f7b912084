import { printTable } from "#bench/table.ts";
import { type AlertStage, NOW } from "./alerts-stage.ts";
import { startMailServer } from "./mail-server.ts";

/** A queue hands out as many batches at once, and more. */
const AT_ONCE = 4;
/** By then all that was found is due. */
const DUE = new Date(NOW.getTime() + 8 * 86_400_000);

/** How many alerts a second are written, and handed to a provider on loopback that answers as Resend does. */
export async function benchDigests(stage: AlertStage, digests: number): Promise<void> {
  const server = await startMailServer();
  try {
    const written = await writeDigests(stage, digests);
    const begin = performance.now();
    let sent = 0;
    for (let more = 1; more > 0; sent += more) {
      // The pace is kept in the database: the clock goes on from run to run.
      const now = new Date(DUE.getTime() + performance.now() - begin);
      more = (await stage.ask({ kind: "send", provider: server.url }, now)).mails;
    }
    const seconds = (performance.now() - begin) / 1000;
    const { taken, distinct } = server.counts();
    printTable(
      "Alerts written, and handed to a provider on loopback",
      ["what", "mails", "seconds", "mails/s"],
      [
        ["written", String(written.mails), written.seconds.toFixed(1), (written.mails / written.seconds).toFixed(0)],
        ["of which ticks, to ask for them", "", written.tickSeconds.toFixed(1), ""],
        ["handed over", String(sent), seconds.toFixed(1), (sent / seconds).toFixed(0)],
        ["that the provider was sent, and under keys of their own", `${taken}, ${distinct}`, "", ""],
      ],
    );
  } finally {
    await server.stop();
  }
}

/** Tick after tick, the mails that it asks for. */
async function writeDigests(stage: AlertStage, digests: number) {
  const begin = performance.now();
  const written = { mails: 0, seconds: 0, tickSeconds: 0 };
  while (written.mails < digests) {
    const tick = await stage.ask({ kind: "tick" }, DUE);
    written.tickSeconds += tick.ms / 1000;
    const jobs = tick.jobs.filter((job) => job.kind === "compose-alerts");
    if (jobs.length === 0) break;
    const work = async () => {
      for (let job = jobs.shift(); job && written.mails < digests; job = jobs.shift()) {
        const { mails } = await stage.ask(job, DUE);
        written.mails += mails;
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, work));
  }
  written.seconds = (performance.now() - begin) / 1000;
  return written;
}
