import { snapshotToken, unsubscribeToken } from "#app/services/alerts/alert-links.ts";
import { reminderToken } from "#app/services/mails/reminder-links.ts";
import { aPdf } from "#test/support/documents.ts";
import { writeIncoming } from "#test/support/imports/incoming.ts";
import { publish } from "#test/support/publish.ts";
import {
  aCandidate,
  type Browser as Form,
  linkIn,
  mailTo,
  openBrowser,
  person,
} from "#test/support/spaces/candidate.ts";
import {
  aHalfLoggedIn,
  anOperator,
  anOperatorLink,
  anOperatorRow,
  whatOperatorsLookAt,
} from "#test/support/spaces/operators.ts";
import { aPublisher } from "#test/support/spaces/recruiter-walk.ts";
import { aRecruiter } from "#test/support/spaces/recruiters.ts";
import { KEY, type World } from "./world.ts";
import { CLOSED, inDays, WHOLE, worldOffers } from "./world-offers.ts";

const MAIL = "0b6a6f0e-2c1c-4b7c-9c0d-000000000001";
/** As long as a name may be, and without a place to break it. */
export const LONG_NAME = `${"Curriculum_vitae_de_Marie-Antoinette".repeat(3).slice(0, 95)}.pdf`;
const LONG_ADDRESS = `${"marie-antoinette.".repeat(3)}dupont-de-la-villette`;

/** Publishes offers, and has people do a little of everything. */
export async function fillWorld(world: World): Promise<void> {
  const { site, cookies, links } = world;
  await publish(site, worldOffers());
  await writeIncoming(site);
  const lea = await candidates(world);
  const chief = await recruiters(world);
  await operators(world);
  Object.assign(cookies, { candidate: lea.cookie(), recruiter: chief.cookie() });
  links.snapshot = `/alertes/${await snapshotToken(KEY, MAIL)}`;
  const stop = async (candidateId: number, savedSearchId: number | null) =>
    `/desinscription/${await unsubscribeToken(KEY, { candidateId, savedSearchId }, new Date())}`;
  links.unsubscribe = await stop(1, 2);
  links.unsubscribeAll = await stop(1, null);
  links.unsubscribeGone = await stop(999, 1);
}

