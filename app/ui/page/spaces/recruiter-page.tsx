import { useLocation } from "@remix-run/react";
import type { ReactNode } from "react";
import { paths } from "#app/paths.ts";
import { type Crumb, SpaceMenu, SpacePage } from "./space-page.tsx";

/** What the frame of a page says of the recruiter. `frameOf` (app/http/sessions/recruiter-session.ts) makes it for a loader. */
type RecruiterFrame = {
  /** Her administration, as candidates read it. */
  administration: string;
  /** Her name or her address. */
  name: string;
  administrator: boolean;
};

type Props = {
  title: string;
  frame: RecruiterFrame;
  /** The message about the previous action. */
  done?: string | null | undefined;
  lead?: ReactNode;
  /** Pages between « Mes offres » and this one, outermost first. */
  parents?: Crumb[];
  children: ReactNode;
};

const OFFERS: Crumb = { path: paths.recruiterOffers(), label: "Mes offres" };
const ACTIVITY: Crumb = { path: paths.recruiterActivity(), label: "Activité" };
const OF_ADMINISTRATORS: Crumb[] = [
  { path: paths.recruiterMembers(), label: "Membres" },
  { path: paths.recruiterKeys(), label: "Clés d’API" },
];

/** A page of the recruiters' space, with the menu of the space beside it, and the administration that she publishes for. */
export function RecruiterPage({ title, frame, done, lead, parents = [], children }: Props) {
  const { pathname } = useLocation();
  const pages = [OFFERS, ...(frame.administrator ? OF_ADMINISTRATORS : []), ACTIVITY];
  const isAbove = (path: string) => parents.some((parent) => parent.path === path);
  // Pages of one offer or of a draft stand under « Mes offres ».
  const inOffers = !pages.some(({ path }) => path === pathname || isAbove(path));
  const current = (path: string) => (path === pathname ? "page" : isAbove(path) || (path === OFFERS.path && inOffers));
  const space = { path: paths.recruiters(), label: "Espace recruteur" };
  const menu = (
    <div className="account__menu">
      <p className="recruiter__who">
        <strong>{frame.administration}</strong>
        <br />
        {frame.name}
      </p>
      <nav aria-label="Espace recruteur">
        <SpaceMenu pages={pages} current={current} />
      </nav>
      <form className="recruiter__leave" method="post" action={paths.recruiterLogOut()}>
        <button className="fr-btn fr-btn--tertiary fr-btn--sm" type="submit">
          Se déconnecter
        </button>
      </form>
    </div>
  );
  const above = [space, ...(inOffers ? [OFFERS] : []), ...parents];
  return (
    <SpacePage title={title} done={done} lead={lead} above={above} menu={menu}>
      {children}
    </SpacePage>
  );
}
