/** What went wrong between us and a database. */
type IncidentKind = "retries" | "stalls" | "circuit-openings";

/** So many of the same that this isolate met. */
export type Incident = { kind: IncidentKind; database: string; count: number };

/** What this isolate has met and nobody has taken. It is as small as the kinds and the databases are few. */
const incidents = new Map<string, Incident>();

/** Notes that a call was made again, was waited for in vain, or that the circuit of a database has opened. */
export function noteIncident(kind: IncidentKind, database: string, times = 1): void {
  const key = `${kind} ${database}`;
  incidents.set(key, { kind, database, count: (incidents.get(key)?.count ?? 0) + times });
}

/** What was noted since the last call, to be counted. */
export function takeIncidents(): Incident[] {
  if (incidents.size === 0) return [];
  const taken = [...incidents.values()];
  incidents.clear();
  return taken;
}
