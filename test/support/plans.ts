import { env } from "cloudflare:workers";
import { type Accounts, openAccounts } from "#db/accounts/database.ts";
import { type Catalogue, openCatalogue } from "#db/catalogue/database.ts";

/** The steps of the plans of every statement that a question sends to the catalogue. */
export function plansOf(ask: (db: Catalogue) => Promise<unknown>): Promise<string[]> {
  return plansIn(env.CATALOGUE, (session) => ask(openCatalogue(session)));
}

/** The same for the database of candidates. */
export function accountPlansOf(ask: (db: Accounts) => Promise<unknown>): Promise<string[]> {
  // A session has the `prepare` and `batch` that drizzle uses.
  return plansIn(env.ACCOUNTS, (session) => ask(openAccounts(session as unknown as D1Database)));
}

async function plansIn(database: D1Database, ask: (session: D1DatabaseSession) => Promise<unknown>): Promise<string[]> {
  const sent: { sql: string; params: unknown[] }[] = [];
  const session = database.withSession("first-primary");
  const prepare = session.prepare.bind(session);
  session.prepare = (sql: string) => {
    const statement = prepare(sql);
    const bind = statement.bind.bind(statement);
    statement.bind = (...params: unknown[]) => {
      sent.push({ sql, params });
      return bind(...params);
    };
    return statement;
  };
  await ask(session);
  const plans = await Promise.all(
    sent.map(({ sql, params }) =>
      database
        .prepare(`EXPLAIN QUERY PLAN ${sql}`)
        .bind(...params)
        .all<{ detail: string }>(),
    ),
  );
  return plans.flatMap(({ results }) => results.map(({ detail }) => detail));
}
