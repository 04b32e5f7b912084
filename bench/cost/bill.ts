/**
 * A price: so much is included each month, and what is beyond costs so much a unit; where `whole` is told, a unit that
 * was begun is paid.
 */
export type Price = { name: string; unit: string; included: number; each: number; per: number; whole?: boolean };

/** A plan of a mail provider: so many mails a month for a price, and what a thousand more cost. */
export type MailPlan = { name: string; monthly: number; included: number; eachThousand: number };

/** What is used in a month, by the keys of the prices. */
export type Usage<Key extends string> = Record<Key, number>;

export type Bill<Key extends string> = { lines: Record<Key | "plan" | "mails", number>; total: number };

/**
 * What a month costs, in US dollars, before taxes.
 * @param plan what is paid each month whatever is used
 * @param mails sent in the month: the cheapest plan is taken
 */
export function billOf<Key extends string>(
  usage: Usage<Key>,
  prices: Record<Key, Price>,
  { plan, mails, mailPlans }: { plan: number; mails: number; mailPlans: MailPlan[] },
): Bill<Key> {
  const keys = Object.keys(prices) as Key[];
  const used = Object.fromEntries(keys.map((key) => [key, costOf(usage[key], prices[key])])) as Record<Key, number>;
  const lines = { ...used, plan, mails: Math.min(...mailPlans.map((each) => mailCost(mails, each))) };
  return { lines, total: Object.values<number>(lines).reduce((sum, line) => sum + line, 0) };
}

function costOf(used: number, { included, each, per, whole = false }: Price): number {
  const units = Math.max(0, used - included) / per;
  return (whole ? Math.ceil(units) : units) * each;
}

/** Mails beyond the plan are sold by whole thousands. */
function mailCost(mails: number, { monthly, included, eachThousand }: MailPlan): number {
  return monthly + Math.ceil(Math.max(0, mails - included) / 1_000) * eachThousand;
}
