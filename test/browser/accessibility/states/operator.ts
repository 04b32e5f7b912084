import { shown } from "#test/support/browser.ts";
import { INCOMING } from "#test/support/imports/incoming.ts";
import { refused, type States, sent } from "./state.ts";

const as = (states: States): States =>
  Object.fromEntries(
    Object.entries(states).map(([route, each]) => [route, each.map((state) => ({ who: "operator", ...state }))]),
  );

const ACCESS: States = {
  "exploitation/connexion": [
    { name: "after the session ended", at: "/exploitation/connexion?fait=trop-tard" },
    { name: "errors", at: "/exploitation/connexion", act: refused("Recevoir le lien") },
    { name: "done", at: "/exploitation/connexion?fait=envoi" },
  ],
  "exploitation/connexion/:token": [
    { name: "to be confirmed", at: ({ operatorLogIn }) => operatorLogIn },
    { name: "followed", at: ({ operatorLogIn }) => operatorLogIn, act: sent("Continuer") },
    { name: "too old", at: "/exploitation/connexion/abc", status: 404 },
  ],
  "exploitation/second-facteur": [
    { name: "the first login", at: "/exploitation/second-facteur", who: "half" },
    { name: "errors", at: "/exploitation/second-facteur", who: "half", act: refused("Enregistrer") },
  ],
  "exploitation/deconnexion": [
    { name: "by its address", at: "/exploitation/deconnexion" },
    { name: "done", at: "/exploitation/deconnexion", act: sent("Se déconnecter") },
  ],
};

