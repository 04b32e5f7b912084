import { type Commune, forEachPoint, type Point } from "./communes.ts";

/** The distances that a search can ask for around a commune, in kilometres; 0 is the commune alone. */
export const RADII = [0, 5, 10, 30, 60, 100] as const;
export type Radius = (typeof RADII)[number];

/** Digits of the largest cells that are used: H3's resolution 4, 26 km from the centre to a corner. */
const COARSEST = 7;
/** Digits of the smallest: resolution 7, 1.4 km. */
const FINEST = 10;

/** The cells that hold a commune, from the largest to the smallest. Empty without a point. */
export function cellsOf({ cell }: Pick<Commune, "cell">): string[] {
  if (cell === "") return [];
  return Array.from({ length: FINEST - COARSEST + 1 }, (_, level) => cell.slice(0, COARSEST + level));
}

/**
 * The fewest cells that hold every commune within a distance of a point, and no commune further than a smallest cell
 * away from it. A large cell is taken whole when all communes in it are within the distance, and divided otherwise.
 * @param kilometres more than 0
 */
export function cellsWithin(centre: Point, kilometres: number): string[] {
  const communes: Placed[] = [];
  const reached = new Set<string>();
  forEachPoint((latitude, longitude, cell) => {
    const isWithin = distanceBetween(centre, { latitude, longitude }) <= kilometres;
    communes.push({ cell, isWithin });
    if (isWithin) reached.add(cell.slice(0, COARSEST));
  });
  return fewestCells(
    communes.filter(({ cell }) => reached.has(cell.slice(0, COARSEST))),
    COARSEST,
  );
}

type Placed = { cell: string; isWithin: boolean };

function fewestCells(communes: Placed[], digits: number): string[] {
  const groups = Map.groupBy(communes, ({ cell }) => cell.slice(0, digits));
  return [...groups].flatMap(([cell, group]) => {
    if (!group.some(({ isWithin }) => isWithin)) return [];
    if (digits === FINEST || group.every(({ isWithin }) => isWithin)) return [cell];
    return fewestCells(group, digits + 1);
  });
}

/** Kilometres between two points as the crow flies (haversine). */
export function distanceBetween(a: Point, b: Point): number {
  const radians = Math.PI / 180;
  const north = Math.sin(((b.latitude - a.latitude) * radians) / 2);
  const east = Math.sin(((b.longitude - a.longitude) * radians) / 2);
  const half = north ** 2 + Math.cos(a.latitude * radians) * Math.cos(b.latitude * radians) * east ** 2;
  return 2 * EARTH_RADIUS * Math.asin(Math.min(1, Math.sqrt(half)));
}

/** Kilometres. */
const EARTH_RADIUS = 6371;
