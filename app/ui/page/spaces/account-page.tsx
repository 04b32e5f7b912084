import { useLocation } from "@remix-run/react";
import type { ReactNode } from "react";
import { paths } from "#app/paths.ts";
import { type Crumb, SpaceMenu, SpacePage } from "./space-page.tsx";

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

const PAGES: Crumb[] = [
  { path: paths.account(), label: "Mon compte" },
  { path: paths.editAccount(), label: "Mes informations et mes documents" },
  { path: paths.savedSearches(), label: "Mes recherches et mes alertes" },
  { path: paths.keptOffers(), label: "Mes offres" },
  { path: paths.activity(), label: "Activité récente" },
];

/** A page of the candidate's space, with the menu of the space beside it. */
export function AccountPage({ title, done, lead, parents = [], children }: Props) {
  const { pathname } = useLocation();
  const home = { path: paths.account(), label: "Mon compte" };
  const current = (path: string) => (path === pathname ? "page" : parents.some((parent) => parent.path === path));
  const menu = (
    <nav className="account__menu" aria-label="Espace candidat">
      <SpaceMenu pages={PAGES} current={current} />
    </nav>
  );
  const above = pathname === home.path ? [] : [home, ...parents];
  return (
    <SpacePage title={title} done={done} lead={lead} above={above} menu={menu}>
      {children}
    </SpacePage>
  );
}
