import type { LoaderFunctionArgs } from "@remix-run/cloudflare";
import { useLoaderData } from "@remix-run/react";
import { dayInParis, formatNumber } from "#app/domain/format.ts";
import { MAIL_KINDS } from "#app/domain/mails/mail-words.ts";
import type { DayCounted } from "#app/domain/operations/day-counts.ts";
import { countsAbout, countsOfDays, daysUntil, SHOWN_DAYS } from "#app/domain/operations/days.ts";
import { SWITCHES } from "#app/domain/operations/switches.ts";
import { frameOf, requireOperator } from "#app/http/sessions/operator-session.ts";
import { NumberTable } from "#app/ui/number-table.tsx";
import { pageMeta } from "#app/ui/page/page-meta.ts";
import { OperatorPage } from "#app/ui/page/spaces/operator-page.tsx";
import { readCursor } from "#db/accounts/cursors.ts";
import { findBackupCursors } from "#db/accounts/operations/backups.ts";
import { findFigures } from "#db/accounts/operations/figures.ts";
import { reconcile } from "#db/accounts/operations/reconciliation.ts";
import { findSwitchedOff } from "#db/accounts/operations/switches.ts";
import { countFailingSources } from "#db/catalogue/imports/sources.ts";
import { findDayCounts, findDayCountsAbout } from "#db/catalogue/operations/day-counts.ts";
import { CheckLines } from "./running/check-lines.tsx";
import { checksOf } from "./running/checks.ts";
import { DayCharts } from "./running/day-charts.tsx";

const OFFERS = ["offers-in", "offers-out"] as const;
const MAILS = ["mails-sent", "mails-failed", "mails-unknown"] as const;
const DATABASES = ["d1-retries", "d1-stalls", "d1-circuit-openings"] as const;

/** It reads the counts of thirty days, a few thousand rows, and 3,003 rows of what waits at most. */
export async function loader({ request, context }: LoaderFunctionArgs) {
  const signedIn = await requireOperator(request, context);
  const { accounts, catalogue, now } = context;
  const days = daysUntil(dayInParis(now), SHOWN_DAYS);
  const [yesterday = "", today = ""] = days.slice(-2);
  const [reconciliation, figures, tick, backups, off, failingSources, counts, about] = await Promise.all([
    reconcile(accounts, now),
    findFigures(accounts, now),
    readCursor(accounts, "tick"),
    findBackupCursors(accounts),
    findSwitchedOff(
      accounts,
      SWITCHES.map(({ name }) => name),
    ),
    countFailingSources(catalogue),
    findDayCounts(catalogue, days[0] ?? ""),
    findDayCountsAbout(catalogue, [...OFFERS, ...MAILS, ...DATABASES, "errors"], yesterday),
  ]);
  const ofToday = (...kinds: DayCounted[]) => countsOfDays(counts, kinds, [today])[0] ?? 0;
  const checks = checksOf(
    {
      ...{ reconciliation, figures, tick, backups, off, failingSources },
      failedToday: ofToday("mails-failed"),
      unknownToday: ofToday("mails-unknown"),
      errorsToday: ofToday("errors"),
      stalledToday: ofToday("d1-stalls", "d1-circuit-openings"),
    },
    now,
  );
  return { frame: frameOf(signedIn), checks, figures, days, counts, about };
}

/** « 78 (85) » */
function both({ today, yesterday } = { today: 0, yesterday: 0 }): string {
  return `${formatNumber(today)} (${formatNumber(yesterday)})`;
}

function mailKind(about: string): string {
  return Object.entries(MAIL_KINDS).find(([kind]) => kind === about)?.[1] ?? about;
}

export const meta = () => pageMeta({ title: "Aujourd’hui", hidden: true });

const OF_DAY: { label: string; kinds: DayCounted[] }[] = [
  { label: "Offres arrivées", kinds: ["offers-in"] },
  { label: "Offres parties", kinds: ["offers-out"] },
  { label: "Comptes ouverts", kinds: ["sign-ups"] },
  { label: "Mails envoyés", kinds: ["mails-sent"] },
  { label: "Mails en échec", kinds: ["mails-failed"] },
  { label: "Mails incertains", kinds: ["mails-unknown"] },
  { label: "Requêtes", kinds: ["requests"] },
  { label: "Recherches", kinds: ["searches"] },
  { label: "Erreurs du site", kinds: ["errors"] },
];

export default function Today() {
  const { frame, checks, figures, days, counts, about } = useLoaderData<typeof loader>();
  const [yesterday = "", today = ""] = days.slice(-2);
  const two = { today, yesterday };
  const sources = countsAbout(about, OFFERS, two);
  const mails = countsAbout(about, MAILS, two);
  const errors = countsAbout(about, ["errors"], two);
  const databases = countsAbout(about, DATABASES, two);
  return (
    <OperatorPage title="Aujourd’hui" frame={frame}>
      <CheckLines checks={checks} figures={figures} />
      <NumberTable
        caption="Aujourd’hui et hier"
        heads={["En nombre", "Aujourd’hui", "Hier"]}
        rows={OF_DAY.map(({ label, kinds }) => ({
          name: label,
          values: countsOfDays(counts, kinds, [today, yesterday]),
        }))}
      />
      {sources.length > 0 ? (
        <NumberTable
          caption="Offres par source aujourd’hui, et hier entre parenthèses"
          heads={["Source", "Arrivées", "Parties"]}
          rows={sources.map(({ about, values }) => ({ name: about, values: OFFERS.map((kind) => both(values[kind])) }))}
        />
      ) : (
        <p>Aucune offre n’est arrivée ni partie depuis hier.</p>
      )}
      {mails.length > 0 ? (
        <NumberTable
          caption="Mails par objet aujourd’hui, et hier entre parenthèses"
          heads={["Objet", "Envoyés", "En échec", "Incertains"]}
          rows={mails.map(({ about, values }) => ({
            name: mailKind(about),
            values: MAILS.map((kind) => both(values[kind])),
          }))}
        />
      ) : (
        <p>Aucun mail n’a été envoyé depuis hier.</p>
      )}
      <h2 id="erreurs">Erreurs du site</h2>
      {errors.length > 0 ? (
        <NumberTable
          caption="Erreurs par page"
          heads={["Page", "Aujourd’hui", "Hier"]}
          rows={errors.map(({ about, values: { errors } }) => ({
            name: about || "Avant toute page",
            values: [errors?.today ?? 0, errors?.yesterday ?? 0],
          }))}
        />
      ) : (
        <p>Aucune depuis hier.</p>
      )}
      <h2 id="bases">Bases de données</h2>
      {databases.length > 0 ? (
        <NumberTable
          caption="Ce que les bases ont refusé, aujourd’hui"
          heads={["Base", "Appels refaits", "Attendus en vain", "Circuits ouverts"]}
          rows={databases.map(({ about, values }) => ({
            name: about,
            values: DATABASES.map((kind) => values[kind]?.today ?? 0),
          }))}
        />
      ) : (
        <p>Elles ont répondu à tout depuis hier.</p>
      )}
      <h2>Trente jours</h2>
      <DayCharts counts={counts} days={days} />
    </OperatorPage>
  );
}
