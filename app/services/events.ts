/** Logs an event as one JSON line. `facts` are numbers and codes only, never a name, an address or a secret. */
export function logEvent(event: string, facts: Record<string, number | string | null> = {}): void {
  console.log(JSON.stringify({ event, ...facts }));
}

/** What is logged of an error whose text may hold something of a person. */
export function kindOf(error: unknown): string {
  return error instanceof Error ? error.name : "unknown";
}

/**
 * The text that is logged of an error. The error of a failed query holds its parameters, so only its cause is logged.
 */
export function nameOf(error: unknown): string {
  const cause = error instanceof Error ? (error.cause ?? error) : error;
  return cause instanceof Error ? `${cause.name}: ${cause.message}`.slice(0, 200) : "unknown";
}
