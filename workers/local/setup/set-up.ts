import type { Environment } from "../environment.ts";
import type { Wrangler } from "../wrangler.ts";
import type { Answers } from "./answers.ts";
import { mailRecords } from "./mail.ts";
import { createResources } from "./resources.ts";
import { keptIn, setSecrets } from "./secrets.ts";
import { writeSections } from "./sections.ts";

type Deps = {
  /** The folder that holds both wrangler files. */
  folder: string;
  wrangler: Wrangler;
  askSecret: (name: string) => Promise<string>;
  say: (line: string) => void;
  /** Whether nothing is done, and only said. */
  dry?: boolean;
};

/**
 * Makes all that an environment needs before its first deployment, and only what is missing: after a failure it is run
 * again, and goes on. It asks Cloudflare what exists, so it keeps no state of its own.
 */
export async function setUp(deps: Deps, environment: Environment, answers: Answers): Promise<void> {
  const { folder, wrangler, say } = deps;
  const change: Wrangler = (args, options) => {
    say(`wrangler ${args.join(" ")}${options?.input ? "  (its value on the standard input)" : ""}`);
    return wrangler(args, options);
  };
  const ids = createResources(folder, environment, wrangler, change);
  writeSections(folder, environment, answers.vars, ids);
  say(`[env.${environment}] ${deps.dry ? "would be" : "is"} written in both wrangler files: commit them.`);
  const set = await setSecrets({ ...deps, read: wrangler, change }, environment, answers.provider);
  if (set.length > 0 && !deps.dry)
    say(`${keptIn(environment)} has the secrets that were made: keep a copy in a safe, delete the file.`);
  say(nextSteps(environment, answers));
}

/** What is left to a person: the DNS of the mail, the webhook, the first release. */
function nextSteps(environment: Environment, { provider, from, vars }: Answers): string {
  const webhook = `${vars.SITE_URL}/api/v1/mails/evenements`;
  return `
DNS records that the mail needs:
${mailRecords(provider, from)}
The provider's webhook goes to ${webhook} (docs/deploy.md, « Mail »).
Then: npm run deploy -- --env ${environment}, which also attaches the domain.`;
}

/** Prints every command that changes something, and runs none; what exists is asked, when wrangler may. */
export function dryRun(wrangler: Wrangler, say: (line: string) => void): Wrangler {
  return (args, options) => {
    const reads = args.includes("list");
    if (!reads) return "";
    say(`wrangler ${args.join(" ")}`);
    try {
      return wrangler(args, options);
    } catch {
      say("  (was not answered: shown as if nothing existed)");
      return "";
    }
  };
}
