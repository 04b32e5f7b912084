type Props = {
  /** What the pages are of, for who does not see them: « Pages des imports ». */
  label: string;
  /** The address of the first page; null on the first page itself. */
  first: string | null;
  /** The address of the lines that come before; null when there are none. */
  next: string | null;
};

/** The way through a long list whose newest lines come first. */
export function OlderPages({ label, first, next }: Props) {
  return first || next ? (
    <nav aria-label={label}>
      <ul className="account__actions">
        {first ? (
          <li>
            <a href={first}>Les plus récents</a>
          </li>
        ) : null}
        {next ? (
          <li>
            <a href={next}>Les précédents</a>
          </li>
        ) : null}
      </ul>
    </nav>
  ) : null;
}
