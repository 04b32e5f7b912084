/**
 * Providers where anybody gets an address, by what stands before the first dot of their domain: they have many
 * (`yahoo.fr`, `yahoo.co.uk`).
 */
const PUBLIC_PROVIDERS = new Set(
  `gmail googlemail outlook hotmail live msn yahoo ymail rocketmail icloud me mac aol orange wanadoo free sfr neuf numericable cegetel
  club-internet 9online laposte bbox aliceadsl noos voila mailo netcourrier proton protonmail pm tutanota tuta tutamail gmx zoho mail
  email yandex ik infomaniak posteo fastmail hey yopmail t-online web libero skynet telenet bluewin hispeed seznam`.split(
    /\s+/,
  ),
);

/**
 * Whether a mail domain is that of a provider where anybody gets an address: `gmail.com`, `yahoo.co.uk`; not
 * `orange.example.fr`, which is somebody's own domain.
 */
export function isPublicProvider(domain: string): boolean {
  const [name = "", ...rest] = domain.split(".");
  const isWhole = rest.length === 1 || (rest.length === 2 && /^(?:co|com)$/.test(rest[0] ?? ""));
  return isWhole && PUBLIC_PROVIDERS.has(name);
}

/** The domain of an address, lower case. */
export function domainOf(email: string): string {
  return email.trim().normalize("NFKC").toLowerCase().split("@").at(-1) ?? "";
}

/**
 * The domain of an address if its owners may be let into an administration; null for a public provider.
 * @param email an address as it is stored
 */
export function employerDomain(email: string): string | null {
  const domain = domainOf(email);
  return domain === "" || isPublicProvider(domain) ? null : domain;
}