/** Léa has something of everything; Noé has just come; Zoé has not confirmed her address. */
async function candidates({ site, cookies, links }: World): Promise<Form> {
  const lea = await aCandidate(site, "lea.martin");
  const noe = await aCandidate(site, "noe.durand", "192.0.2.7");
  const cv = [LONG_NAME, "CV.pdf", "CV court.pdf"].map((name) => aPdf(name));
  await lea.upload("/compte/documents", {}, { cv, lettre: [aPdf(`L${LONG_NAME}`)] });
  for (const reference of [WHOLE, CLOSED, "S-2026-1001"]) await lea.post(`/mes-offres/ajouter?ref=${reference}`, {});
  await lea.post("/mes-recherches/nouvelle?q=archiviste&region=53", { name: "Archives de Bretagne" });
  await lea.post("/mes-recherches/nouvelle?q=soudeur", { name: `Un nom très long, ${"sans-espace".repeat(6)}` });
  await lea.post("/mes-recherches/nouvelle?q=juriste", { name: "Droit" });
  await lea.post("/mes-recherches", { action: "alerte", recherche: "1", cadence: "daily" });
  await lea.post("/mes-recherches", { action: "alerte", recherche: "2", cadence: "weekly" });
  links.document = /\/compte\/documents\/[\w-]+(?=")/.exec(await lea.text("/compte/documents"))?.[0] ?? "";
  await lea.post("/mot-de-passe-oublie", { login: "lea.martin" });
  links.reset = linkIn(await mailTo(site, "lea.martin@exemple.fr", "nouveau mot de passe"), "reinitialisation");
  await lea.post("/compte/adresse-mail", { email: "lea@nouveau.fr" });
  links.email = linkIn(await mailTo(site, "lea@nouveau.fr", "Confirmez"), "compte/adresse-mail");
  await openBrowser(site, "192.0.2.8").upload("/inscription", person("zoe.petit"));
  links.activation = linkIn(await mailTo(site, "zoe.petit@exemple.fr", "Activez"), "activation");
  cookies.newcomer = noe.cookie();
  const accounts = await site.accounts();
  await accounts.batch([
    accounts.prepare("UPDATE saved_searches SET criteria = 'q=juriste&domaine=PERDU' WHERE name = 'Droit'"),
    accounts.prepare(
      "INSERT INTO suppressions (email_key, reason, at) VALUES ('lea.martin@exemple.fr', 'bounce', '2026-01-01')",
    ),
    accounts
      .prepare(
        "INSERT INTO snapshots (mail_id, candidate_id, offer_ids, created_at) VALUES (?, 1, '[1,2,27]', '2026-11-20T09:00:00.000Z')",
      )
      .bind(MAIL),
  ]);
  return lea;
}

const READY = {
  type: "stage",
  title: "Archiviste (femme ou homme)",
  description: "Classer les archives.\n\n- numériser\n- décrire",
  place1: "Rennes (35)",
  contact1Email: "archives@culture.example",
};

/** Anne administers the ministry, which has a little of everything; another administration has just begun. */
async function recruiters({ site, cookies, links }: World): Promise<Form> {
  await aPublisher(site);
  const chief = await aRecruiter(site, { role: "administrator", email: "chief@culture.gouv.fr", name: "Anne Dupont" });
  const invite = { action: "inviter", email: `${LONG_ADDRESS}@culture.gouv.fr`, role: "recruiter" };
  await chief.post("/recruteurs/membres", invite);
  await aRecruiter(site, { role: "administrator", email: "second@culture.gouv.fr" });
  await chief.post("/recruteurs/membres", { action: "domaine" });
  for (const label of ["Site des ressources humaines", "Un essai"])
    await chief.post("/recruteurs/cles", { action: "creer", label });
  const begin = async (typed: Record<string, string>) => {
    const begun = await chief.post("/recruteurs/offres/nouvelle", { type: "stage" });
    const draft = begun.headers.get("Location") ?? "";
    await chief.post(draft, { type: "stage", ...typed, action: "enregistrer" });
    return draft;
  };
  const release = async (typed: Record<string, string>) => {
    const draft = await begin(typed);
    const released = await chief.post(`${draft}/publier`, { action: "publier" });
    return { draft, offer: (released.headers.get("Location") ?? "").split("?")[0] ?? "" };
  };
  links.blank = await begin({});
  links.draft = await begin({ title: "Sans description", place1: "Saint-Denis" });
  links.ready = await begin(READY);
  const published = await release({
    ...READY,
    title: "Bibliothécaire (femme ou homme)",
    expiresOn: inDays(20).slice(0, 10),
  });
  links.offer = published.offer;
  const soon = inDays(5).slice(0, 10);
  links.scheduled = (
    await release({ ...READY, title: "Relieuse ou relieur", publishOn: soon, publishedOn: soon })
  ).offer;
  const filled = await release({ ...READY, title: "Documentaliste (femme ou homme)" });
  await chief.post(filled.offer, { action: "pourvoir" });
  const id = published.draft.split("/").at(-1) ?? "";
  const link = async (act: "retirer" | "prolonger") =>
    `/recruteurs/liens/${await reminderToken(KEY, { draft: id, act, lastDay: inDays(20).slice(0, 10) })}`;
  links.reminder = await link("retirer");
  links.reminderDone = await link("prolonger");
  cookies.beginner = (
    await aRecruiter(site, { administration: "ville-de-rennes", role: "administrator", email: "agent@rennes.example" })
  ).cookie();
  await openBrowser(site, "192.0.2.9").post("/recruteurs/connexion", { email: "second@culture.gouv.fr" });
  const mail = await mailTo(site, "second@culture.gouv.fr", "lien de connexion");
  links.recruiterLogIn = linkIn(mail, "recruteurs/connexion");
  return chief;
}

/** What a team of operators has before it. */
async function operators({ site, cookies, links }: World): Promise<void> {
  const { browser: bea } = await anOperator(site, "bea@pass.example");
  await bea.post("/exploitation/operateurs", { action: "inviter", email: `${LONG_ADDRESS}@pass.example` });
  await whatOperatorsLookAt(site);
  cookies.half = (await aHalfLoggedIn(site, "cleo@pass.example")).cookie();
  await anOperatorRow(site, "dina@pass.example");
  links.operatorLogIn = await anOperatorLink(site, "dina@pass.example");
}
