import type { ReactNode } from "react";

/** What the design system puts around a table, so that a wide one scrolls by itself. */
export function TableFrame({ className = "fr-table", children }: { className?: string; children: ReactNode }) {
  return (
    <div className={className}>
      <div className="fr-table__wrapper">
        <div className="fr-table__container">
          <div className="fr-table__content">{children}</div>
        </div>
      </div>
    </div>
  );
}
