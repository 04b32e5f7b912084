import { paths } from "#app/paths.ts";

type Props = {
  /** The name of this page. */
  current: string;
  /** Pages between the home page and this one, outermost first. */
  parents?: { path: string; label: string }[];
};

/** The path from the home page to this page. */
export function Breadcrumb({ current, parents = [] }: Props) {
  return (
    <nav className="fr-breadcrumb" aria-label="Vous êtes ici">
      <ol className="fr-breadcrumb__list">
        {[{ path: paths.home(), label: "Accueil" }, ...parents].map(({ path, label }) => (
          <li key={path}>
            <a className="fr-breadcrumb__link" href={path}>
              {label}
            </a>
          </li>
        ))}
        <li>
          <span className="fr-breadcrumb__link" aria-current="page">
            {current}
          </span>
        </li>
      </ol>
    </nav>
  );
}
