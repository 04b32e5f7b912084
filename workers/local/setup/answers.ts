import { createInterface } from "node:readline/promises";
import { Writable } from "node:stream";
import { parseArgs } from "node:util";
import { type Environment, readSettings } from "../environment.ts";
import { MAIL_URL, type Provider } from "./mail.ts";

/** What only a person knows of an environment. */
export type Answers = { provider: Provider; from: string; vars: Record<string, string> };

const FLAGS = { domain: "SITE_URL", mail: "MAIL_PROVIDER", from: "MAIL_FROM", operator: "OPERATOR_MAIL" } as const;

const QUESTIONS: Record<keyof typeof FLAGS, { asks: string; accepts: RegExp }> = {
  domain: {
    asks: "Domain of the site, in a zone of this account (stages.example.fr)",
    accepts: /^[a-z0-9-]+(\.[a-z0-9-]+)+$/,
  },
  mail: { asks: "Mail provider (resend or brevo)", accepts: /^(resend|brevo)$/ },
  from: {
    asks: "Sender of mails (PASS <ne-pas-repondre@example.fr>)",
    accepts: /^[^<>@]+<[^<>@\s]+@[^<>@\s]+\.[^<>@\s]+>$/,
  },
  operator: {
    asks: "Who is told that a source fails (an address; empty: nobody)",
    accepts: /^([^<>@\s]+@[^<>@\s]+\.[^<>@\s]+)?$/,
  },
};

/**
 * The answers: of the command line, else of the section that an earlier run has written, else of the terminal.
 * @throws when one is not understood, or when there is no terminal to ask in
 */
export async function readAnswers(folder: string, environment: Environment, args: string[]): Promise<Answers> {
  const options = Object.fromEntries(Object.keys(FLAGS).map((name) => [name, { type: "string" as const }]));
  const { values } = parseArgs({
    args,
    options: { ...options, env: { type: "string" }, "dry-run": { type: "boolean" } },
  });
  const typed = values as Partial<Record<keyof typeof FLAGS, string>>;
  const kept = readSettings(folder, "workers/alerts/wrangler.toml").env?.[environment]?.vars ?? {};
  const answer = async (name: keyof typeof FLAGS) => {
    const { asks, accepts } = QUESTIONS[name];
    const given = typed[name] ?? kept[FLAGS[name]]?.replace(/^https:\/\//, "") ?? (await askInTerminal(name, asks));
    if (!accepts.test(given)) throw new Error(`--${name}: « ${given} » is not understood. ${asks}.`);
    return given;
  };
  const domain = await answer("domain");
  const provider = (await answer("mail")) as Provider;
  const from = await answer("from");
  const vars = {
    SITE_URL: `https://${domain}`,
    MAIL_PROVIDER: provider,
    MAIL_URL: MAIL_URL[provider],
    MAIL_FROM: from,
    OPERATOR_MAIL: await answer("operator"),
  };
  return { provider, from, vars };
}

/** A secret: of the environment variable of its name, else of the terminal, which does not show it. */
export async function askSecret(name: string): Promise<string> {
  const given = process.env[name] || (await askInTerminal(name, `${name} (not shown)`, true));
  if (!given) throw new Error(`${name} is needed: give it in the environment variable of this name.`);
  return given;
}

async function askInTerminal(name: string, question: string, hidden = false): Promise<string> {
  if (!process.stdin.isTTY) throw new Error(`${name} is not given, and there is no terminal to ask in. ${question}.`);
  const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() });
  const reader = createInterface({ input: process.stdin, output: hidden ? nowhere : process.stdout, terminal: true });
  if (hidden) process.stdout.write(`${question}: `);
  const answer = await reader.question(hidden ? "" : `${question}: `);
  if (hidden) process.stdout.write("\n");
  reader.close();
  return answer.trim();
}
