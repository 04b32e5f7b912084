import type { Page } from "playwright-core";
import { catalogue, page, rawPdf } from "#test/files/raw-pdf.ts";
import { follow, shown } from "#test/support/browser.ts";
import type { Site } from "#test/support/site.ts";
import { linkIn, mailTo, PASSWORD } from "./candidate.ts";

/** A file as a browser chooses it. */
export const aPdf = (name: string) => ({
  name,
  mimeType: "application/pdf",
  buffer: Buffer.from(rawPdf({ 1: catalogue(), ...page("Un document") })),
});

export const aProgram = (name: string) => ({ name, mimeType: "application/octet-stream", buffer: Buffer.from("MZ") });

/** The h1 of the page. */
export const heading = (page: Page) => page.getByRole("heading", { level: 1 }).innerText();

/** Waits for the page that tells this. */
export const status = (page: Page, text: string) => shown(page.getByRole("status").filter({ hasText: text }));

/** Fills in what the form of sign-up requires, consent included. */
export async function fillSignUp(page: Page, username: string): Promise<void> {
  await page.getByLabel("Nom", { exact: true }).fill("Martin");
  await page.getByLabel("Prénom").fill("Léa");
  await page.getByLabel("Nom d’utilisateur").fill(username);
  await page.getByLabel("Adresse mail").fill(`${username}@exemple.fr`);
  await fillPasswords(page);
  // The box itself is drawn by its label.
  await page.getByText("J’accepte que PASS garde").click();
}

export async function fillPasswords(page: Page): Promise<void> {
  await page.getByRole("textbox", { name: /^Mot de passe(?!,)/ }).fill(PASSWORD);
  await page.getByRole("textbox", { name: "Mot de passe, une seconde fois" }).fill(PASSWORD);
}

/** Follows the link of the mail that sign-up has sent, and confirms. */
export async function activate(page: Page, site: Site, username: string): Promise<void> {
  const mail = await mailTo(site, `${username}@exemple.fr`, "Activez");
  await page.goto(site.site + linkIn(mail, "activation"));
  await follow(page.getByRole("button", { name: "Activer mon compte" }));
}

/** Logs in by « Se connecter ». */
export async function logIn(page: Page, username: string, password = PASSWORD): Promise<void> {
  await sendLogIn(page, username, password);
  await page.waitForURL(({ pathname }) => pathname !== "/connexion");
}

/** Fills in and sends « Se connecter ». */
export async function sendLogIn(page: Page, username: string, password: string): Promise<void> {
  await page.getByLabel("Nom d’utilisateur").fill(username);
  await page.getByRole("textbox", { name: "Mot de passe" }).fill(password);
  await page.getByRole("button", { name: "Se connecter" }).click();
}
