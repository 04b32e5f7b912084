type Props = {
  page: number;
  pages: number;
  /** The address of a page of the same search. */
  pathOf: (page: number) => string;
};

/** The links between pages of results: previous, next, first, last, and the neighbours of this page. */
export function Pagination({ page, pages, pathOf }: Props) {
  if (pages <= 1) return null;
  return (
    <nav className="fr-pagination" aria-label="Pagination">
      <ul className="fr-pagination__list">
        <li>
          <Step
            label="Page précédente"
            className="fr-pagination__link--prev fr-pagination__link--lg-label"
            path={page > 1 ? pathOf(page - 1) : null}
          />
        </li>
        {shownPages(page, pages).map((shown) =>
          shown < 0 ? (
            <li key={shown} className="pagination__far">
              <span className="fr-pagination__link">…</span>
            </li>
          ) : (
            <li key={shown} className={Math.abs(shown - page) > 1 ? "pagination__far" : undefined}>
              <a
                className="fr-pagination__link"
                href={pathOf(shown)}
                title={`Page ${shown}`}
                aria-current={shown === page ? "page" : undefined}
              >
                {shown}
              </a>
            </li>
          ),
        )}
        <li>
          <Step
            label="Page suivante"
            className="fr-pagination__link--next fr-pagination__link--lg-label"
            path={page < pages ? pathOf(page + 1) : null}
          />
        </li>
      </ul>
    </nav>
  );
}

function Step({ label, className, path }: { label: string; className: string; path: string | null }) {
  return path === null ? (
    // biome-ignore lint/a11y/useValidAnchor: a link that leads nowhere yet, as the design system has it
    <a className={`fr-pagination__link ${className}`} role="link" aria-disabled="true">
      {label}
    </a>
  ) : (
    <a className={`fr-pagination__link ${className}`} href={path} rel={className.includes("next") ? "next" : "prev"}>
      {label}
    </a>
  );
}

/** The page numbers to show, in order. A negative number stands for pages that are left out. */
function shownPages(page: number, pages: number): number[] {
  const near = [1, page - 1, page, page + 1, pages].filter((each) => each >= 1 && each <= pages);
  const numbers = [...new Set(near)].sort((a, b) => a - b);
  return numbers.flatMap((each, index) => {
    const previous = numbers[index - 1] ?? 0;
    return each - previous > 1 ? [-each, each] : [each];
  });
}
