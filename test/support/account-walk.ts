import type { Page } from "playwright-core";
import { catalogue, page, rawPdf } from "#test/files/raw-pdf.ts";
import { follow, shown } from "./browser.ts";
import { linkIn, mailTo, PASSWORD } from "./candidate.ts";
import type { Site } from "./site.ts";

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

/** Opens a menu of the header and follows one of its links. */
export async function choose(page: Page, menu: string, link: string): Promise<void> {
  await page.locator("summary", { hasText: menu }).click();
  await follow(page.getByRole("banner").getByRole("link", { name: link }));
}

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

/** Fills in and sends « Se connecter ». */
export async function logIn(page: Page, username: string): Promise<void> {
  await page.getByLabel("Nom d’utilisateur").fill(username);
  await page.getByRole("textbox", { name: "Mot de passe" }).fill(PASSWORD);
  await page.getByRole("button", { name: "Se connecter" }).click();
  await page.waitForURL(({ pathname }) => pathname !== "/connexion");
}
