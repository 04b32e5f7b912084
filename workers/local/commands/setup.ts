import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { root } from "#workers/local/build.ts";
import { CONFIGS, environmentIn } from "#workers/local/environment.ts";
import { askSecret, readAnswers } from "#workers/local/setup/answers.ts";
import { dryRun, setUp } from "#workers/local/setup/set-up.ts";
import { wranglerIn } from "#workers/local/wrangler.ts";
import { fail } from "./fail.ts";

const USAGE = `Usage: npm run setup -- --env staging|production [--domain stages.example.fr] [--mail resend|brevo]
         [--from "PASS <ne-pas-repondre@example.fr>"] [--operator ADDRESS] [--dry-run]
What is not given is asked. MAIL_KEY, and MAIL_WEBHOOK_SECRET of Resend, may be given as environment variables.`;

const args = process.argv.slice(2);
const environment = environmentIn(args);
if (!environment) fail(USAGE);
const say = (line: string) => console.log(line);
const dry = args.includes("--dry-run");
// A dry run writes into a copy of the wrangler files.
const folder = dry ? mkdtempSync(join(tmpdir(), "pass-setup-")) : root;
if (dry) for (const config of CONFIGS) cpSync(join(root, config), join(folder, config), { recursive: true });
try {
  const answers = await readAnswers(folder, environment, args);
  const wrangler = dry ? dryRun(wranglerIn(folder), say) : wranglerIn(folder);
  await setUp({ folder, wrangler, askSecret: dry ? async () => "…" : askSecret, say, dry }, environment, answers);
} catch (error) {
  console.error(`${error instanceof Error ? error.message : error}\nWhat was made stays; run this again to go on.`);
  process.exitCode = 1;
} finally {
  if (dry) rmSync(folder, { recursive: true });
}
