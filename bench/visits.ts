import type { Posting } from "#app/domain/offers/posting.ts";
import { canonicalQuery, EMPTY_SEARCH, type Search } from "#app/domain/search/search.ts";
import { paths } from "#app/paths.ts";
import type { Drawer } from "#workers/local/demonstration/random.ts";
import { drawSearch, wordsOf } from "./saved-searches.ts";

/** Of a hundred requests, how many are for each kind of page. */
const SHARES = { search: 50, offer: 25, home: 6, feed: 5, API: 5, member: 9 } as const;

type Kind = keyof typeof SHARES;

/** The kinds of pages, the most visited first. */
export const KINDS = Object.keys(SHARES) as Kind[];

/** A request as somebody makes it. */
export type Visit = { kind: Kind; path: string; headers: Record<string, string> };

/** How many searches feed readers and programs ask for again and again. */
const SUBSCRIBED = 200;
/** Pages of all the offers that programs read one after another. */
const PAGES_READ = 50;

/**
 * Draws visits as people make them. No search is drawn twice, so that none is cached; home, feeds, API and the popular
 * offers are.
 * @param postings the offers of the catalogue
 * @param cookies the sessions of the members
 */
export function visitDrawer(draw: Drawer, postings: Posting[], cookies: string[]): () => Visit {
  const asked = new Set<string>();
  const neverAsked = (): string => {
    const query = canonicalQuery(asTyped(draw, drawSearch(draw)));
    if (asked.has(query)) return neverAsked();
    asked.add(query);
    return query;
  };
  const subscribed = Array.from({ length: SUBSCRIBED }, () => canonicalQuery(drawSearch(draw)));
  /** A few offers are read much more than others. */
  const offer = () => postings[draw.below(draw.below(draw.below(postings.length) + 1) + 1)] as Posting;
  const pathOf: Record<Kind, () => string> = {
    search: () => paths.offers(neverAsked()),
    offer: () => {
      const read = offer();
      return paths.offer(read.reference, draw.chance(0.5) ? canonicalQuery(leadingTo(read, draw)) : "");
    },
    home: paths.home,
    feed: () => (draw.chance(0.7) ? paths.rss : paths.atom)(draw.pick(subscribed)),
    API: () => {
      if (draw.chance(0.5)) return paths.apiOffer(offer().reference);
      if (draw.chance(0.5)) return paths.apiOffers(draw.pick(subscribed));
      return paths.apiOffers(canonicalQuery({ ...EMPTY_SEARCH, page: 1 + draw.below(PAGES_READ) }));
    },
    member: () => (draw.chance(0.55) ? paths.savedSearches() : paths.keptOffers()),
  };
  return () => {
    const kind = drawKind(draw);
    const headers = { Accept: kind === "feed" || kind === "API" ? "*/*" : "text/html" };
    const path = pathOf[kind]();
    return { kind, path, headers: kind === "member" ? { ...headers, Cookie: draw.pick(cookies) } : headers };
  };
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
