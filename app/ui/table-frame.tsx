import type { ReactNode } from "react";

type Props = {
  className?: string;
  /** What the table is called, when nothing in it leads anywhere: the keyboard then stops at it, to scroll it. */
  name?: string;
  children: ReactNode;
};

/** What the design system puts around a table, so that a wide one scrolls by itself. */
export function TableFrame({ className = "fr-table", name, children }: Props) {
  const region = name === undefined ? {} : { role: "region", "aria-label": name, tabIndex: 0 };
  return (
    <div className={className}>
      <div className="fr-table__wrapper">
        <div className="fr-table__container" {...region}>
          <div className="fr-table__content">{children}</div>
        </div>
      </div>
    </div>
  );
}