const SPACE: States = {
  exploitation: [
    { name: "nothing has happened", at: "/exploitation", before: true },
    { name: "filled", at: "/exploitation" },
  ],
  "exploitation/codes-de-secours": [
    { name: "none", at: "/exploitation/codes-de-secours" },
    { name: "done", at: "/exploitation/codes-de-secours", act: sent("Créer dix codes") },
  ],
  "exploitation/mails": [
    { name: "empty", at: "/exploitation/mails", before: true },
    { name: "failed", at: "/exploitation/mails" },
    { name: "sent", at: "/exploitation/mails?etat=envoye" },
    { name: "errors", at: "/exploitation/mails", act: refused("Chercher") },
    {
      name: "of an address",
      at: "/exploitation/mails",
      act: async (page) => {
        await page.locator("#email").fill("anne@culture.gouv.fr");
        await sent("Chercher")(page);
      },
    },
  ],
  "exploitation/mails/:id": [
    { name: "done", at: "/exploitation/mails/00000001-0000-4000-8000-000000000000?fait=envoye" },
    { name: "failed", at: "/exploitation/mails/00000001-0000-4000-8000-000000000000" },
    { name: "not there", at: "/exploitation/mails/00000009-0000-4000-8000-000000000000", status: 404 },
  ],
  "exploitation/adresses-bloquees": [
    { name: "empty", at: "/exploitation/adresses-bloquees", before: true },
    { name: "one taken away", at: "/exploitation/adresses-bloquees?fait=retrait" },
    { name: "errors", at: "/exploitation/adresses-bloquees", act: refused("Chercher") },
    {
      name: "found",
      at: "/exploitation/adresses-bloquees",
      act: async (page) => {
        await page.locator("#email").fill("lea.martin@exemple.fr");
        await sent("Chercher")(page);
      },
    },
  ],
  "exploitation/messages-perdus": [
    { name: "empty", at: "/exploitation/messages-perdus", before: true },
    { name: "filled, one sent again", at: "/exploitation/messages-perdus?fait=rejoue" },
  ],
  "exploitation/interrupteurs": [
    { name: "all on", at: "/exploitation/interrupteurs?fait=retabli" },
    {
      name: "errors",
      at: "/exploitation/interrupteurs",
      act: async (page) => {
        await page.locator("summary", { hasText: "Couper" }).first().click();
        await page.getByRole("button", { name: "Couper" }).first().click();
        await shown(page.getByRole("alert"));
      },
    },
  ],
  "exploitation/recherches-sans-resultat": [
    { name: "empty", at: "/exploitation/recherches-sans-resultat", before: true },
    { name: "filled", at: "/exploitation/recherches-sans-resultat" },
  ],
  "exploitation/offres": [
    { name: "filled", at: "/exploitation/offres?q=archiviste" },
    { name: "none", at: "/exploitation/offres?etat=masquees" },
  ],
  "exploitation/offres/:reference": [
    { name: "filled", at: "/exploitation/offres/S-2026-1001?fait=retablie" },
    { name: "errors", at: "/exploitation/offres/S-2026-1001", act: refused("Masquer l’offre") },
  ],
  "exploitation/administrations": [
    { name: "filled", at: "/exploitation/administrations" },
    { name: "none", at: "/exploitation/administrations?q=atlantide" },
  ],
  "exploitation/administrations/:slug": [
    { name: "filled", at: "/exploitation/administrations/ministere-de-la-culture?fait=rattachee" },
    { name: "errors", at: "/exploitation/administrations/ministere-de-la-culture", act: refused("Enregistrer") },
  ],
  "exploitation/administrations/:slug/reunir": [
    {
      name: "errors",
      at: "/exploitation/administrations/ministere-des-sports/reunir?avec=ministere-de-la-culture",
      act: refused("Réunir"),
    },
  ],
  "exploitation/recruteurs": [
    { name: "empty", at: "/exploitation/recruteurs?administration=ministere-des-sports" },
    { name: "filled", at: "/exploitation/recruteurs?administration=ministere-de-la-culture" },
    { name: "errors", at: "/exploitation/recruteurs", act: refused("Envoyer l’invitation") },
  ],
  "exploitation/recruteurs/:id": [
    { name: "filled", at: "/exploitation/recruteurs/1" },
    { name: "errors", at: "/exploitation/recruteurs/1", act: refused("Retirer l’accès") },
  ],
  "exploitation/operateurs": [
    { name: "one just invited", at: "/exploitation/operateurs?fait=invitation" },
    { name: "errors", at: "/exploitation/operateurs", act: refused("Envoyer l’invitation") },
  ],
  "exploitation/imports": [
    { name: "empty", at: "/exploitation/imports", before: true },
    { name: "filled", at: "/exploitation/imports" },
  ],
  "exploitation/imports/:id": [
    { name: "complete", at: `/exploitation/imports/${INCOMING.complete}` },
    { name: "refused", at: `/exploitation/imports/${INCOMING.pulledRefused}` },
  ],
  "exploitation/quarantaine": [
    { name: "empty", at: "/exploitation/quarantaine", before: true },
    { name: "filled", at: "/exploitation/quarantaine?source=ville/ndjson&raison=Le+titre+est+vide" },
    { name: "one rejected", at: "/exploitation/quarantaine?fait=rejetee" },
  ],
  "exploitation/quarantaine/:id": [
    { name: "a line of CSV", at: `/exploitation/quarantaine/${INCOMING.csv}` },
    {
      name: "errors",
      at: `/exploitation/quarantaine/${INCOMING.json}`,
      act: refused("Accepter et publier"),
    },
    {
      name: "right",
      at: `/exploitation/quarantaine/${INCOMING.json}`,
      act: async (page) => {
        const text = page.getByLabel("Texte de l’offre");
        await text.fill((await text.inputValue()).replace('"title": ""', '"title": "Archiviste"'));
        await page.locator("main button", { hasText: "Vérifier" }).last().click();
        await shown(page.getByText("Ce texte peut être publié"));
      },
    },
  ],
  "exploitation/sources": [
    { name: "empty", at: "/exploitation/sources", before: true },
    { name: "filled, one paused", at: "/exploitation/sources?fait=pause" },
    { name: "errors", at: "/exploitation/sources", act: refused("Ajouter la source") },
  ],
  "exploitation/cles": [
    { name: "filled, one revoked", at: "/exploitation/cles?fait=revoquee" },
    { name: "errors", at: "/exploitation/cles", act: refused("Créer la clé") },
  ],
  "exploitation/journal": [
    { name: "filled", at: "/exploitation/journal" },
    { name: "of one operator", at: "/exploitation/journal?objet=operator&reference=bea@pass.example" },
  ],
};

/** The pages of those who operate the site: before they are logged in, and after. */
export const OPERATOR = [ACCESS, as(SPACE)];
