import type { Job } from "#app/domain/job.ts";
import type { Posting } from "#app/domain/offers/posting.ts";
import type { MailEvent } from "#db/accounts/mails/suppressions.ts";
import { aPosting } from "#test/support/postings.ts";
import type { Drawer } from "#workers/local/demonstration/random.ts";
import type { Act, Standing } from "./driver/index.ts";
import type { History, World } from "./world.ts";

/** Words that no other word is a synonym or a correction of. */
const TOPICS = ["archives", "bibliothèque", "comptable", "dessin", "forêt", "géologie", "hydraulique", "juriste"];
const CADENCES = ["immediate", "immediate", "immediate", "daily", "weekly"] as const;
const PEOPLE = 16;

type Choice = { name: string; posting: () => Posting };

/** Chooses the next act, among those that are possible now. */
export function chooseAct(
  draw: Drawer,
  world: World,
  standing: Standing,
  { name, posting }: Choice,
): Record<string, unknown> & { act: Act["act"] } {
  const people = world.present();
  if (people.length < PEOPLE && (people.length < 3 || draw.chance(0.4))) return { act: "join", name };
  // What happens between the writing of a mail and its sending is what mails go wrong by.
  const waiting = standing.mails.flatMap((mail) =>
    mail.candidateId !== null && mail.tried === 0 && people.includes(mail.candidateId) ? [mail.candidateId] : [],
  );
  const isWaiting = waiting.length > 0 && draw.chance(0.5);
  const candidateId = draw.pick(isWaiting ? waiting : people);
  if (isWaiting && draw.chance(0.4)) return { act: "move", candidateId, email: `${name}@exemple.fr` };
  const own = standing.searches.filter((search) => search.candidateId === candidateId);
  const query = `q=${encodeURIComponent(draw.pick(TOPICS))}`;
  const cadence = draw.pick(CADENCES);
  const slice = draw.chance(0.1) ? "next" : "same";
  if (own.length < 2) return { act: "save", candidateId, query, cadence, slice };
  const { id, cadence: current } = draw.pick(own);
  const edited = standing.offers[draw.below(10)];
  switch (draw.below(18)) {
    case 0:
      if (own.length < 6) return { act: "save", candidateId, query, cadence, slice };
      break;
    case 1:
    case 2:
      return { act: "bell", id, candidateId, cadence: current === null ? cadence : null };
    case 3:
      return { act: "unsubscribe", candidateId, id: draw.chance(0.5) ? id : null };
    case 4:
      return { act: "criteria", id, candidateId, query };
    case 5:
    case 9:
    case 10:
      return { act: "move", candidateId, email: `${name}@exemple.fr` };
    case 6:
      return draw.chance(0.3) ? { act: "leave", candidateId } : { act: "join", name };
    case 7:
      if (edited) return { act: "withdraw", reference: edited.reference };
      break;
    case 8:
      if (edited) {
        return { act: "publish", postings: [aPosting({ reference: edited.reference, title: aTitle(draw) })] };
      }
      break;
    case 11:
      return { act: "event", event: anEvent(draw, world.addresses.get(candidateId) ?? [], name) };
  }
  return { act: "publish", postings: Array.from({ length: 1 + draw.below(draw.chance(0.15) ? 40 : 3) }, posting) };
}

/** The provider tells that an address of hers takes no mail: the current one, or one that she had, or one twice. */
function anEvent(draw: Drawer, addresses: History<string>, name: string): MailEvent {
  const address = draw.chance(0.8) ? addresses.at(-1) : draw.pick(addresses);
  return { id: name, reason: draw.pick(["bounce", "complaint"]), recipients: [address?.value ?? ""] };
}

function aTitle(draw: Drawer): string {
  return draw.some(TOPICS, 1 + draw.below(2)).join(" ");
}

/** An offer that nobody has published yet. */
export function aFreshPosting(draw: Drawer, number: number): Posting {
  const reference = `S-2026-${100_000 + number}`;
  // The topics are in the title only, so that the oracle knows who wanted the offer from its title alone.
  return aPosting({ reference, title: aTitle(draw), description: null, employer: "DRAC", domains: [] });
}

/**
 * Jobs that may still be on the queue: of any run, slice and candidate, needed or not, and sometimes a malformed one.
 */
export function oldJobs(draw: Drawer, world: World, { newestRun, slices }: Standing): Job[] {
  const runs = [newestRun, newestRun + 1, draw.below(newestRun + 1)];
  const poison = { kind: "match-slice", run: "?", slice: -1 } as unknown as Job;
  return [
    ...runs.map((run): Job => ({ kind: "match-slice", run, slice: draw.below(slices + 1) })),
    { kind: "compose-alerts", candidates: world.present() },
    { kind: "compose-alerts", candidates: [...world.addresses.keys()].slice(-20) },
    { kind: "send-mails" },
    ...(draw.chance(0.2) ? [poison] : []),
  ];
}
