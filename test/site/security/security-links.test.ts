import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { untilQuiet } from "#test/support/accounts-dump.ts";
import { type Site, startSite } from "#test/support/site.ts";
import { aCandidate, linkIn, mailTo, openBrowser, PASSWORD, person } from "#test/support/spaces/candidate.ts";
import type { Mail } from "#workers/mailbox/mail.ts";

let site: Site;
beforeAll(async () => {
  site = await startSite();
});
afterAll(() => site.stop());

const MINUTE = 60_000;
const at = (ms: number) => ({ headers: { "x-test-now": new Date(Date.now() + ms).toISOString() } });
const location = (response: Response) => response.headers.get("Location") ?? "";
const NEW = { password: "cinq chaises rouges", passwordAgain: "cinq chaises rouges" };

/** All the mails to an address whose subject holds a text, the newest first, once there are so many. */
async function mailsTo(address: string, subject: string, count: number): Promise<Mail[]> {
  return vi.waitFor(
    async () => {
      const mails = (await (await fetch(`${site.mailbox}/mails.json`)).json()) as Mail[];
      const found = mails.filter(({ to, subject: said }) => [to].flat().includes(address) && said.includes(subject));
      expect(found).toHaveLength(count);
      return found;
    },
    { timeout: 20_000, interval: 25 },
  );
}

/** The three links of mails: how one is asked for, what using it takes and gives, how long it is good. */
const LINKS = {
  activation: {
    minutes: 24 * 60,
    part: "activation",
    subject: "Activez",
    used: "/connexion?fait=activation",
    fields: {},
    ask: async (name: string) => {
      await openBrowser(site).upload("/inscription", person(name));
      return `${name}@exemple.fr`;
    },
    again: (name: string) => openBrowser(site).post("/activation", { login: `${name}@exemple.fr` }),
  },
  reset: {
    minutes: 30,
    part: "reinitialisation",
    subject: "nouveau mot de passe",
    used: "/connexion?fait=mot-de-passe",
    fields: NEW,
    ask: async (name: string) => {
      await aCandidate(site, name);
      await openBrowser(site).post("/mot-de-passe-oublie", { login: name });
      return `${name}@exemple.fr`;
    },
    again: (name: string) => openBrowser(site).post("/mot-de-passe-oublie", { login: `${name}@exemple.fr` }),
  },
  "change of address": {
    minutes: 24 * 60,
    part: "compte/adresse-mail",
    subject: "Confirmez",
    used: "/connexion?fait=adresse",
    fields: {},
    ask: async (name: string) => {
      const browser = await aCandidate(site, name);
      await browser.post("/compte/adresse-mail", { email: `${name}@nouveau.fr` });
      return `${name}@nouveau.fr`;
    },
    again: async (name: string) => {
      const browser = openBrowser(site);
      await browser.post("/connexion", { login: name, password: PASSWORD });
      return browser.post("/compte/adresse-mail", { email: `${name}@nouveau.fr` });
    },
  },
};

