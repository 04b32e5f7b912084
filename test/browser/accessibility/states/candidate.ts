import type { Page } from "playwright-core";
import { aPdf, aProgram, fillSignUp } from "#test/support/spaces/account-walk.ts";
import { LONG_NAME } from "../inhabitants.ts";
import type { World } from "../world.ts";
import { WHOLE } from "../world-offers.ts";
import { inTurn, refused, type States, sent, typed } from "./state.ts";

const as = (who: "candidate" | "newcomer", states: States): States =>
  Object.fromEntries(Object.entries(states).map(([route, each]) => [route, each.map((state) => ({ who, ...state }))]));

const SIGN_UP = "Créer un nouveau compte";

const ACCESS: States = {
  inscription: [
    { name: "empty", at: "/inscription" },
    { name: "all its errors", at: "/inscription", act: refused(SIGN_UP) },
    { name: "documents that were sent, one refused", at: "/inscription", act: inTurn(withDocuments, refused(SIGN_UP)) },
  ],
  "formulaire-non-enregistre": [
    { name: "a sign-up that cannot be written", at: "/inscription", act: unwritten, status: 503 },
  ],
  "inscription/envoyee": [
    { name: "sent", at: "/inscription", act: inTurn((page) => fillSignUp(page, "nina.roux"), sent(SIGN_UP)) },
  ],
  activation: [
    { name: "errors", at: "/activation", act: refused("Recevoir un nouveau lien") },
    { name: "done", at: "/activation?fait=envoi" },
  ],
  "activation/:token": [
    { name: "to be confirmed", at: ({ activation }) => activation },
    { name: "done", at: ({ activation }) => activation, act: sent("Activer mon compte") },
    { name: "too old", at: "/activation/abc", status: 404 },
  ],
  connexion: [
    { name: "errors", at: "/connexion", act: refused("Se connecter") },
    { name: "after an activation", at: "/connexion?fait=activation" },
    { name: "after the session ended", at: "/connexion?retour=%2Fcompte&fait=trop-tard" },
  ],
  deconnexion: [
    { name: "by its address", at: "/deconnexion" },
    { name: "done", at: "/deconnexion", act: sent("Se déconnecter") },
  ],
  "mot-de-passe-oublie": [
    { name: "errors", at: "/mot-de-passe-oublie", act: refused("Recevoir le lien") },
    { name: "done", at: "/mot-de-passe-oublie?fait=envoi" },
  ],
  "reinitialisation/:token": [
    { name: "errors", at: ({ reset }) => reset, act: refused("Changer mon mot de passe") },
    { name: "too old", at: "/reinitialisation/abc", status: 404 },
  ],
  "compte/adresse-mail/:token": [
    { name: "to be confirmed", at: ({ email }) => email },
    { name: "too old", at: "/compte/adresse-mail/abc", status: 404 },
  ],
  "alertes/:token": [
    { name: "filled", at: ({ snapshot }) => snapshot },
    { name: "too old", at: "/alertes/x", status: 404 },
  ],
  "desinscription/:token": [
    { name: "to be confirmed", at: ({ unsubscribeAll }) => unsubscribeAll },
    { name: "done", at: ({ unsubscribe }) => unsubscribe, act: sent("Désactiver") },
    { name: "an alert that is gone", at: ({ unsubscribeGone }) => unsubscribeGone },
    { name: "too old", at: "/desinscription/x", status: 404 },
  ],
};

