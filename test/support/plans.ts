import { env } from "cloudflare:workers";
import { type Catalogue, openCatalogue } from "#db/catalogue/database.ts";

/** The steps of the plans of every statement that a question sends to the catalogue. */
export async function plansOf(ask: (db: Catalogue) => Promise<unknown>): Promise<string[]> {
  const sent: { sql: string; params: unknown[] }[] = [];
  const session = env.CATALOGUE.withSession("first-unconstrained");
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
  await ask(openCatalogue(session));
  const plans = await Promise.all(
    sent.map(({ sql, params }) =>
      env.CATALOGUE.prepare(`EXPLAIN QUERY PLAN ${sql}`)
        .bind(...params)
        .all<{ detail: string }>(),
    ),
  );
  return plans.flatMap(({ results }) => results.map(({ detail }) => detail));
}