describe.each(Object.entries(LINKS))(
  "6.4.3: the link of an %s",
  (kind, { minutes, part, subject, used, fields, ask, again }) => {
    const name = (said: string) => `${kind.replace(/\W/g, "").slice(0, 10)}.${said}`;
    const asked = async (said: string) => {
      const address = await ask(name(said));
      return { address, link: linkIn(await mailTo(site, address, subject), part) };
    };
    const use = (link: string, init: RequestInit = {}) =>
      openBrowser(site).send(link, { ...init, method: "POST", body: new URLSearchParams(fields) });

    test("holds 256 random bits, of which only the hash is kept, and no longer than it must", async () => {
      const { link } = await asked("random");
      const token = link.split("/").at(-1) ?? "";
      expect(token).toMatch(/^[\w-]{43}$/);
      await untilQuiet(site);
      const db = await site.accounts();
      for (const table of ["tokens", "registrations", "mails"]) {
        expect(JSON.stringify((await db.prepare(`SELECT * FROM ${table}`).all()).results)).not.toContain(token);
      }
    });

    test(`is good for ${minutes} minutes, and no longer`, async () => {
      const { link } = await asked("ends");
      expect((await openBrowser(site).send(link, at(minutes * MINUTE + 5000))).status).toBe(404);
      expect(location(await use(link, at(minutes * MINUTE + 5000)))).toBe(link);
      expect((await openBrowser(site).send(link, at(minutes * MINUTE - 20_000))).status).toBe(200);
      expect(location(await use(link, at(minutes * MINUTE - 20_000)))).toBe(used);
    });

    test("is used once, and opening it uses nothing", async () => {
      const { link } = await asked("once");
      for (const method of ["GET", "HEAD", "GET"]) expect((await site.fetch(link, { method })).status).toBe(200);
      expect(location(await use(link))).toBe(used);
      expect(location(await use(link))).toBe(link);
      expect((await site.fetch(link)).status).toBe(404);
    });

    test("used ten times at once, it is taken once", async () => {
      const { link } = await asked("race");
      const answers = await Promise.all(Array.from({ length: 10 }, () => use(link)));
      expect(answers.map(location).filter((to) => to === used)).toHaveLength(1);
    });

    test("is replaced by a newer one", async () => {
      const { address, link } = await asked("newer");
      await again(name("newer"));
      const [newest] = await mailsTo(address, subject, 2);
      expect((await site.fetch(link)).status).toBe(404);
      expect(location(await use(link))).toBe(link);
      if (newest) expect(location(await use(linkIn(newest, part)))).toBe(used);
    });

    test("of which one letter is another is nobody's", async () => {
      const { link } = await asked("letter");
      const changed = link.slice(0, -2) + (link.at(-2) === "A" ? "B" : "A") + link.at(-1);
      expect((await site.fetch(changed)).status).toBe(404);
      expect(location(await use(changed))).toBe(changed);
      expect((await site.fetch(link)).status).toBe(200);
    });

    test("is told to no other site by the page, which loads nothing from elsewhere", async () => {
      const { link } = await asked("referrer");
      const response = await site.fetch(link);
      expect(response.headers.get("Referrer-Policy")).toBe("same-origin");
      expect(response.headers.get("Cache-Control")).toBe("private, no-store");
      const html = await response.text();
      const loaded = [...html.matchAll(/<(?:script|link|img)[^>]+(?:src|href)="([^"]+)"/g)].map(
        ([, address]) => address,
      );
      expect(loaded.length).toBeGreaterThan(1);
      for (const address of loaded) expect(address).toMatch(/^\/assets\//);
    });
  },
);

describe("2.3.1: nothing is entered half-way", () => {
  test.each(["/activation/", "/reinitialisation/", "/compte/adresse-mail/"])(
    "%s with a token that nobody was sent",
    async (start) => {
      const body = new URLSearchParams(NEW);
      for (const token of ["x", "undefined", "null", "0", "%20", "'", "a".repeat(43), "%00", "%0d%0aa"]) {
        const answered = await openBrowser(site).send(start + token, { method: "POST", body });
        expect([token, answered.status]).toEqual([token, 303]);
        expect(location(answered).startsWith(start)).toBe(true);
      }
    },
  );

  test("a link of one kind is no good for another", async () => {
    const reset = linkIn(
      await mailTo(site, await LINKS.reset.ask("kinds"), "nouveau mot de passe"),
      "reinitialisation",
    );
    const token = reset.split("/").at(-1);
    for (const start of ["/activation/", "/compte/adresse-mail/"]) {
      expect(location(await openBrowser(site).post(`${start}${token}`, {}, `${start}${token}`))).toBe(
        `${start}${token}`,
      );
    }
    expect((await site.fetch(reset)).status).toBe(200);
  });
});

