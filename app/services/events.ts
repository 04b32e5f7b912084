/** Logs an event of security as one JSON line: numbers and codes only, never a name, an address, a secret. */
export function logEvent(event: string, facts: Record<string, number | string | null> = {}): void {
  console.log(JSON.stringify({ event, ...facts }));
}
