const LONGEST = 2_000;
/** Names that resolve inside a network, or nowhere (RFC 6761, RFC 6762, RFC 8375; `.internal` by ICANN in 2024). */
const INSIDE = /\.(?:local|localhost|internal|intranet|lan|home|corp|private|localdomain|arpa|onion|invalid|test)$/;
const LOOPBACK = ["localhost", "127.0.0.1", "[::1]"];

/**
 * Checks an address from which a feed is to be pulled, and each one that it redirects to: `https`, a public name, the
 * usual port, no password. A number instead of a name is always refused, be it written in decimal, octal, hexadecimal or
 * IPv6: no certificate is made for it, and private networks are numbers. What a name resolves to is not seen here:
 * docs/decisions/0023 says what protects from that.
 * @param local whether a server of this machine may be pulled too, over `http` and at any port
 * @param from the address that redirects to it, to which it may be relative
 * @returns the address in its normal form; or why it is refused, in French
 */
export function checkSourceUrl(
  written: string,
  { local = false, from }: { local?: boolean; from?: string } = {},
): { url: string } | { refused: string } {
  const url = written.length <= LONGEST ? parse(written, from) : null;
  if (url === null) return { refused: "Ce n’est pas une adresse." };
  url.hash = "";
  if (url.username || url.password) return { refused: "L’adresse contient un nom ou un mot de passe." };
  if (local && LOOPBACK.includes(url.hostname) && /^https?:$/.test(url.protocol)) return { url: url.href };
  if (url.protocol !== "https:") return { refused: "L’adresse n’est pas en https." };
  if (url.port !== "") return { refused: "L’adresse nomme un port." };
  const host = url.hostname.replace(/\.$/, "");
  const isNumber = host.startsWith("[") || /^[\d.]+$/.test(host);
  if (isNumber || !host.includes(".") || INSIDE.test(host)) {
    return { refused: "L’adresse n’est pas celle d’un site public." };
  }
  return { url: url.href };
}

function parse(written: string, from: string | undefined): URL | null {
  try {
    return new URL(written, from);
  } catch {
    return null;
  }
}
