import type { Miniflare } from "miniflare";
import { OPERATOR_COOKIE } from "#app/http/sessions/session-cookie.ts";
import { hashSecret, randomId, randomSecret } from "#app/services/secrets.ts";
import { startBench } from "#bench/site.ts";
import { printTable } from "#bench/table.ts";
import { percentile, times } from "#bench/times.ts";
import { OPERATOR_PAGES } from "#test/support/spaces/operator-routes.ts";
import { accountsRows, catalogueRows, LARGE } from "./large-site.ts";

const RUNS = 9;

/** Every page of operators, on a site of 100,000 offers, 50,000 candidates and 500,000 mails. */
export async function benchOperations(): Promise<void> {
  const site = await startBench();
  try {
    const catalogue = await site.miniflare.getD1Database("CATALOGUE", "web");
    const accounts = await site.miniflare.getD1Database("ACCOUNTS", "web");
    for (const statement of catalogueRows(LARGE)) await catalogue.prepare(statement).run();
    for (const statement of accountsRows(LARGE)) await accounts.prepare(statement).run();
    const headers = { Cookie: await anOperator(site.miniflare) };
    const rows: string[][] = [];
    for (const { path, get } of [...Object.values(OPERATOR_PAGES), ...LISTS]) {
      const ask = async () => {
        const response = await fetch(site.origin + path, { headers, redirect: "manual" });
        await response.arrayBuffer();
        if (response.status !== get) throw new Error(`${path}: ${response.status}`);
      };
      await ask();
      const taken = await times(RUNS, ask);
      rows.push([path, percentile(taken, 0.5).toFixed(0), percentile(taken, 1).toFixed(0)]);
    }
    printTable(
      "Operators' pages: 100,000 offers, 50,000 candidates, 500,000 mails",
      ["page", "median ms", "max ms"],
      rows,
    );
  } finally {
    await site.stop();
  }
}

/** Lists that are long. */
const LISTS = ["etat=envoye", "etat=attente", "etat=attente&apres=2026-11-28T06:00:00.000Z_250000"].map((query) => ({
  path: `/exploitation/mails?${query}`,
  get: 200,
}));

/** Somebody who has just logged in, as rows. @returns her cookie */
async function anOperator(miniflare: Miniflare): Promise<string> {
  const accounts = await miniflare.getD1Database("ACCOUNTS", "web");
  const [id, secret, at] = [randomId(), randomSecret(), new Date().toISOString()];
  await accounts.batch([
    accounts
      .prepare(
        "INSERT INTO operators (id, email, email_key, totp_secret, created_at) VALUES (1, 'a@pass.example', 'a@pass.example', '', ?)",
      )
      .bind(at),
    accounts
      .prepare(
        "INSERT INTO operator_sessions (id, secret_hash, operator_id, created_at, seen_at) VALUES (?, ?, 1, ?, ?)",
      )
      .bind(id, await hashSecret(secret), at, at),
  ]);
  return `${OPERATOR_COOKIE}=${id}.${secret}`;
}
