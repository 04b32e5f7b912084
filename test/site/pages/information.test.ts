import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { RETENTION_MONTHS, RETENTION_WARNING_DAYS } from "#app/domain/account/account.ts";
import { PUBLISHING_MONTHS, RECRUITER_LINK_MS, RECRUITER_SESSION_MS } from "#app/domain/publishing/recruiter.ts";
import { aPosting } from "#test/support/postings.ts";
import { publish } from "#test/support/publish.ts";
import { type Site, startSite } from "#test/support/site.ts";
import { aCandidate } from "#test/support/spaces/candidate.ts";

let site: Site;
beforeAll(async () => {
  site = await startSite();
  await publish(site, [aPosting({ reference: "S-2026-000001" })]);
});
afterAll(() => site.stop());

const text = async (path: string, from: Pick<Site, "fetch"> = site) => (await from.fetch(path)).text();
/** What is read of a page, with its own spaces. */
const read = (html: string) =>
  html
    .replaceAll(/<(script|style|pre)\b.*?<\/\1>/gs, "")
    .replaceAll(/<\/?(?:a|code|span|strong|time)\b[^>]*>/g, "")
    .replaceAll(/<[^>]+>/g, "\n");
const plain = (html: string) => read(html).replaceAll("\u00a0", " ");

const READING = [
  "/aide",
  "/accessibilite",
  "/mentions-legales",
  "/donnees-personnelles",
  "/cookies",
  "/plan-du-site",
  "/developpeurs",
  "/donnees",
  "/statistiques",
  "/stages-et-apprentissages",
  "/recruteurs",
  "/recruteurs/connexion",
];

test("« ; », « ! », « ? » and « : » never touch the word before them, in the pages to read and in « Mon compte »", async () => {
  const lea = await aCandidate(site, "lectrice", "192.0.2.10");
  const pages = await Promise.all(READING.map(async (path) => [path, await text(path)] as const));
  for (const [path, html] of [...pages, ["/compte", await lea.text("/compte")] as const]) {
    const touching = read(html)
      .replaceAll(/&[#\w]+;|https?:\S+/g, "")
      .match(/.{0,20}(?:[^\s\u00a0\u202f][;!?](?!\w)|[^\s\u00a0\u202f\d]:\s).{0,10}/g);
    expect(touching, path).toBeNull();
  }
});

describe("« Données personnelles »", () => {
  test("says for how long the code keeps what it keeps", async () => {
    const page = plain(await text("/donnees-personnelles"));
    expect(page).toContain(`Sans connexion pendant ${RETENTION_MONTHS} mois`);
    expect(page).toContain(`un mail vous prévient ${RETENTION_WARNING_DAYS} jours avant`);
    // What an alert told of, and the page that shows it, outlive the mail.
    expect(page).toContain("Les offres que vos alertes ont annoncées\n\n90 jours.");
    expect(page).toContain("24 heures au plus");
  });

  test("says for how long what recruiters did is kept", async () => {
    const page = plain(await text("/donnees-personnelles"));
    expect(page).toContain(`Ce qui a été fait\n\n${PUBLISHING_MONTHS} mois`);
    expect(page).toContain(`Les liens de connexion\n\n${RECRUITER_LINK_MS / 60_000} minutes.`);
    expect(page).toContain(`Les connexions\n\n${RECRUITER_SESSION_MS / 3_600_000} heures au plus.`);
  });

  test("says that a complaint is remembered as a refusal is", async () => {
    expect(plain(await text("/donnees-personnelles"))).toContain(
      "refuse nos messages ou les signale comme indésirables",
    );
  });

  test.each([
    ["resend", "Resend, aux États-Unis"],
    ["brevo", "Brevo, dans l’Union européenne"],
  ])("names the service that sends the mails, and where it is: %s", async (provider, named) => {
    const deployed = await startSite({ MAIL_PROVIDER: provider });
    try {
      expect(plain(await text("/donnees-personnelles", deployed))).toContain(named);
    } finally {
      await deployed.stop();
    }
  });
});

test("the site map leads to every page of the candidate's space", async () => {
  const map = await text("/plan-du-site");
  for (const path of [
    "/compte",
    "/compte/modifier",
    "/compte/documents",
    "/compte/mot-de-passe",
    "/compte/adresse-mail",
    "/compte/sessions",
    "/compte/activite",
    "/compte/export",
    "/compte/supprimer",
    "/mes-recherches",
    "/mes-offres",
  ]) {
    expect(map, path).toContain(`href="${path}"`);
  }
});
