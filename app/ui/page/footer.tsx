import { paths } from "#app/paths.ts";
import { Brand } from "./brand.tsx";

const REQUIRED_PAGES = [
  { path: paths.siteMap(), label: "Plan du site" },
  // The law gives this wording (décret n° 2019-768). It changes once the site has been audited.
  { path: paths.accessibility(), label: "Accessibilité : non conforme" },
  { path: paths.legalNotice(), label: "Mentions légales" },
  { path: paths.personalData(), label: "Données personnelles" },
  { path: paths.cookies(), label: "Gestion des cookies" },
  { path: paths.help(), label: "Aide" },
  { path: paths.statistics(), label: "Statistiques" },
];

/** The links to the pages that a public site must have, and the licence of the published data. */
export function Footer() {
  return (
    <footer id="pied-de-page" className="fr-footer footer" tabIndex={-1}>
      <div className="fr-container">
        <div className="fr-footer__body">
          <div className="fr-footer__brand">
            <Brand />
          </div>
          <p className="fr-footer__content-desc footer__promise">
            Consultez les offres de stage et d’apprentissage de la fonction publique, librement et sans compte. Pour
            postuler, écrivez à la personne indiquée dans l’offre.
          </p>
        </div>
        <div className="fr-footer__bottom">
          <ul className="fr-footer__bottom-list">
            {REQUIRED_PAGES.map(({ path, label }) => (
              <li key={path} className="fr-footer__bottom-item">
                <a className="fr-footer__bottom-link" href={path}>
                  {label}
                </a>
              </li>
            ))}
          </ul>
          <div className="fr-footer__bottom-copy">
            <p>
              Sauf mention explicite de propriété intellectuelle détenue par des tiers, les contenus de ce site sont
              proposés sous{" "}
              <a
                href="https://github.com/etalab/licence-ouverte/blob/master/LO.md"
                rel="license noopener external"
                hrefLang="fr"
              >
                licence etalab-2.0
              </a>
              .
            </p>
          </div>
        </div>
      </div>
    </footer>
  );
}
