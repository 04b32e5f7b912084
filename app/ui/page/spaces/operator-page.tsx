import { useLocation } from "@remix-run/react";
import type { ReactNode } from "react";
import { paths } from "#app/paths.ts";
import { type Crumb, SpaceMenu, SpacePage } from "./space-page.tsx";

/** What the frame of a page says of the operator. `frameOf` (app/http/sessions/operator-session.ts) makes it for a loader. */
type OperatorFrame = { email: string };

type Props = {
  title: string;
  frame: OperatorFrame;
  /** The message about the previous action. */
  done?: string | null | undefined;
  lead?: ReactNode;
  /** Pages between « Aujourd’hui » and this one, outermost first. */
  parents?: Crumb[];
  children: ReactNode;
};

const TODAY: Crumb = { path: paths.operations(), label: "Aujourd’hui" };

/** The menu. A page gets its line when it exists, in the order of `paths`: what comes in, who publishes, what goes out. */
const PAGES: Crumb[] = [
  TODAY,
  { path: paths.operationsImports(), label: "Imports" },
  { path: paths.operationsQuarantine(), label: "Quarantaine" },
  { path: paths.operationsSources(), label: "Sources" },
  { path: paths.operationsOffers(), label: "Offres" },
  { path: paths.operationsAdministrations(), label: "Administrations" },
  { path: paths.operationsRecruiters(), label: "Recruteurs" },
  { path: paths.operationsKeys(), label: "Clés d’API" },
  { path: paths.operationsMails(), label: "Mails" },
  { path: paths.operationsSuppressions(), label: "Adresses bloquées" },
  { path: paths.operationsDeadLetters(), label: "Messages perdus" },
  { path: paths.operationsSwitches(), label: "Interrupteurs" },
  { path: paths.operationsEmptySearches(), label: "Recherches sans résultat" },
  { path: paths.operationsOperators(), label: "Opérateurs" },
  { path: paths.operationsAudit(), label: "Journal" },
];

/** A page of those who operate the site, with the menu beside it, and who is logged in. */
export function OperatorPage({ title, frame, done, lead, parents = [], children }: Props) {
  const { pathname } = useLocation();
  const current = (path: string) => (path === pathname ? "page" : parents.some((parent) => parent.path === path));
  const menu = (
    <div className="account__menu">
      <p className="recruiter__who">{frame.email}</p>
      <nav aria-label="Exploitation">
        <SpaceMenu pages={PAGES} current={current} />
      </nav>
      <form className="recruiter__leave" method="post" action={paths.operationsLogOut()}>
        <button className="fr-btn fr-btn--tertiary fr-btn--sm" type="submit">
          Se déconnecter
        </button>
      </form>
    </div>
  );
  const above = pathname === TODAY.path ? [] : [TODAY, ...parents];
  return (
    <SpacePage title={title} done={done} lead={lead} above={above} menu={menu}>
      {children}
    </SpacePage>
  );
}
