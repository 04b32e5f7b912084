import { formatNumber } from "#app/domain/format.ts";
import { TableFrame } from "#app/ui/table-frame.tsx";

type Row = { name: string; values: (number | string)[] };

type Props = {
  caption: string;
  /** The heads of the columns: of the names, then of the values. */
  heads: string[];
  rows: Row[];
  /** Whether the caption is only for those who do not see the table: it stands above already. */
  captioned?: boolean;
};

/** A table of numbers by name. */
export function NumberTable({ caption, heads, rows, captioned = false }: Props) {
  return (
    <TableFrame className="fr-table statistics__table" name={caption}>
      <table>
        <caption>{captioned ? <span className="fr-sr-only">{caption}</span> : caption}</caption>
        <thead>
          <tr>
            {heads.map((head) => (
              <th key={head} scope="col">
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ name, values }) => (
            <tr key={name}>
              <th scope="row">{name}</th>
              {values.map((value, column) => (
                <td key={heads[column + 1]}>{typeof value === "number" ? formatNumber(value) : value}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </TableFrame>
  );
}

/** The same, folded under its caption. */
export function FoldedTable(props: Props) {
  return (
    <details className="statistics__folded">
      <summary>{props.caption}</summary>
      <NumberTable {...props} captioned />
    </details>
  );
}
