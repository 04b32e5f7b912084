import type { ActionFunctionArgs } from "@remix-run/cloudflare";
import { emailKey } from "#app/domain/account/account.ts";
import { seeOther, tooMany, unprocessable } from "#app/http/answers.ts";
import { readFields, typedOf } from "#app/http/forms.ts";
import { sendMailsSoon } from "#app/http/hints.ts";
import { networkOf } from "#app/http/network.ts";
import { askedReturn } from "#app/http/return-path.ts";
import { countTry } from "#app/services/account/throttling.ts";
import { requestMail } from "#db/accounts/outbox.ts";
import { runBatch } from "#db/batch.ts";

/**
 * Asks for a mail with a link, by username or address. The answer and its duration are the same whether there is such an
 * account or not, because the account is not looked up here (OWASP ASVS 5.0, 6.3.8).
 */
export async function askForMail({ request, context }: ActionFunctionArgs, kind: "activation" | "reset") {
  const { accounts, env, now } = context;
  const fields = await readFields(request);
  const login = (fields.get("login") ?? "").trim();
  const typed = typedOf(fields);
  if (!login || login.length > 254 || (kind === "activation" && !login.includes("@"))) {
    const what = kind === "activation" ? "votre adresse mail" : "votre nom d’utilisateur ou votre adresse mail";
    return unprocessable({ login: `Saisissez ${what}.` }, typed);
  }
  const wait = await countTry(
    { accounts, signingKey: env.SIGNING_KEY },
    now,
    ["mail-address", emailKey(login)],
    ["mail-network", networkOf(request)],
  );
  if (wait > 0) return tooMany(wait, typed);
  const back = askedReturn(request);
  await runBatch(accounts, [requestMail({ kind, recipient: login, details: back ? { back } : {} }, now)]);
  sendMailsSoon(context);
  const { pathname } = new URL(request.url);
  return seeOther(`${pathname}?fait=envoi${back ? `&retour=${encodeURIComponent(back)}` : ""}`);
}
