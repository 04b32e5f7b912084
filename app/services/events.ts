/** Logs an event as one JSON line. `facts` are numbers and codes only, never a name, an address or a secret. */
export function logEvent(event: string, facts: Record<string, number | string | null> = {}): void {
  console.log(JSON.stringify({ event, ...facts }));
}
