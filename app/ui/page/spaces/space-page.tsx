import type { ReactNode } from "react";
import { Done } from "#app/ui/forms/done.tsx";
import { Breadcrumb } from "#app/ui/page/breadcrumb.tsx";

export type Crumb = { path: string; label: string };

type Props = {
  title: string;
  /** The message about the previous action. */
  done?: string | null | undefined;
  lead?: ReactNode;
  /** The pages above this one, outermost first. */
  above: Crumb[];
  /** The menu of the space, with what stands around it. */
  menu: ReactNode;
  children: ReactNode;
};

/** A page of somebody's own space, with the menu of the space beside it. */
export function SpacePage({ title, done, lead, above, menu, children }: Props) {
  return (
    <div className="fr-container account">
      <Breadcrumb current={title} parents={above} />
      <div className="account__columns">
        {menu}
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

type MenuProps = { pages: readonly Crumb[]; current: (path: string) => "page" | boolean };

/** The links of the menu of a space. @param current whether a page is this one, or above it */
export function SpaceMenu({ pages, current }: MenuProps) {
  return (
    <ul>
      {pages.map(({ path, label }) => (
        <li key={path}>
          <a href={path} aria-current={current(path) || undefined}>
            {label}
          </a>
        </li>
      ))}
    </ul>
  );
}
