import type { Standing } from "./driver/index.ts";

/** A value that held from one moment to another. Each of the two moments lies between two readings of the databases. */
export type Span<T> = {
  value: T;
  from: { after: number; before: number };
  to: { after: number; before: number } | null;
  /** Keys of the mails that the provider may have seen when the span ended. */
  underWay: ReadonlySet<string>;
  /** The life of the machine in which the span began, or ended: a call under way does not survive a life. */
  life: number;
};

export type History<T> = Span<T>[];

export type KnownSearch = { candidateId: number; bell: History<string> };
export type KnownOffer = { id: number; title: History<string>; open: History<true> };

/**
 * The history of candidates, searches and offers, read from the databases between any two steps. Alerts are checked
 * against it. Moments are increasing numbers.
 */
export class World {
  readonly addresses = new Map<number, History<string>>();
  /** The addresses that take mail: a bounce or a complaint ends the span of one. */
  readonly mailable = new Map<number, History<string>>();
  readonly searches = new Map<number, KnownSearch>();
  readonly offers = new Map<string, KnownOffer>();
  /** How often the machine was started: the number of its current life. */
  life = 0;
  #moment = 0;
  #read = 0;

  /** The next moment. */
  readonly clock = (): number => ++this.#moment;

  /** Adds a reading to the history. Its changes happened since the last reading. */
  observe({ candidates, searches, offers, mails }: Standing): void {
    const when = { after: this.#read, before: this.clock() };
    this.#read = when.before;
    const tried = new Set(mails.filter((mail) => mail.tried === 1).map(({ id }) => id));
    // Offers are in another database: senders check whether an offer is open before they claim a mail.
    const claimed = new Set(mails.filter((mail) => mail.claimed === 1).map(({ id }) => id));
    const note = <T>(history: History<T>, value: T | null, underWay = tried) => {
      const last = history.at(-1);
      const current = last && last.to === null ? last : null;
      if ((current?.value ?? null) === value) return;
      if (current) Object.assign(current, { to: when, underWay, life: this.life });
      if (value !== null) history.push({ value, from: when, to: null, underWay: new Set(), life: this.life });
    };
    const current = new Map(candidates.map((candidate) => [candidate.id, candidate]));
    for (const id of new Set([...current.keys(), ...this.addresses.keys()])) {
      const { email = null, suppressed = 0 } = current.get(id) ?? {};
      const address = entry(this.addresses, id, () => []);
      note(address, email);
      const mailable = entry(this.mailable, id, () => []);
      note(mailable, suppressed === 1 ? null : email);
    }

    for (const { id, candidateId, criteria, cadence } of searches) {
      note(entry(this.searches, id, () => ({ candidateId, bell: [] })).bell, cadence === null ? null : criteria);
    }
    const kept = new Set(searches.map(({ id }) => id));
    for (const [id, { bell }] of this.searches) if (!kept.has(id)) note(bell, null);

    for (const { id, reference, title, withdrawnAt } of offers) {
      const offer = entry(this.offers, reference, () => ({ id, title: [], open: [] }));
      note(offer.title, title, claimed);
      note(offer.open, withdrawnAt === null ? true : null, claimed);
    }
  }

  /** Ids of the candidates who have an account now. */
  present(): number[] {
    return [...this.addresses].filter(([, history]) => isOpen(history)).map(([id]) => id);
  }

  searchesOf(candidateId: number): [number, KnownSearch][] {
    return [...this.searches].filter(([, search]) => search.candidateId === candidateId);
  }
}

/** Whether the last value still holds. */
export function isOpen(history: History<unknown>): boolean {
  return history.at(-1)?.to === null;
}

function entry<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  const known = map.get(key);
  if (known) return known;
  const made = make();
  map.set(key, made);
  return made;
}
