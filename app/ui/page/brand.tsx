import { useSite } from "./site.ts";

/** The brand of the site: PASS alone or, on the State's own deployment, PASS beside the State's block mark in words. */
export function Brand() {
  const { brand } = useSite();
  return (
    <span className="brand">
      {brand === "etat" ? (
        <span className="brand__state">
          <span className="brand__state-name">
            République
            <br />
            Française
          </span>{" "}
          <span className="brand__state-motto">
            Liberté
            <br />
            Égalité
            <br />
            Fraternité
          </span>
        </span>
      ) : (
        <Mark />
      )}{" "}
      <span className="brand__service">
        <span className="brand__name">PASS</span>{" "}
        <span className="brand__tagline">Stages et apprentissages de la fonction publique</span>
      </span>
    </span>
  );
}

/** The mark: an archway with a person under it. The icon `mark.svg` is the same drawing with its own colours. */
function Mark() {
  return (
    <svg className="brand__mark" viewBox="0 0 48 48" width="48" height="48" aria-hidden="true" focusable="false">
      <rect className="brand__mark-ground" width="48" height="48" rx="12" />
      <path className="brand__mark-arch" d="M10 39V24a14 14 0 0 1 28 0v15h-6V24a8 8 0 0 0-16 0v15z" />
      <circle className="brand__mark-person" cx="24" cy="34" r="5" />
    </svg>
  );
}
