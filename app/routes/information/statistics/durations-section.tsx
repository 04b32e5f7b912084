import type { Duration } from "#app/domain/statistics/durations.ts";
import { nameOf } from "#app/domain/statistics/names.ts";
import { FoldedTable, NumberTable } from "#app/ui/number-table.tsx";

const HEADS = ["Un quart", "La moitié", "Trois quarts", "Offres"];

/** How long offers that closed were open. */
export function DurationsSection({ durations }: { durations: Duration[] }) {
  if (durations.length === 0) return <p>Trop peu d’offres ont été closes depuis douze mois pour le dire.</p>;
  const rowsOf = (shown: Duration[], name: (duration: Duration) => string) =>
    shown.map((duration) => ({ name: name(duration), values: [...duration.quartiles, duration.offers] }));
  const typeOf = ({ type }: Duration) => nameOf("type", type, "");
  return (
    <>
      <p>
        Parmi les offres closes depuis douze mois, expirées ou retirées, le nombre de jours au bout duquel un quart, la
        moitié (la médiane) et trois quarts l’étaient.
      </p>
      <NumberTable
        caption="Jours d’ouverture, par type"
        heads={["Type", ...HEADS]}
        rows={rowsOf(
          durations.filter(({ domain }) => domain === ""),
          typeOf,
        )}
      />
      <FoldedTable
        caption="Jours d’ouverture, par domaine"
        heads={["Domaine et type", ...HEADS]}
        rows={rowsOf(
          durations.filter(({ domain }) => domain !== ""),
          (duration) => `${nameOf("domain", duration.domain, "")}, ${typeOf(duration).toLowerCase()}`,
        )}
      />
      <p>Ce qui repose sur moins de 5 offres n’est pas montré.</p>
    </>
  );
}
