/**
 * The `mailto:` URL of a prepared message (RFC 6068). Every character that could end the address or add a recipient is
 * escaped, except « @ ». Lines of the body end with CRLF, as the RFC asks.
 */
export function mailLink(email: string, { subject, body }: { subject: string; body?: string }): string {
  const address = encodeURIComponent(email).replaceAll("%40", "@");
  const text = body === undefined ? "" : `&body=${encodeURIComponent(body.replace(/\r?\n/g, "\r\n"))}`;
  return `mailto:${address}?subject=${encodeURIComponent(subject)}${text}`;
}
