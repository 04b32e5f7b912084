import { createContext, useContext } from "react";

/** The facts that the shell of a page needs beside the data of its route. */
export type Site = {
  /** `etat` shows the State's block mark, which only its own sites may wear. */
  brand: "neutral" | "etat";
  /** Whether the browser sent a session cookie. Public pages know nothing else of their visitor. */
  member: boolean;
  /** Whether the browser sent a recruiter's cookie. Only pages of the recruiters' space may show it: they are private. */
  recruiter: boolean;
  /** The id of the request, for a visitor to quote when she reports a failure. Null where the request has no id. */
  incident: string | null;
};

const SiteContext = createContext<Site>({ brand: "neutral", member: false, recruiter: false, incident: null });

/** Set by `entry.server.tsx`, so that it is there even when no loader ran, as on a 405 or a 500. */
export const SiteProvider = SiteContext.Provider;

export function useSite(): Site {
  return useContext(SiteContext);
}
