import type { Mail } from "#workers/mailbox/mail.ts";
import type { MeasuredSite } from "./site.ts";

const PASSWORD = "trois cailloux bleus";

/** A candidate's browser: it keeps her session, and sends forms as its pages hold them. */
export function openBrowser(site: MeasuredSite, network: string) {
  let cookie = "";
  const send = async (path: string, init: RequestInit = {}) => {
    const headers = new Headers({ "CF-Connecting-IP": network, Accept: "text/html", Origin: site.site });
    if (cookie) headers.set("Cookie", cookie);
    const response = await site.ask(path, { ...init, headers });
    cookie = response.headers.get("Set-Cookie")?.split(";")[0] ?? cookie;
    return response.text();
  };
  /** Fills in the form of a page, files too, and sends it. */
  const fill = async (path: string, fields: Record<string, string>, files: Record<string, File[]> = {}) => {
    const form = new FormData();
    const all = { ...hiddenFields(await send(path)), ...fields };
    for (const [name, value] of Object.entries(all)) form.append(name, value);
    for (const [name, each] of Object.entries(files)) for (const file of each) form.append(name, file);
    const isPlain = Object.keys(files).length === 0 && path !== "/inscription";
    const body = isPlain ? new URLSearchParams(all) : form;
    return send(path, { method: "POST", body });
  };
  return { get: (path: string) => send(path), fill, setCookie: (value: string) => (cookie = value) };
}

export type Browser = ReturnType<typeof openBrowser>;

/** Fills in the form of sign-up, and opens the link of the mail that comes. */
export async function signUp(site: MeasuredSite, browser: Browser, name: string): Promise<void> {
  const email = `${name}@exemple.fr`;
  const who = { lastName: "Martin", firstName: "Léa", username: name, email, consent: "oui" };
  await browser.fill("/inscription", { ...who, password: PASSWORD, passwordAgain: PASSWORD });
  const [, path = ""] = (await mailTo(site, email)).match(/https?:\/\/[^/\s]+(\/activation\/\S+)/) ?? [];
  await browser.fill(path, {});
}

export const logIn = (browser: Browser, name: string) =>
  browser.fill("/connexion", { login: name, password: PASSWORD });

function hiddenFields(html: string): Record<string, string> {
  const main = html.slice(html.indexOf("<main"));
  const inputs = [...main.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)"/g)];
  return Object.fromEntries(inputs.map(([, name = "", value = ""]) => [name, value.replaceAll("&amp;", "&")]));
}

/** The text of the mail to an address, once it has come. */
async function mailTo(site: MeasuredSite, address: string): Promise<string> {
  for (let tries = 0; tries < 600; tries++) {
    const mails = (await (await fetch(`${site.mailbox}/mails.json`)).json()) as Mail[];
    const mail = mails.find(({ to }) => [to].flat().includes(address));
    if (mail) return mail.text;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`no mail to ${address}`);
}
