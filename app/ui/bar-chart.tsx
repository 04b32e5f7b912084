import { formatNumber } from "#app/domain/format.ts";

/** A bar a value. The lengths are in units of the `viewBox`. */
const BAR = { width: 7, step: 10, height: 40 };

type Props = {
  /** What the bars are and in which order, for those who do not see them; the values are said after it. */
  label: string;
  values: number[];
};

/** A small chart of bars, to a scale of its own. What it shows stands beside it as a table too. */
export function BarChart({ label, values }: Props) {
  const most = Math.max(...values);
  const width = values.length * BAR.step;
  return (
    <svg
      className="bar-chart"
      viewBox={`0 0 ${width} ${BAR.height + 1}`}
      role="img"
      aria-label={`${label}\u00a0: ${values.map(formatNumber).join(", ")}`}
    >
      {values.map((value, place) => {
        // One beside three hundred is still seen.
        const height = value === 0 ? 0 : Math.max(1.5, (value / most) * BAR.height);
        return (
          <rect
            // biome-ignore lint/suspicious/noArrayIndexKey: a bar has no other name than its place
            key={place}
            x={place * BAR.step + (BAR.step - BAR.width) / 2}
            y={BAR.height - height}
            width={BAR.width}
            height={height}
          />
        );
      })}
      <line x1="0" x2={width} y1={BAR.height + 0.5} y2={BAR.height + 0.5} />
    </svg>
  );
}
