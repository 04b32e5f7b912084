import { refused, type States, sent } from "./state.ts";

const as = (states: States): States =>
  Object.fromEntries(
    Object.entries(states).map(([route, each]) => [route, each.map((state) => ({ who: "recruiter", ...state }))]),
  );

const ACCESS: States = {
  recruteurs: [{ name: "filled", at: "/recruteurs" }],
  "recruteurs/connexion": [
    { name: "errors", at: "/recruteurs/connexion", act: refused("Recevoir le lien") },
    { name: "done", at: "/recruteurs/connexion?fait=envoi" },
    { name: "after the session ended", at: "/recruteurs/connexion?fait=trop-tard" },
    { name: "again", at: "/recruteurs/connexion?retour=%2Frecruteurs%2Fcles&fait=confirmer" },
  ],
  "recruteurs/connexion/:token": [
    { name: "to be confirmed", at: ({ recruiterLogIn }) => recruiterLogIn },
    { name: "followed", at: ({ recruiterLogIn }) => recruiterLogIn, act: sent("Se connecter") },
    { name: "too old", at: "/recruteurs/connexion/abc", status: 404 },
  ],
  "recruteurs/deconnexion": [
    { name: "by its address", at: "/recruteurs/deconnexion" },
    { name: "done", at: "/recruteurs/deconnexion", act: sent("Se déconnecter") },
  ],
  "recruteurs/liens/:token": [
    { name: "to be confirmed", at: ({ reminder }) => reminder },
    { name: "done", at: ({ reminderDone }) => reminderDone, act: sent(/actualité|Prolonger/) },
    { name: "too old", at: "/recruteurs/liens/abc", status: 404 },
  ],
};

const SPACE: States = {
  "recruteurs/membres": [
    { name: "filled, one just invited", at: "/recruteurs/membres?fait=invitation" },
    { name: "errors", at: "/recruteurs/membres", act: refused("Envoyer l’invitation") },
    { name: "alone", at: "/recruteurs/membres", who: "beginner" },
  ],
  "recruteurs/cles": [
    { name: "filled, one just revoked", at: "/recruteurs/cles?fait=revoquee" },
    { name: "errors", at: "/recruteurs/cles", act: refused("Créer la clé") },
    { name: "empty", at: "/recruteurs/cles", who: "beginner" },
    {
      name: "one made",
      at: "/recruteurs/cles",
      who: "beginner",
      act: async (page) => {
        await page.getByLabel("Nom de la clé").fill("Un essai");
        await sent("Créer la clé")(page);
      },
    },
  ],
  "recruteurs/activite": [
    { name: "filled", at: "/recruteurs/activite?fait=nom" },
    { name: "nearly empty", at: "/recruteurs/activite", who: "beginner" },
  ],
  "recruteurs/offres": [
    { name: "drafts", at: "/recruteurs/offres?etat=brouillons" },
    { name: "published", at: "/recruteurs/offres?etat=publiees" },
    { name: "scheduled", at: "/recruteurs/offres?etat=programmees" },
    { name: "filled posts", at: "/recruteurs/offres?etat=pourvues" },
    { name: "empty", at: "/recruteurs/offres", who: "beginner" },
    { name: "done", at: "/recruteurs/offres?etat=brouillons", act: sent("Dupliquer") },
  ],
  "recruteurs/offres/nouvelle": [
    { name: "empty", at: "/recruteurs/offres/nouvelle" },
    { name: "errors", at: "/recruteurs/offres/nouvelle", act: refused("Commencer") },
  ],
  "recruteurs/offres/:reference": [
    { name: "published", at: ({ offer }) => `${offer}?fait=publiee` },
    { name: "to be filled", at: ({ offer }) => `${offer}?action=pourvoir` },
    {
      name: "prolonged to a day that is past",
      at: ({ offer }) => `${offer}?action=prolonger`,
      act: async (page) => {
        await page.locator("#lastDay").fill("2020-01-01");
        await refused("Prolonger")(page);
      },
    },
    { name: "scheduled", at: ({ scheduled }) => scheduled },
    { name: "from the API", at: "/recruteurs/offres/S-2026-1001" },
  ],
  "recruteurs/brouillons/:id": [
    { name: "nearly empty", at: ({ draft }) => draft },
    { name: "errors", at: ({ draft }) => `${draft}?verifier=oui` },
    { name: "to be deleted", at: ({ draft }) => `${draft}?supprimer=oui` },
    { name: "done", at: ({ ready }) => ready, act: sent("Enregistrer le brouillon") },
    {
      name: "changed in another window",
      at: ({ ready }) => ready,
      status: 409,
      act: async (page) => {
        await page.locator("#title").fill("Archiviste, dans une autre fenêtre");
        await page.evaluate("document.querySelector('main [name=version]').value = '0'");
        await sent("Enregistrer le brouillon")(page);
      },
    },
  ],
  "recruteurs/brouillons/:id/apercu": [
    { name: "nothing to show", at: ({ blank }) => `${blank}/apercu` },
    { name: "filled", at: ({ ready }) => `${ready}/apercu` },
  ],
  "recruteurs/brouillons/:id/publier": [
    { name: "errors", at: ({ draft }) => `${draft}/publier` },
    { name: "ready", at: ({ ready }) => `${ready}/publier` },
    { name: "done", at: ({ ready }) => `${ready}/publier`, act: sent("Publier") },
  ],
};

/** The pages of those who publish: before they are logged in, and after. */
export const RECRUITER = [ACCESS, as(SPACE)];
