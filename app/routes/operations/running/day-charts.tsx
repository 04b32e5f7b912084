import { formatNumber, formatShortDay } from "#app/domain/format.ts";
import type { DayCount, DayCounted } from "#app/domain/operations/day-counts.ts";
import { countsOfDays } from "#app/domain/operations/days.ts";
import { BarChart } from "#app/ui/bar-chart.tsx";
import { FoldedTable } from "#app/ui/number-table.tsx";

type Chart = { label: string; short: string; kinds: DayCounted[] };

const CHARTS: Chart[] = [
  { label: "Offres arrivées", short: "Arrivées", kinds: ["offers-in"] },
  { label: "Offres parties", short: "Parties", kinds: ["offers-out"] },
  { label: "Mails envoyés", short: "Mails", kinds: ["mails-sent"] },
  { label: "Mails en échec ou incertains", short: "En échec", kinds: ["mails-failed", "mails-unknown"] },
  { label: "Requêtes", short: "Requêtes", kinds: ["requests"] },
  { label: "Erreurs du site", short: "Erreurs", kinds: ["errors"] },
];

/** Which charts are columns of which table: four numbers fit on a phone. */
const TABLES = [
  { caption: "Offres et mails de trente jours", from: 0, to: 4 },
  { caption: "Requêtes et erreurs de trente jours", from: 4, to: 6 },
];

type Props = { counts: Omit<DayCount, "about">[]; days: string[] };

/** Thirty days as charts, and as tables. */
export function DayCharts({ counts, days }: Props) {
  const charts = CHARTS.map((chart) => ({ ...chart, values: countsOfDays(counts, chart.kinds, days) }));
  return (
    <div className="operator__charts">
      <ul>
        {charts.map(({ label, values }) => (
          <li key={label}>
            <strong className="operator__total">{formatNumber(values.reduce((sum, value) => sum + value, 0))}</strong>
            <span>{label}</span>
            <BarChart label={`${label} par jour, du plus ancien au plus récent`} values={values} />
          </li>
        ))}
      </ul>
      {TABLES.map(({ caption, from, to }) => {
        const columns = charts.slice(from, to);
        return (
          <FoldedTable
            key={caption}
            caption={caption}
            heads={["Jour", ...columns.map(({ short }) => short)]}
            rows={days
              .map((day, place) => ({
                name: formatShortDay(day),
                values: columns.map(({ values }) => values[place] ?? 0),
              }))
              .toReversed()}
          />
        );
      })}
    </div>
  );
}
