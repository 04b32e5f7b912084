import { formatDay, formatNumber, formatShortDay } from "#app/domain/format.ts";
import {
  COUNTED,
  type Counted,
  type Counts,
  countsByWeek,
  type OfferCount,
  SHOWN_WEEKS,
  weeksUntil,
} from "#app/domain/publishing/offer-counts.ts";
import { BarChart } from "#app/ui/bar-chart.tsx";
import { TableFrame } from "#app/ui/table-frame.tsx";

type Props = {
  /** The counts of one offer (`findOfferCounts`). */
  counts: Pick<OfferCount, "week" | "kind" | "count">[];
  /** The last week to show, as `weekOf` gives it: the present one, or that in which the offer was closed. */
  lastWeek: string;
};

const LABELS: Record<Counted, { short: string; long: string }> = {
  viewed: { short: "Visites", long: "Visites de la page" },
  "contact-shown": { short: "Contacts", long: "Contacts affichés" },
  kept: { short: "Gardée", long: "Gardée par des candidats" },
  told: { short: "Alertes", long: "Annoncée par une alerte" },
};

/**
 * What became of an offer in twelve weeks: a small chart of each count, the same as a table, and what is counted. It
 * begins without a heading of its own.
 */
export function OfferCounts({ counts, lastWeek }: Props) {
  const { weeks, total } = countsByWeek(counts, weeksUntil(lastWeek, SHOWN_WEEKS));
  const begins = weeks.findIndex(({ counts }) => COUNTED.some((kind) => counts[kind] > 0));
  if (begins === -1) {
    return <p>{counts.length === 0 ? "Pas encore de visite." : `Aucune visite en ${SHOWN_WEEKS} semaines.`}</p>;
  }
  return (
    <div className="offer-counts">
      <ul className="offer-counts__charts">
        {COUNTED.map((kind) => (
          <li key={kind}>
            <strong className="offer-counts__total">{formatNumber(total[kind])}</strong>
            <span className="offer-counts__label">{LABELS[kind].long}</span>
            <BarChart
              label={`${LABELS[kind].long} par semaine, de la plus ancienne à la plus récente`}
              values={weeks.map(({ counts }) => counts[kind])}
            />
          </li>
        ))}
      </ul>
      <Table weeks={weeks.slice(begins)} total={total} lastWeek={lastWeek} />
      <WhatIsCounted />
    </div>
  );
}

type TableProps = { weeks: { week: string; counts: Counts }[]; total: Counts; lastWeek: string };

/** The weeks since the first that has a count, the latest first. */
function Table({ weeks, total, lastWeek }: TableProps) {
  return (
    <TableFrame>
      <table>
        <caption>
          {SHOWN_WEEKS} semaines, jusqu’à celle du {formatDay(lastWeek)}
        </caption>
        <thead>
          <tr>
            <th scope="col">Semaine du</th>
            {COUNTED.map((kind) => (
              <th key={kind} scope="col" className="offer-counts__number">
                {LABELS[kind].short}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {weeks.toReversed().map(({ week, counts }) => (
            <Row key={week} name={formatShortDay(week)} counts={counts} />
          ))}
          <Row name="Total" counts={total} />
        </tbody>
      </table>
    </TableFrame>
  );
}

function Row({ name, counts }: { name: string; counts: Counts }) {
  return (
    <tr>
      <th scope="row">{name}</th>
      {COUNTED.map((kind) => (
        <td key={kind} className="offer-counts__number">
          {formatNumber(counts[kind])}
        </td>
      ))}
    </tr>
  );
}

function WhatIsCounted() {
  return (
    <p className="offer-counts__note">
      Visites : la page de l’offre demandée par un navigateur, robots connus exceptés. Contacts : un candidat a ouvert
      le message préparé pour cette offre, ou un visiteur a choisi une adresse, un téléphone ou un site de sa page
      (compté seulement si son navigateur exécute JavaScript). Alertes : un mail envoyé à un candidat dont une recherche
      a trouvé l’offre. Rien n’est retenu des personnes, ni cookie ni adresse : qui revient compte de nouveau. Un
      incident technique peut faire perdre quelques unités.
    </p>
  );
}
