import type { ReactNode } from "react";
import { Csrf } from "./csrf.tsx";

type Props = {
  /** The name of the act, on the button that unfolds it. */
  name: string;
  /** The same on the button that does it. */
  button: string;
  /** Whom or what it is done to, for those who do not see the line that it stands in. */
  to: string;
  /** What it leads to. */
  effect: ReactNode;
  /** Where the form goes, unless it is the page. */
  action?: string;
  csrf: string;
  /** The field that names the act in the form, and the one that says what it is done to. */
  act: string;
  field: { name: string; value: string | number };
  /** More fields. */
  children?: ReactNode;
};

/** An act that would be hard to take back, unfolded first so that one click does not do it. */
export function UnfoldedAct({ name, button, to, effect, action, csrf, act, field, children }: Props) {
  return (
    <details className="recruiter__removal">
      <summary className="fr-btn fr-btn--tertiary fr-btn--sm">
        {name}…<span className="fr-sr-only"> {to}</span>
      </summary>
      <p>{effect}</p>
      <form method="post" action={action} className={children ? "account-form" : undefined}>
        <Csrf token={csrf} />
        <input type="hidden" {...field} />
        {children}
        <button className="fr-btn fr-btn--sm" type="submit" name="action" value={act}>
          {button}
          <span className="fr-sr-only">
            {"\u00a0: "}
            {to}
          </span>
        </button>
      </form>
    </details>
  );
}
