import { expect } from "vitest";
import type { Site } from "#test/support/site.ts";
import type { Mail } from "#workers/mailbox/mail.ts";

/** A page of a candidate's browser: her cookie, and the forms that it shows. */
export type Browser = ReturnType<typeof openBrowser>;

export const PASSWORD = "trois cailloux bleus";

/** A browser without JavaScript: keeps the session, sends forms as its pages hold them. */
export function openBrowser(site: Site, network = "192.0.2.1") {
  let cookie = "";
  const send = async (path: string, init: RequestInit = {}) => {
    const headers = new Headers(init.headers);
    if (cookie) headers.set("Cookie", cookie);
    headers.set("CF-Connecting-IP", network);
    if (!["GET", "HEAD"].includes(init.method ?? "GET") && !headers.has("Origin")) headers.set("Origin", site.site);
    const response = await site.fetch(path, { ...init, headers });
    const set = response.headers.get("Set-Cookie");
    if (set) cookie = /Max-Age=0/i.test(set) ? "" : (set.split(";")[0] ?? "");
    return response;
  };
  const get = (path: string) => send(path);
  const text = async (path: string) => (await get(path)).text();
  const tokens = async (path: string) => hiddenFields(await text(path));
  return {
    get,
    text,
    send,
    cookie: () => cookie,
    setCookie: (value: string) => {
      cookie = value;
    },
    /** Fills in the form of a page and sends it; `to` when it goes to another address. */
    post: async (path: string, fields: Record<string, string>, to = path) => {
      const body = new URLSearchParams({ ...(await tokens(path)), ...fields });
      return send(to, { method: "POST", body });
    },
    /** The same, for a form with files. */
    upload: async (path: string, fields: Record<string, string>, files: Record<string, File[]> = {}) => {
      const form = new FormData();
      for (const [name, value] of Object.entries({ ...(await tokens(path)), ...fields })) form.append(name, value);
      for (const [name, each] of Object.entries(files)) for (const file of each) form.append(name, file);
      return send(path, { method: "POST", body: form });
    },
  };
}

/** The hidden fields of the forms of a page: tokens and drafts. */
export function hiddenFields(html: string): Record<string, string> {
  const main = html.slice(html.indexOf("<main"));
  const inputs = [...main.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)"/g)];
  return Object.fromEntries(inputs.map(([, name = "", value = ""]) => [name, value.replaceAll("&amp;", "&")]));
}

export const person = (name: string) => ({
  lastName: "Martin",
  firstName: "Léa",
  username: name,
  email: `${name}@exemple.fr`,
  password: PASSWORD,
  passwordAgain: PASSWORD,
  consent: "oui",
});

/** The newest mail to an address whose subject holds a text, once it has come. */
export async function mailTo(site: Site, address: string, subject: string): Promise<Mail> {
  const asked = Date.now();
  while (Date.now() - asked < 30_000) {
    const mail = (await mailsTo(site, address)).find(({ subject: said }) => said.includes(subject));
    if (mail) return mail;
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
  throw new Error(`No mail « ${subject} » to ${address}`);
}

/** The mails that came to an address, the newest first. */
export async function mailsTo(site: Site, address: string): Promise<Mail[]> {
  const mails = (await (await fetch(`${site.mailbox}/mails.json`)).json()) as Mail[];
  return mails.filter(({ to }) => [to].flat().includes(address));
}

/** The path of the link of a mail that holds a text, with what it is asked for. */
export function linkIn(mail: Mail, part: string): string {
  const [address] = mail.text.match(new RegExp(`https?://\\S*/${part}/\\S+`)) ?? [];
  if (!address) throw new Error(`No link to /${part}/ in « ${mail.subject} »`);
  const { pathname, search } = new URL(address);
  return pathname + search;
}

/** Signs up, confirms the address, logs in. */
export async function aCandidate(site: Site, name: string, network?: string): Promise<Browser> {
  const browser = openBrowser(site, network);
  const signedUp = await browser.upload("/inscription", person(name));
  expect(signedUp.headers.get("Location")).toBe("/inscription/envoyee");
  const activation = linkIn(await mailTo(site, `${name}@exemple.fr`, "Activez"), "activation");
  await browser.post(activation, {});
  const loggedIn = await browser.post("/connexion", { login: name, password: PASSWORD });
  expect(loggedIn.headers.get("Location")).toBe("/compte");
  return browser;
}
