import { useLocation } from "@remix-run/react";
import type { ReactNode } from "react";
import { paths } from "#app/paths.ts";
import { Done } from "#app/ui/forms/done.tsx";
import { Breadcrumb } from "./breadcrumb.tsx";

type Crumb = { path: string; label: string };

type Props = {
  title: string;
  /** The message about the previous action. */
  done?: string | null | undefined;
  lead?: ReactNode;
  /** Pages between « Mon compte » and this one, outermost first. */
  parents?: Crumb[];
  children: ReactNode;
};

/** The pages above a page of the account, for its breadcrumb. */
export const EDITING: Crumb = { path: paths.editAccount(), label: "Modifier mes informations et mes documents" };
export const DOCUMENTS: Crumb = { path: paths.documents(), label: "Mes documents" };
export const SAVED_SEARCHES: Crumb = { path: paths.savedSearches(), label: "Mes recherches" };
export const KEPT_OFFERS: Crumb = { path: paths.keptOffers(), label: "Mes offres" };

const PAGES = [
  [paths.account(), "Mon compte"],
  [paths.editAccount(), "Mes informations et mes documents"],
  [paths.savedSearches(), "Mes recherches et mes alertes"],
  [paths.keptOffers(), "Mes offres"],
  [paths.activity(), "Activité récente"],
] as const;

/** A page of the candidate's space, with the menu of the space beside it. */
export function AccountPage({ title, done, lead, parents = [], children }: Props) {
  const { pathname } = useLocation();
  const home = { path: paths.account(), label: "Mon compte" };
  const current = (path: string) => (path === pathname ? "page" : parents.some((parent) => parent.path === path));
  return (
    <div className="fr-container account">
      <Breadcrumb current={title} parents={pathname === home.path ? [] : [home, ...parents]} />
      <div className="account__columns">
        <nav className="account__menu" aria-label="Espace candidat">
          <ul>
            {PAGES.map(([path, label]) => (
              <li key={path}>
                <a href={path} aria-current={current(path) || undefined}>
                  {label}
                </a>
              </li>
            ))}
          </ul>
        </nav>
        <div className="account__page">
          <Done>{done}</Done>
          <h1>{title}</h1>
          {lead ? <p className="fr-text--lead">{lead}</p> : null}
          {children}
        </div>
      </div>
    </div>
  );
}
