import { openMenu, shown } from "#test/support/browser.ts";
import { BARE, CLOSED, WHOLE } from "../world-offers.ts";
import type { States } from "./state.ts";

/** What everybody reads. */
export const PUBLIC: States = {
  "/": [
    { name: "without an offer", at: "/", before: true },
    { name: "filled", at: "/" },
    { name: "the menu open", at: "/", act: openMenu },
    {
      name: "suggestions",
      at: "/",
      act: async (page) => {
        await page.locator("#quoi").pressSequentially("arch");
        await shown(page.getByRole("option").first());
        await page.keyboard.press("ArrowDown");
      },
    },
  ],
  offres: [
    { name: "without an offer", at: "/offres", before: true },
    { name: "filled", at: "/offres" },
    {
      name: "criteria, one of them dropped, page 2",
      at: "/offres?q=archiviste&region=53&departement=zz&niveau=6&page=2",
    },
    { name: "a page that is not there", at: "/offres?q=archiviste&page=9" },
    { name: "nothing found", at: "/offres?q=licorne&type=stage" },
    { name: "nothing found, another word proposed", at: "/offres?q=archivite" },
    { name: "around a place", at: "/offres?ou=brest&rayon=100" },
    { name: "a place that nobody knows", at: "/offres?ou=zzzz" },
    { name: "some words found", at: "/offres?q=jardinier+juriste+attach%C3%A9" },
  ],
  "offres/criteres": [{ name: "all the choices", at: "/offres/criteres?dimension=domaine&q=archiviste" }],
  "offres/:reference": [
    { name: "whole", at: `/offres/${WHOLE}?q=data` },
    { name: "bare", at: `/offres/${BARE}` },
    { name: "closed", at: `/offres/${CLOSED}`, status: 410 },
    { name: "not there", at: "/offres/X-0", status: 404 },
  ],
  "stages-et-apprentissages": [
    { name: "without an offer", at: "/stages-et-apprentissages", before: true },
    { name: "filled", at: "/stages-et-apprentissages" },
  ],
  "stages-et-apprentissages/:region/:domain?": [
    { name: "a region", at: "/stages-et-apprentissages/bretagne" },
    { name: "a domain without an offer", at: "/stages-et-apprentissages/bretagne/numerique", before: true },
    { name: "not there", at: "/stages-et-apprentissages/atlantide", status: 404 },
  ],
  aide: [{ name: "filled", at: "/aide" }],
  accessibilite: [{ name: "filled", at: "/accessibilite" }],
  "mentions-legales": [{ name: "filled", at: "/mentions-legales" }],
  "donnees-personnelles": [{ name: "filled", at: "/donnees-personnelles" }],
  cookies: [{ name: "filled", at: "/cookies" }],
  "plan-du-site": [{ name: "filled", at: "/plan-du-site" }],
  developpeurs: [{ name: "filled", at: "/developpeurs" }],
  donnees: [{ name: "filled", at: "/donnees" }],
  statistiques: [
    { name: "without an offer", at: "/statistiques", before: true },
    { name: "filled", at: "/statistiques" },
  ],
  "requete-refusee": [
    { name: "a form from elsewhere", at: "/requete-refusee", status: 403 },
    { name: "a document that is not there", at: "/requete-refusee?statut=404&sujet=document", status: 404 },
    { name: "a conflict", at: "/requete-refusee?statut=409", status: 409 },
    { name: "the service stands still", at: "/requete-refusee?statut=503", status: 503 },
  ],
  "*": [{ name: "not there", at: "/une-page/qui-n-existe-pas", status: 404 }],
};
