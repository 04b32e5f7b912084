import { formatMonth, formatNumber } from "#app/domain/format.ts";
import { OFFER_TYPES } from "#app/domain/nomenclature.ts";
import { nameOf } from "#app/domain/statistics/names.ts";
import { byMonth, type Month, supplyBy } from "#app/domain/statistics/supply.ts";
import { BarChart } from "#app/ui/bar-chart.tsx";
import { FoldedTable, NumberTable } from "#app/ui/number-table.tsx";

const HEADS = ["Publiées", "Encore ouvertes"];

/** How many offers each month published, and how many of them are open. */
export function OffersSection({ months }: { months: Month[] }) {
  const [all] = supplyBy(months, "all");
  const [first, last] = [months.at(0)?.month, months.at(-1)?.month];
  if (!all || !first || !last) return <p>Aucune offre n’a encore été comptée.</p>;
  const rowsBy = (dimension: "type" | "level" | "region" | "domain") =>
    supplyBy(months, dimension).map(({ code, published, open }) => {
      const none = dimension === "region" ? "Non précisée" : "Non précisé";
      return { name: nameOf(dimension, code, none), values: [published, open] };
    });
  return (
    <>
      <p>
        De {formatMonth(first)} à {formatMonth(last)}, <strong>{said(all.published, "publiée")}</strong>, dont{" "}
        <strong>{open(all.open)}</strong>.
      </p>
      <ul className="statistics__charts">
        {OFFER_TYPES.map(({ code, label }) => {
          const values = byMonth(months, code).map(({ published }) => published);
          return (
            <li key={code}>
              <strong className="statistics__total">{formatNumber(values.reduce((sum, each) => sum + each, 0))}</strong>
              <span>{label}, offres publiées par mois</span>
              <BarChart label={`${label}, offres publiées par mois, du plus ancien au plus récent`} values={values} />
              <span className="statistics__ends" aria-hidden="true">
                <span>{formatMonth(first)}</span>
                <span>{formatMonth(last)}</span>
              </span>
            </li>
          );
        })}
      </ul>
      <NumberTable caption="Par type" heads={["Type", ...HEADS]} rows={rowsBy("type")} />
      <FoldedTable
        caption="Par mois de publication"
        heads={["Mois", ...HEADS]}
        rows={byMonth(months, null)
          .toReversed()
          .map(({ month, published, open }) => ({ name: formatMonth(month), values: [published, open] }))}
      />
      <FoldedTable caption="Par domaine" heads={["Domaine", ...HEADS]} rows={rowsBy("domain")} />
      <FoldedTable caption="Par région" heads={["Région", ...HEADS]} rows={rowsBy("region")} />
      <FoldedTable caption="Par niveau de diplôme" heads={["Niveau", ...HEADS]} rows={rowsBy("level")} />
      <p>Une offre de plusieurs domaines compte dans chacun.</p>
    </>
  );
}

function said(count: number, participle: string): string {
  return `${formatNumber(count)} ${count < 2 ? `offre ${participle}` : `offres ${participle}s`}`;
}

function open(count: number): string {
  return `${formatNumber(count)} encore ${count < 2 ? "ouverte" : "ouvertes"}`;
}
