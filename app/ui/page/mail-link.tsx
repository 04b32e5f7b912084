import type { ReactNode } from "react";
import { pageMeta } from "./page-meta.ts";
import { ReadingPage } from "./reading-page.tsx";

// Pages that a link in a mail opens. Opening one changes nothing, because programs that check mails open links too: the
// button of the page acts. The token in the address is the authority, so no session is needed.

const EXPIRED = "Ce lien n’est plus valable";

/** The title of the page. @param title what the link is for @param isValid whether the link can still be used */
export function mailLinkMeta(title: string, isValid: boolean) {
  return pageMeta({ title: isValid ? title : EXPIRED, hidden: true });
}

/**
 * The text of the page when the link can no longer be used.
 * @param reasons why that may be
 * @param children what the visitor can do instead
 */
export function ExpiredLink({ reasons, children }: { reasons: string; children: ReactNode }) {
  return (
    <ReadingPage title={EXPIRED} lead={reasons}>
      {children}
    </ReadingPage>
  );
}

/** The same for a link that logs in somebody who has no password. @param again where another one is asked for */
export function ExpiredLogInLink({ again }: { again: string }) {
  return (
    <ExpiredLink reasons="Il a plus de 15 minutes, un autre lien l’a remplacé, ou il a déjà servi.">
      <p>
        <a className="fr-btn" href={again}>
          Recevoir un nouveau lien
        </a>
      </p>
    </ExpiredLink>
  );
}

/** The form with the button that uses the link. */
export function MailLinkButton({ children }: { children: string }) {
  return (
    <form method="post">
      <button className="fr-btn" type="submit">
        {children}
      </button>
    </form>
  );
}
