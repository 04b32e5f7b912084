import { formatCount, formatDay } from "#app/domain/format.ts";
import { type Demand, FLOOR, linesOf, type Published } from "#app/domain/statistics/demand.ts";
import { nameOf } from "#app/domain/statistics/names.ts";
import { FoldedTable, NumberTable } from "#app/ui/number-table.tsx";

const HEADS = ["Recherches", "Sans résultat"];
/** Pairs of a domain and a place that are shown; the file has the others. */
const SHOWN_PAIRS = 20;

/** What is searched for, by tens. */
export function SearchesSection({ demand }: { demand: Demand | null }) {
  if (!demand || demand.total.searches < FLOOR) {
    return <p>Trop peu de recherches ont été comptées pour être montrées.</p>;
  }
  const { total, from, to } = demand;
  const rowsOf = (lines: Published[], name: (line: Published) => string) =>
    lines.map((line) => ({ name: name(line), values: [line.searches, line.empty || "moins de 10"] }));
  const by = (dimension: "domain" | "place" | "level" | "type") =>
    rowsOf(linesOf(demand, [dimension]), (line) => nameOf(dimension, line[dimension], "Non demandé"));
  const pairs = linesOf(demand, ["domain", "place"]).filter(({ domain, place }) => domain && place);
  return (
    <>
      <p>
        Du {formatDay(from)} au {formatDay(to)}, <strong>{formatCount(total.searches, "recherche")}</strong>, dont{" "}
        {total.empty > 0 ? `${formatCount(total.empty, "recherche")} sans résultat` : "moins de 10 sans résultat"}. Les
        nombres sont arrondis à la dizaine inférieure{"\u00a0; "}ce qui a été cherché moins de 10 fois n’est pas montré.
      </p>
      <NumberTable caption="Par niveau de diplôme" heads={["Niveau", ...HEADS]} rows={by("level")} />
      <FoldedTable caption="Par domaine" heads={["Domaine", ...HEADS]} rows={by("domain")} />
      <FoldedTable caption="Par lieu" heads={["Lieu", ...HEADS]} rows={by("place")} />
      <FoldedTable caption="Par type" heads={["Type", ...HEADS]} rows={by("type")} />
      {pairs.length > 0 ? (
        <FoldedTable
          caption={`Les domaines et lieux les plus demandés ensemble`}
          heads={["Domaine et lieu", ...HEADS]}
          rows={rowsOf(
            pairs.slice(0, SHOWN_PAIRS),
            ({ domain, place }) => `${nameOf("domain", domain, "")}, ${nameOf("place", place, "")}`,
          )}
        />
      ) : null}
    </>
  );
}