const SPACE: States = {
  compte: [
    { name: "filled", at: "/compte" },
    { name: "empty", at: "/compte", who: "newcomer" },
  ],
  "compte/modifier": [
    { name: "errors", at: "/compte/modifier", act: refusedInformation },
    { name: "done", at: "/compte/modifier", act: sent("Enregistrer mes informations") },
  ],
  "compte/mot-de-passe": [
    { name: "errors", at: "/compte/mot-de-passe", act: refused("Changer mon mot de passe") },
    { name: "done", at: "/compte/mot-de-passe?fait=mot-de-passe" },
  ],
  "compte/adresse-mail": [
    { name: "errors", at: "/compte/adresse-mail", act: refused("Recevoir le lien") },
    { name: "done", at: "/compte/adresse-mail?fait=envoi" },
  ],
  "compte/documents": [
    { name: "filled, a rubric full", at: "/compte/documents?fait=ajouts" },
    { name: "one refused", at: "/compte/documents", act: refusedDocument },
    { name: "empty", at: "/compte/documents", who: "newcomer" },
  ],
  "compte/documents/:id": [
    { name: "filled", at: ({ document }) => document },
    { name: "errors", at: ({ document }) => document, act: refused("Remplacer") },
    { name: "not there", at: "/compte/documents/aaaaaaaaaaaaaaaaaaaaaa", status: 404 },
  ],
  "compte/sessions": [{ name: "one ended", at: "/compte/sessions?fait=connexion" }],
  "compte/activite": [{ name: "filled", at: "/compte/activite" }],
  "compte/export": [
    { name: "empty", at: "/compte/export" },
    { name: "errors", at: "/compte/export?refus=archives&attente=3600" },
  ],
  "compte/supprimer": [{ name: "errors", at: "/compte/supprimer", act: refused("Supprimer mon compte") }],
  "mes-recherches": [
    { name: "filled, one just saved", at: "/mes-recherches?fait=sauvegardee&recherche=1" },
    { name: "an alert switched on", at: "/mes-recherches?fait=alerte&recherche=1" },
    { name: "one deleted", at: "/mes-recherches?fait=supprimee&recherche=99" },
    { name: "empty", at: "/mes-recherches", who: "newcomer" },
  ],
  "mes-recherches/nouvelle": [
    { name: "to be saved", at: "/mes-recherches/nouvelle?q=archiviste&region=53" },
    { name: "a criterion lost", at: "/mes-recherches/nouvelle?q=archives&domaine=PERDU" },
    { name: "done", at: "/mes-recherches/nouvelle?q=comptable", act: sent("Sauvegarder ma recherche") },
  ],
  "mes-recherches/:id": [
    { name: "filled", at: "/mes-recherches/1?depuis=0" },
    { name: "nothing found", at: "/mes-recherches/2" },
  ],
  "mes-recherches/:id/modifier": [
    { name: "filled", at: "/mes-recherches/1/modifier" },
    { name: "a criterion lost", at: "/mes-recherches/3/modifier" },
    { name: "done", at: "/mes-recherches/1/modifier", act: sent("Enregistrer les critères") },
  ],
  "mes-offres": [
    { name: "filled, one just kept", at: "/mes-offres?fait=gardee" },
    { name: "one removed", at: `/mes-offres?fait=retiree&ref=${WHOLE}` },
    { name: "empty", at: "/mes-offres", who: "newcomer" },
  ],
  "mes-offres/ajouter": [
    { name: "to be kept", at: `/mes-offres/ajouter?ref=${WHOLE}`, who: "newcomer" },
    { name: "not there", at: "/mes-offres/ajouter?ref=X-0", status: 404 },
    { name: "done", at: `/mes-offres/ajouter?ref=${WHOLE}`, who: "newcomer", act: sent("Garder cette offre") },
  ],
  "mes-offres/:reference/candidature": [
    { name: "filled", at: `/mes-offres/${WHOLE}/candidature` },
    { name: "without a document chosen", at: `/mes-offres/${WHOLE}/candidature?erreur=aucun` },
  ],
  offres: [{ name: "as a member, one kept", at: "/offres?q=data" }],
  // It ends every session of hers.
  "compte/adresse-mail/:token": [{ name: "done", who: "nobody", at: ({ email }) => email, act: sent("Confirmer") }],
};

async function withDocuments(page: Page): Promise<void> {
  await page.getByLabel("CV (facultatif)").setInputFiles([aPdf(LONG_NAME), aProgram("Photo.exe")]);
}

async function unwritten(page: Page, { d1 }: World): Promise<void> {
  await fillSignUp(page, "yann.lebras");
  d1.state = { is: "read-only" };
  await sent(SIGN_UP)(page);
}

async function refusedInformation(page: Page): Promise<void> {
  await page.getByLabel("Nom", { exact: true }).fill("");
  await typed("#phone", "12")(page);
  await refused("Enregistrer mes informations")(page);
}

async function refusedDocument(page: Page): Promise<void> {
  await page.getByLabel("Ajouter\u00a0: Autre document").setInputFiles(aProgram("Photo.exe"));
  await refused("Ajouter")(page);
}

/** The pages of candidates: before they are logged in, and after. */
export const CANDIDATE = [ACCESS, as("candidate", SPACE)];