describe("what is asked for before a change does not outlive it", () => {
  test("a password that was changed ends links to another address, sent and still to be sent", async () => {
    const browser = await aCandidate(site, "hijacked");
    const intruder = openBrowser(site);
    await intruder.post("/connexion", { login: "hijacked", password: PASSWORD });
    await intruder.post("/compte/adresse-mail", { email: "intruder@ailleurs.fr" });
    const link = linkIn(await mailTo(site, "intruder@ailleurs.fr", "Confirmez"), "compte/adresse-mail");
    // Another, which waits to be written when the password is changed.
    const db = await site.accounts();
    await untilQuiet(site);
    await db
      .prepare(
        `INSERT INTO mails (id, kind, priority, candidate_id, recipient, details, state, due_at, created_at)
         SELECT 'waiting', 'email-change', 0, id, 'second@ailleurs.fr', '{}', 'requested', '2026', '2026' FROM candidates WHERE username = 'hijacked'`,
      )
      .run();
    await browser.post("/compte/mot-de-passe", { ...NEW, current: PASSWORD });
    expect(location(await openBrowser(site).post(link, {}))).toBe(link);
    await untilQuiet(site);
    const mails = (await (await fetch(`${site.mailbox}/mails.json`)).json()) as Mail[];
    expect(mails.filter(({ to }) => [to].flat().includes("second@ailleurs.fr"))).toEqual([]);
  });

  test("an address that was changed ends the links that were sent to the old one", async () => {
    const browser = await aCandidate(site, "moved");
    await openBrowser(site).post("/mot-de-passe-oublie", { login: "moved" });
    const reset = linkIn(await mailTo(site, "moved@exemple.fr", "nouveau mot de passe"), "reinitialisation");
    await browser.post("/compte/adresse-mail", { email: "moved@nouveau.fr" });
    await openBrowser(site).post(
      linkIn(await mailTo(site, "moved@nouveau.fr", "Confirmez"), "compte/adresse-mail"),
      {},
    );
    expect(location(await openBrowser(site).post(reset, NEW, reset))).toBe(reset);
    expect((await site.fetch(reset)).status).toBe(404);
  });

  test("links of an account that is deleted open nothing, even when it is made anew", async () => {
    const browser = await aCandidate(site, "gone");
    const cookie = browser.cookie();
    await openBrowser(site).post("/mot-de-passe-oublie", { login: "gone" });
    const reset = linkIn(await mailTo(site, "gone@exemple.fr", "nouveau mot de passe"), "reinitialisation");
    await browser.post("/compte/supprimer", { sure: "oui" });
    await mailTo(site, "gone@exemple.fr", "supprimé");
    expect((await site.fetch(reset)).status).toBe(404);
    await openBrowser(site).upload("/inscription", person("gone"));
    const [newest] = await mailsTo("gone@exemple.fr", "Activez", 2);
    await openBrowser(site).post(newest ? linkIn(newest, "activation") : "", {});
    expect((await site.fetch(reset)).status).toBe(404);
    expect(location(await browser.post("/connexion", { login: "gone", password: PASSWORD }))).toBe("/compte");
    expect(browser.cookie()).not.toBe(cookie);
    browser.setCookie(cookie);
    expect((await browser.get("/compte")).status).toBe(302);
  });
});

describe("2.3.3, 2.3.4: of many at once", () => {
  test("twenty sign-ups under one username: one is accepted, the others are told that it is taken", async () => {
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, n) =>
        openBrowser(site, `203.0.113.${n}`).upload("/inscription", {
          ...person("wanted"),
          email: `wanted${n}@exemple.fr`,
        }),
      ),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([303, ...Array<number>(19).fill(422)]);
    const held = await (await site.accounts())
      .prepare("SELECT count(*) AS held FROM registrations WHERE username_key = 'wanted'")
      .first();
    expect(held).toEqual({ held: 1 });
  });

  test("twenty sign-ups under one address: five mails at most, and of those that are activated one is an account", async () => {
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, n) =>
        openBrowser(site, `203.0.113.${50 + n}`).upload("/inscription", {
          ...person(`many.${n}`),
          email: "many@exemple.fr",
        }),
      ),
    );
    const statuses = answers.map(({ status }) => status).sort();
    expect(statuses).toEqual([...Array<number>(5).fill(303), ...Array<number>(15).fill(429)]);
    const mails = await mailsTo("many@exemple.fr", "Activez", 5);
    const used = await Promise.all(mails.map((mail) => openBrowser(site).post(linkIn(mail, "activation"), {})));
    expect(used.map(location).filter((to) => to === "/connexion?fait=activation")).toHaveLength(1);
    const db = await site.accounts();
    const made = await db
      .prepare("SELECT count(*) AS made FROM candidates WHERE email_key = 'many@exemple.fr'")
      .first();
    expect(made).toEqual({ made: 1 });
    const left = await db
      .prepare("SELECT count(*) AS left FROM registrations WHERE email_key = 'many@exemple.fr'")
      .first();
    expect(left).toEqual({ left: 0 });
  });

  test("one form sent five times at once is one registration and one mail", async () => {
    const browser = openBrowser(site, "203.0.113.200");
    const html = await browser.text("/inscription");
    const [, draft = ""] = /name="draft" value="([^"]+)"/.exec(html) ?? [];
    const form = () => {
      const body = new FormData();
      for (const [field, value] of Object.entries({ draft, ...person("double") })) body.append(field, value);
      return body;
    };
    const answers = await Promise.all(
      Array.from({ length: 5 }, () => browser.send("/inscription", { method: "POST", body: form() })),
    );
    expect(answers.map(location)).toEqual(Array(5).fill("/inscription/envoyee"));
    await untilQuiet(site);
    await mailsTo("double@exemple.fr", "Activez", 1);
  });
});
