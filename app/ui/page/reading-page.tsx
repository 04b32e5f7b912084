import type { ReactNode } from "react";
import { Breadcrumb } from "./breadcrumb.tsx";

type Props = {
  title: string;
  /** The sentence under the title. It says what the page is for. */
  lead?: ReactNode;
  /** Links to the sections, for a long page. */
  sections?: { id: string; title: string }[];
  children: ReactNode;
};

/** A page of text: one column of a comfortable width, with a summary beside it on wide screens. */
export function ReadingPage({ title, lead, sections = [], children }: Props) {
  return (
    <div className="fr-container reading">
      <Breadcrumb current={title} />
      <header className="reading__head">
        <h1>{title}</h1>
        {lead ? <p className="fr-text--lead">{lead}</p> : null}
      </header>
      <div className="reading__columns">
        {sections.length > 0 ? (
          <nav className="fr-summary reading__summary" aria-labelledby="sommaire">
            <h2 className="fr-summary__title" id="sommaire">
              Sommaire
            </h2>
            <ol>
              {sections.map((section) => (
                <li key={section.id}>
                  <a className="fr-summary__link" href={`#${section.id}`}>
                    {section.title}
                  </a>
                </li>
              ))}
            </ol>
          </nav>
        ) : null}
        <div className="reading__text">{children}</div>
      </div>
    </div>
  );
}
