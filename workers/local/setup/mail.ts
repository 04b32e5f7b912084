export type Provider = "resend" | "brevo";

/** The settings of a provider that do not depend on who sends. */
export const MAIL_URL: Record<Provider, string> = {
  resend: "https://api.resend.com",
  brevo: "https://api.brevo.com",
};

/**
 * What is to be added to the DNS so that mailbox providers believe the mails of a domain. Values that are the account's
 * own are read in the provider's console, where the domain is added first.
 * @param from `PASS <ne-pas-repondre@example.fr>`
 */
export function mailRecords(provider: Provider, from: string): string {
  const domain = /@([^>\s]+)/.exec(from)?.[1] ?? "";
  const dmarc = `  TXT  _dmarc.${domain}  "v=DMARC1; p=quarantine; rua=mailto:…"   (DMARC; the address is yours)`;
  const records =
    provider === "resend"
      ? [
          `  MX   send.${domain}  feedback-smtp.….amazonses.com, priority 10   (bounces; the console names the region)`,
          `  TXT  send.${domain}  "v=spf1 include:amazonses.com ~all"   (SPF)`,
          `  TXT  resend._domainkey.${domain}  "p=…"   (DKIM; the console gives the key)`,
          dmarc,
        ]
      : [
          `  TXT  ${domain}  "brevo-code:…"   (proves that the domain is yours; the console gives the code)`,
          `  the DKIM record, TXT or two CNAME under _domainkey.${domain}, as the console gives it`,
          dmarc,
          "  (SPF: none, since Brevo's return path is its own; a dedicated IP has one, which the console gives)",
        ];
  return records.join("\n");
}
