import { formatAge, formatCount, formatInstant, formatNumber } from "#app/domain/format.ts";
import { backupAge } from "#app/domain/operations/backup.ts";
import { formatRows } from "#app/domain/operations/bounded-count.ts";
import { SWITCHES, type SwitchName } from "#app/domain/operations/switches.ts";
import { paths } from "#app/paths.ts";
import type { Figures } from "#db/accounts/operations/figures.ts";
import type { Reconciliation } from "#db/accounts/operations/reconciliation.ts";

/** Something that is well, or is to be looked at: then there is a page that mends it, where one does. */
export type Check = { label: string; well: boolean; said: string; path: string | null };

type Seen = {
  reconciliation: Reconciliation;
  figures: Figures;
  tick: string | null;
  backups: { last: string | null; since: string | null };
  off: Partial<Record<SwitchName, { since: string }>>;
  failingSources: number;
  failedToday: number;
  unknownToday: number;
  errorsToday: number;
  stalledToday: number;
};

/** The cron runs every minute. A few missed runs are no fault. */
const TICK_LATE_MS = 10 * 60_000;

/** What operators look at first, what is not well before the rest. */
export function checksOf(seen: Seen, now: Date): Check[] {
  const { reconciliation, figures, off, failingSources } = seen;
  const cut = SWITCHES.filter(({ name }) => off[name]).map(({ label }) => label.toLowerCase());
  const checks: Check[] = [
    tickCheck(seen.tick, now),
    backupCheck(seen.backups, now),
    check("Alertes", (reconciliation.alerts && reconciliation.rounds) || reconciliation.paused, {
      well: "aucune n’est en retard",
      wrong: `${formatRows(figures.late)} en retard de plus de 15 minutes`,
      path: paths.operationsSwitches(),
    }),
    check("Mails en retard", reconciliation.mails && reconciliation.leases, {
      well: "aucun",
      wrong: "il y en a qui attendent depuis trop longtemps",
      path: paths.operationsMails({ etat: "attente" }),
    }),
    check("Prestataire de mails", figures.providerPausedUntil === null, {
      well: "il prend nos mails",
      wrong: `laissé en paix jusqu’au ${figures.providerPausedUntil ? formatInstant(figures.providerPausedUntil) : ""}`,
      path: paths.operationsMails({ etat: "attente" }),
    }),
    check("Mails en échec", seen.failedToday === 0, {
      well: "aucun aujourd’hui",
      wrong: `${formatNumber(seen.failedToday)} aujourd’hui`,
      path: paths.operationsMails({ etat: "echec" }),
    }),
    check("Mails incertains", seen.unknownToday === 0, {
      well: "aucun aujourd’hui",
      wrong: `${formatNumber(seen.unknownToday)} aujourd’hui`,
      path: paths.operationsMails({ etat: "incertain" }),
    }),
    check("Messages perdus", figures.deadLetters === 0, {
      well: "aucun",
      wrong: formatRows(figures.deadLetters),
      path: paths.operationsDeadLetters(),
    }),
    check("Sources", failingSources === 0, {
      well: "aucune n’est en échec",
      wrong: `${formatCount(failingSources, "source")} en échec`,
      path: paths.operationsSources(),
    }),
    check("Erreurs du site", seen.errorsToday === 0, {
      well: "aucune aujourd’hui",
      wrong: `${formatCount(seen.errorsToday, "erreur")} aujourd’hui`,
      path: "#erreurs",
    }),
    check("Bases de données", seen.stalledToday === 0, {
      well: "elles répondent",
      wrong: `${formatCount(seen.stalledToday, "appel attendu en vain", "appels attendus en vain")} ou circuits ouverts aujourd’hui`,
      path: "#bases",
    }),
    check("Interrupteurs", cut.length === 0, {
      well: "tout est en marche",
      wrong: `à l’arrêt\u00a0: ${cut.join(", ")}`,
      path: paths.operationsSwitches(),
    }),
  ];
  return checks.sort((a, b) => Number(a.well) - Number(b.well));
}

function check(label: string, well: boolean, said: { well: string; wrong: string; path: string }): Check {
  return well ? { label, well, said: said.well, path: null } : { label, well, said: said.wrong, path: said.path };
}

function tickCheck(tick: string | null, now: Date): Check {
  const well = tick !== null && now.getTime() - Date.parse(tick) < TICK_LATE_MS;
  const said =
    tick === null ? "il n’a jamais tourné" : `dernier passage réussi il y a ${formatAge(tick, now.toISOString())}`;
  return { label: "Cron", well, said, path: null };
}

function backupCheck({ last, since }: Seen["backups"], now: Date): Check {
  const age = backupAge(last, since, now);
  const said =
    last === null ? "aucune pour le moment" : `la dernière a commencé il y a ${formatAge(last, now.toISOString())}`;
  return { label: "Sauvegarde", well: !age?.late, said, path: null };
}
