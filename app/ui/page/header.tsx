import { useLocation } from "@remix-run/react";
import { paths } from "#app/paths.ts";
import { Brand } from "./brand.tsx";
import { useSite } from "./site.ts";

/** The header of every page: the mark of the site and the main menu. */
export function Header() {
  const { member } = useSite();
  const { pathname } = useLocation();
  return (
    <header className="header">
      <div className="fr-container header__row">
        <a className="header__home" href={paths.home()}>
          <Brand />
          <span className="fr-sr-only"> – Accueil</span>
        </a>
        <a className="fr-btn fr-btn--secondary fr-btn--sm header__open" href="#menu">
          Menu
        </a>
        <nav id="menu" className="header__menu" tabIndex={-1} aria-label="Menu principal">
          <ul>
            <li>
              <MenuLink to={paths.offers()}>Rechercher une offre</MenuLink>
            </li>
            <li>
              <MenuLink to={paths.recruiters()}>Employeurs</MenuLink>
            </li>
            <li>
              <MenuLink to={paths.help()}>Aide</MenuLink>
            </li>
            <li>
              <OwnSpace pathname={pathname} member={member} />
            </li>
          </ul>
        </nav>
      </div>
    </header>
  );
}

/** The way into the space that the page belongs to: the candidate's on pages that belong to none. */
function OwnSpace({ pathname, member }: { pathname: string; member: boolean }) {
  const isIn = (space: string) => pathname.startsWith(`${space}/`);
  if (isIn(paths.recruiters())) return <RecruiterLink />;
  if (isIn(paths.operations()) || pathname === paths.operations()) {
    return <MenuLink to={paths.operations()}>Exploitation</MenuLink>;
  }
  return member ? <MemberMenu /> : <CandidateMenu />;
}

/** The way into the recruiters' space, on its own pages: its menu stands beside each of them. */
function RecruiterLink() {
  const { recruiter } = useSite();
  return (
    <a
      className="fr-btn fr-btn--secondary header__recruiter"
      href={recruiter ? paths.recruiterOffers() : paths.recruiterLogIn()}
    >
      {recruiter ? "Espace recruteur" : "Accès recruteur"}
    </a>
  );
}

function CandidateMenu() {
  return (
    <details className="header__candidate">
      <summary className="fr-btn fr-btn--secondary">Accès candidat</summary>
      <ul>
        <li>
          <MenuLink to={paths.signUp()}>Créer un compte</MenuLink>
        </li>
        <li>
          <MenuLink to={paths.logIn()}>Se connecter</MenuLink>
        </li>
      </ul>
    </details>
  );
}

/** The logout button. Its form carries no token: the check of `Origin` is enough for an action that harms nobody. */
function MemberMenu() {
  return (
    <details className="header__candidate">
      <summary className="fr-btn fr-btn--secondary">Mon compte</summary>
      <ul>
        <li>
          <MenuLink to={paths.account()}>Mon compte</MenuLink>
        </li>
        <li>
          <MenuLink to={paths.savedSearches()}>Mes recherches</MenuLink>
        </li>
        <li>
          <MenuLink to={paths.keptOffers()}>Mes offres</MenuLink>
        </li>
        <li>
          <form method="post" action={paths.logOut()}>
            <button className="header__link" type="submit">
              Se déconnecter
            </button>
          </form>
        </li>
      </ul>
    </details>
  );
}

function MenuLink({ to, children }: { to: string; children: string }) {
  const { pathname } = useLocation();
  const current = pathname === to ? "page" : pathname.startsWith(`${to}/`);
  return (
    <a className="header__link" href={to} aria-current={current || undefined}>
      {children}
    </a>
  );
}
