type Props = {
  /** What the pages are of, for who does not see them: « Pages des imports ». */
  label: string;
  /** The address of the first page; null on the first page itself. */
  first: string | null;
  /** The address of the lines that come after; null when there are none. */
  next: string | null;
  /** What both links say, where the newest lines do not come first. */
  words?: [first: string, next: string];
};

/** The way through a long list. */
export function ListPages({ label, first, next, words = ["Les plus récents", "Les précédents"] }: Props) {
  return first || next ? (
    <nav aria-label={label}>
      <ul className="account__actions">
        {first ? (
          <li>
            <a href={first}>{words[0]}</a>
          </li>
        ) : null}
        {next ? (
          <li>
            <a href={next}>{words[1]}</a>
          </li>
        ) : null}
      </ul>
    </nav>
  ) : null;
}
