import { env } from "cloudflare:workers";
import { type Accounts, openAccounts } from "#db/accounts/database.ts";
import { type Catalogue, openCatalogue } from "#db/catalogue/database.ts";

/** The steps of the plans of every statement that a question sends to the catalogue. */
export function plansOf(ask: (db: Catalogue) => Promise<unknown>): Promise<string[]> {
  return stepsOf(env.CATALOGUE, (d1) => ask(openCatalogue(d1.withSession("first-unconstrained"))));
}

/** The same, of a question to the accounts. */
export function plansOfAccounts(ask: (db: Accounts) => Promise<unknown>): Promise<string[]> {
  return stepsOf(env.ACCOUNTS, (d1) => ask(openAccounts(d1)));
}

async function stepsOf(d1: D1Database, ask: (d1: D1Database) => Promise<unknown>): Promise<string[]> {
  const sent: { sql: string; params: unknown[] }[] = [];
  await ask(noting(d1, sent));
  if (sent.length === 0) throw new Error("the question sent no statement with parameters");
  const plans = await Promise.all(
    sent.map(({ sql, params }) =>
      d1
        .prepare(`EXPLAIN QUERY PLAN ${sql}`)
        .bind(...params)
        .all<{ detail: string }>(),
    ),
  );
  return plans.flatMap(({ results }) => results.map(({ detail }) => detail));
}

/** A database, or a session of one, that notes what it is sent. */
function noting<Database extends D1Database | D1DatabaseSession>(
  database: Database,
  sent: { sql: string; params: unknown[] }[],
): Database {
  const prepare = (sql: string) => {
    const statement = database.prepare(sql);
    const bind = statement.bind.bind(statement);
    statement.bind = (...params: unknown[]) => {
      sent.push({ sql, params });
      return bind(...params);
    };
    return statement;
  };
  return new Proxy(database, {
    get: (target, name) => {
      if (name === "prepare") return prepare;
      const own: unknown = Reflect.get(target, name);
      if (name === "withSession" && "withSession" in target)
        return (constraint: string) => noting(target.withSession(constraint), sent);
      return typeof own === "function" ? own.bind(target) : own;
    },
  });
}
