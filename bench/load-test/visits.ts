import type { Posting } from "#app/domain/offers/posting.ts";
import { canonicalQuery, EMPTY_SEARCH, type Search } from "#app/domain/search/search.ts";
import { paths } from "#app/paths.ts";
import type { Drawer } from "#workers/local/demonstration/random.ts";
import { drawSearch, wordsOf } from "../saved-searches.ts";
import type { Scheduled } from "./open-loop.ts";
import type { People, Person } from "./people.ts";

/** Of a hundred requests, how many are for each kind: a fifth never asked before, a twentieth of people logged in. */
const SHARES = {
  "new search": 13,
  "offer read for the first time": 7,
  "member's page": 2,
  "member's form": 1,
  "recruiter's page": 1,
  "draft saved": 1,
  "popular search": 15,
  "popular offer": 15,
  home: 5,
  feed: 5,
  API: 5,
  "file of the build": 30,
} as const;

type Kind = keyof typeof SHARES;

export const KINDS = Object.keys(SHARES) as Kind[];

/** A request as somebody makes it. */
export type Visit = Omit<Scheduled, "at"> & { kind: Kind };

/** How many searches and offers many people ask for, and how many searches feed readers and programs follow. */
const POPULAR_SEARCHES = 100;
const POPULAR_OFFERS = 200;
const FOLLOWED = 20;
/** Of the forms of members, the share that saves a search. The others keep an offer. */
const SAVES = 0.3;

type Asked = { postings: Posting[]; people: People; files: string[] };

/**
 * Draws visits as people make them. What is new is never drawn twice, so that no cache has it.
 * @param postings the offers of the catalogue
 * @param files the paths of files of the build
 */
export function visitDrawer(draw: Drawer, { postings, people, files }: Asked): () => Visit {
  const asked = new Set<string>();
  const neverAsked = (drawPath: () => string): string => {
    for (;;) {
      const path = drawPath();
      if (!asked.has(path) && asked.add(path)) return path;
    }
  };
  const searches = (count: number) => Array.from({ length: count }, () => canonicalQuery(drawSearch(draw)));
  const [popular, followed] = [searches(POPULAR_SEARCHES), searches(FOLLOWED)];
  const newSearch = () => neverAsked(() => paths.offers(canonicalQuery(asTyped(draw, drawSearch(draw)))));
  for (const query of popular) asked.add(paths.offers(query));
  const read = postings.slice(0, POPULAR_OFFERS);
  const others = postings.slice(POPULAR_OFFERS);
  /** The first ones are asked for much more than the last ones. */
  const skewed = <T>(values: readonly T[]) => values[draw.below(draw.below(values.length) + 1)] as T;
  const inTurn = <T>(values: readonly T[]) => {
    let next = 0;
    // With how often all of them have had their turn.
    return () => [values[next % values.length] as T, Math.floor(next++ / values.length)] as const;
  };
  const [nextMember, nextDraft] = [inTurn(people.members), inTurn(people.drafts)];
  const page = (path: string) => ({ path, headers: { Accept: "text/html" } });
  const pageOf = ({ cookie, pages }: Person) => ({
    path: draw.pick(pages),
    headers: { Accept: "text/html", Cookie: cookie },
  });
  const formOf = ({ cookie, csrf }: Person, path: string, fields: Record<string, string>) => ({
    path,
    headers: { Accept: "text/html", Cookie: cookie },
    form: { csrf, ...fields },
  });
  const visitOf: Record<Kind, () => Omit<Visit, "kind">> = {
    "new search": () => page(newSearch()),
    "offer read for the first time": () =>
      page(
        neverAsked(() => {
          const posting = draw.pick(others);
          return paths.offer(posting.reference, draw.chance(0.5) ? canonicalQuery(leadingTo(posting, draw)) : "");
        }),
      ),
    "member's page": () => pageOf(draw.pick(people.members)),
    "member's form": () => {
      const [member] = nextMember();
      if (!draw.chance(SAVES)) return formOf(member, paths.keepOffer(draw.pick(postings).reference), {});
      return formOf(member, paths.saveSearch(canonicalQuery(drawSearch(draw))), { name: "Ma recherche" });
    },
    "recruiter's page": () => pageOf(draw.pick(people.recruiters)),
    "draft saved": () => {
      const [{ id, by }, saved] = nextDraft();
      const { title, description } = draw.pick(postings);
      const typed = { type: "stage", title, description: `${description ?? ""} ${saved}`, place1: "Rennes (35)" };
      return formOf(by, paths.draftSave(id), { ...typed, version: String(1 + saved) });
    },
    "popular search": () => page(paths.offers(skewed(popular))),
    "popular offer": () => page(paths.offer(skewed(read).reference)),
    home: () => page(paths.home()),
    feed: () => ({ path: (draw.chance(0.7) ? paths.rss : paths.atom)(skewed(followed)), headers: {} }),
    API: () => ({
      path: draw.chance(0.5) ? paths.apiOffer(skewed(read).reference) : paths.apiOffers(skewed(followed)),
      headers: {},
    }),
    "file of the build": () => ({ path: draw.pick(files), headers: {} }),
  };
  return () => {
    const kind = drawKind(draw);
    return { kind, ...visitOf[kind]() };
  };
}

const FRESH_MS = 30_000;
const STALE_MS = 60_000;

/** Which visits the edge cache answers by its rules (workers/web/edge-cache.ts), were all pages made at once. */
export function fromCache(visits: Visit[], due: number[]): boolean[] {
  const storedAt = new Map<string, number>();
  return visits.map(({ path, kind, headers }, index) => {
    if (kind === "file of the build") return true;
    if ("Cookie" in headers) return false;
    const at = due[index] ?? 0;
    const age = at - (storedAt.get(path) ?? Number.NEGATIVE_INFINITY);
    if (age >= FRESH_MS) storedAt.set(path, at);
    return age < STALE_MS;
  });
}

function drawKind(draw: Drawer): Kind {
  let left = draw.below(100);
  for (const kind of KINDS) {
    left -= SHARES[kind];
    if (left < 0) return kind;
  }
  throw new Error("the shares make less than a hundred");
}

/** A search as it comes: now and then misspelt, in another order, or on a further page. */
function asTyped(draw: Drawer, search: Search): Search {
  return {
    ...search,
    words: draw.chance(0.05) ? withoutOneLetter(search.words, draw) : search.words,
    sort: draw.chance(0.05) ? "debut" : search.sort,
    page: draw.chance(0.15) ? 2 + draw.below(4) : 1,
  };
}

function withoutOneLetter(words: string, draw: Drawer): string {
  const at = 1 + draw.below(Math.max(1, words.length - 1));
  return words.slice(0, at) + words.slice(at + 1);
}

/** A search that finds the offer. */
function leadingTo({ title, type }: Posting, draw: Drawer): Search {
  const words = wordsOf(title);
  const from = draw.below(words.length);
  return {
    ...EMPTY_SEARCH,
    words: words.slice(from, from + 1 + draw.below(2)).join(" "),
    types: draw.chance(0.35) ? [type] : [],
  };
}
