import type { AppLoadContext } from "@remix-run/cloudflare";
import * as v from "valibot";
import { Email, emailKey } from "#app/domain/account/account.ts";
import { countTry } from "#app/services/account/throttling.ts";
import { requestMail } from "#db/accounts/outbox.ts";
import { runBatch } from "#db/batch.ts";
import { tooMany, unprocessable } from "../answers.ts";
import { parseForm, readFields } from "../forms.ts";
import { sendMailsSoon } from "../hints.ts";
import { networkOf } from "../network.ts";

/** What a login page says of a form that came after its session. */
export const TOO_LATE =
  "Votre connexion s’était fermée\u00a0: ce que vous venez d’envoyer n’a pas été enregistré. Connectez-vous pour revenir à la page, puis recommencez.";
/** The same, of a form that wanted a younger session. */
export const CONFIRMED_TOO_LATE =
  "Votre connexion a plus de 10 minutes\u00a0: ce que vous venez d’envoyer n’a pas été enregistré. Connectez-vous à nouveau, puis recommencez.";

const Form = v.object({ email: Email });

/**
 * Asks for a mail with a login link, for those who log in without a password. The answer and its duration are the same
 * whoever asks, because whose the address is is not looked up here (OWASP ASVS 5.0, 6.3.8): only who writes the mail does.
 * @param back the page that the login leads to; empty for the first one
 * @returns the answer to a form that is refused; null once the mail is asked for
 */
export async function askForLogInLink(
  request: Request,
  context: AppLoadContext,
  whose: "recruiter" | "operator",
  back: string,
) {
  const { accounts, env, now } = context;
  const form = parseForm(Form, await readFields(request));
  if (!form.ok) return unprocessable(form.errors, form.typed);
  const { email } = form.values;
  const key = emailKey(email);
  const network = networkOf(request);
  const wait = await countTry(
    { accounts, signingKey: env.SIGNING_KEY },
    now,
    // Links are counted by address and network: a stranger who asks for many does not lock the owner out.
    [`${whose}-mail-address`, `${key}\n${network}`],
    [`${whose}-mail-anywhere`, key],
    [`${whose}-mail-network`, network],
  );
  if (wait > 0) return tooMany(wait, { email });
  const details: Record<string, string> = back ? { back } : {};
  await runBatch(accounts, [requestMail({ kind: `${whose}-log-in`, recipient: email, details }, now)]);
  sendMailsSoon(context);
  return null;
}
