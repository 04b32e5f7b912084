/** How many offers of a type and a domain stayed open for so many days. An empty domain stands for all offers. */
export type Closing = [type: string, domain: string, days: number, offers: number];

/** How long the offers of a type and a domain stayed open: the days after which a quarter, half, three quarters closed. */
export type Duration = { type: string; domain: string; offers: number; quartiles: [number, number, number] };

/** Of fewer offers, quartiles tell nothing. */
const FEWEST = 5;

/** The quartiles of each type and domain that has offers enough, all domains first, then the most offers first. */
export function durationsOf(closings: Closing[]): Duration[] {
  const groups = Map.groupBy(closings, ([type, domain]) => `${type} ${domain}`);
  return [...groups.values()]
    .flatMap((group) => {
      const [type, domain] = group[0] ?? ["", ""];
      const offers = group.reduce((sum, [, , , count]) => sum + count, 0);
      return offers < FEWEST ? [] : [{ type, domain, offers, quartiles: quartilesOf(group, offers) }];
    })
    .sort((a, b) => Number(a.domain !== "") - Number(b.domain !== "") || b.offers - a.offers);
}

/** Nearest-rank quartiles: each is the days of an offer that exists. */
function quartilesOf(group: Closing[], offers: number): [number, number, number] {
  const sorted = group.map(([, , days, count]) => ({ days, count })).sort((a, b) => a.days - b.days);
  const at = (quarter: number) => {
    let left = Math.ceil((offers * quarter) / 4);
    for (const { days, count } of sorted) {
      left -= count;
      if (left <= 0) return days;
    }
    return 0;
  };
  return [at(1), at(2), at(3)];
}
