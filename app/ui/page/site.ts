import { createContext, useContext } from "react";

/** What the shell of every page depends on beside its route: the deployment, and this one answer. */
export type Site = {
  /** `etat` shows the State's block mark, which only its own sites may wear. */
  brand: "neutral" | "etat";
  /** Whether the browser has a session: pages for everyone know no more of who looks at them. */
  member: boolean;
  /** What to quote about a failure; null where nothing names the request. */
  incident: string | null;
};

const SiteContext = createContext<Site>({ brand: "neutral", member: false, incident: null });

/** Set once by `entry.server.tsx`: unlike a loader's data it is also there when no loader ran, as on a 405 or a 500. */
export const SiteProvider = SiteContext.Provider;

export function useSite(): Site {
  return useContext(SiteContext);
}
