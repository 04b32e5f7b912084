import type { Cell } from "./searched.ts";

/** Searches of one cell, and how many of them found nothing. */
export type Searched = Cell & { searches: number; empty: number };

/** What is published of a cell, or of all the cells that agree in some of its values: the others are `ALL`. */
export type Published = Searched;

/** What searches asked for in a period: complete weeks, the first day and the last. */
export type Demand = { from: string; to: string; total: { searches: number; empty: number }; published: Published[] };

export const ALL = "tous";

/** Cells of fewer searches are not published, and numbers are rounded down to this: 10 stands for 10 to 19. */
export const FLOOR = 10;
/** Lines of one crossing that are published at most, those most asked for first. */
const MOST_LINES = 4_000;

const CROSSINGS: readonly (readonly (keyof Cell)[])[] = [
  ["domain"],
  ["place"],
  ["level"],
  ["type"],
  ["domain", "place"],
  ["domain", "place", "level", "type"],
];

/**
 * What may be published of the searches of some cells. Every number, totals too, is rounded down to tens: a cell that is
 * not shown cannot be told by taking those that are from their total (decision 29).
 */
export function publishDemand(cells: Searched[], { from, to }: { from: string; to: string }): Demand {
  const [total] = summed(cells, []);
  return {
    from,
    to,
    total: { searches: rounded(total?.searches ?? 0), empty: rounded(total?.empty ?? 0) },
    published: CROSSINGS.flatMap((kept) =>
      summed(cells, kept)
        .filter(({ searches }) => searches >= FLOOR)
        .map((cell) => ({ ...cell, searches: rounded(cell.searches), empty: rounded(cell.empty) }))
        // Equal numbers stand in the order of their codes: no order tells more than the rounded numbers.
        .sort((a, b) => b.searches - a.searches || (keyOf(a) < keyOf(b) ? -1 : 1))
        .slice(0, MOST_LINES),
    ),
  };
}

/** The lines of one crossing: those that say something of these dimensions and nothing of others. */
export function linesOf({ published }: Demand, crossing: readonly (keyof Cell)[]): Published[] {
  return published.filter((cell) => DIMENSIONS.every((each) => (cell[each] !== ALL) === crossing.includes(each)));
}

const DIMENSIONS = ["domain", "place", "level", "type"] as const;

function summed(cells: Searched[], kept: readonly (keyof Cell)[]): Searched[] {
  const sums = new Map<string, Searched>();
  for (const cell of cells) {
    const of = (dimension: keyof Cell) => (kept.includes(dimension) ? cell[dimension] : ALL);
    const line = { domain: of("domain"), place: of("place"), level: of("level"), type: of("type") };
    const sum = sums.get(keyOf(line)) ?? { ...line, searches: 0, empty: 0 };
    sum.searches += cell.searches;
    sum.empty += cell.empty;
    sums.set(keyOf(line), sum);
  }
  return [...sums.values()];
}

function keyOf({ domain, place, level, type }: Cell): string {
  return [domain, place, level, type].join(" ");
}

function rounded(count: number): number {
  return count - (count % FLOOR);
}
