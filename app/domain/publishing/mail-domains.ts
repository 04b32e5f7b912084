/** Providers where anybody gets an address: their domains let nobody into an administration. */
const PUBLIC_PROVIDERS = new Set([
  ...["gmail.com", "googlemail.com", "outlook.com", "outlook.fr", "hotmail.com", "hotmail.fr", "live.com", "live.fr"],
  ...["msn.com", "yahoo.com", "yahoo.fr", "ymail.com", "icloud.com", "me.com", "mac.com", "aol.com", "aol.fr"],
  ...["orange.fr", "wanadoo.fr", "free.fr", "sfr.fr", "neuf.fr", "numericable.fr", "cegetel.net", "club-internet.fr"],
  ...["9online.fr", "laposte.net", "bbox.fr", "aliceadsl.fr", "noos.fr", "voila.fr", "mailo.com", "netcourrier.com"],
  ...["proton.me", "protonmail.com", "pm.me", "tutanota.com", "tuta.io", "gmx.com", "gmx.fr", "zoho.com", "mail.com"],
  ...["yandex.com", "mail.ru", "ik.me", "infomaniak.com", "posteo.net", "fastmail.com", "hey.com", "yopmail.com"],
]);

/**
 * The domain of an address, lower case, if its owners may be let into an administration; null for a public provider.
 * @param email an address as it is stored
 */
export function employerDomain(email: string): string | null {
  const domain = email.trim().normalize("NFKC").toLowerCase().split("@").at(-1) ?? "";
  return domain === "" || PUBLIC_PROVIDERS.has(domain) ? null : domain;
}
