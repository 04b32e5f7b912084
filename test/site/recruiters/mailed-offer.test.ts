import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { type Site, startSite } from "#test/support/site.ts";
import { aCandidate, mailTo } from "#test/support/spaces/candidate.ts";
import { aPublisher } from "#test/support/spaces/recruiter-walk.ts";
import { aRecruiter } from "#test/support/spaces/recruiters.ts";

let site: Site;
beforeAll(async () => {
  site = await startSite();
  await aPublisher(site);
});
afterAll(() => site.stop());

test("an offer that is published in the form is mailed to the candidate whose alert finds it", async () => {
  const lea = await aCandidate(site, "lea");
  await lea.post("/mes-recherches/nouvelle?q=pal%C3%A9ographie", { name: "Paléographie" });
  await (await site.accounts()).prepare("UPDATE saved_searches SET cadence = 'immediate'").run();
  await site.tick(new Date());
  const anne = await aRecruiter(site, { email: "anne@culture.gouv.fr" });
  const begun = await anne.post("/recruteurs/offres/nouvelle", { type: "stage" });
  const draft = begun.headers.get("Location") ?? "";
  const typed = {
    type: "stage",
    title: "Paléographie, stagiaire (femme ou homme)",
    description: "Lire.",
    place1: "Rennes (35)",
    contact1Email: "archives@culture.example",
  };
  await anne.post(draft, { ...typed, action: "enregistrer" });
  const released = await anne.post(`${draft}/publier`, { action: "publier" });
  const [, reference = ""] = /offres\/(S-[\w-]+)/.exec(released.headers.get("Location") ?? "") ?? [];
  expect(reference).not.toBe("");
  // The first tick has the offer matched, by a job of the queue; the next one writes the mail.
  await site.tick(new Date());
  await vi.waitFor(async () => {
    const found = await (await site.accounts()).prepare("SELECT 1 FROM alert_matches").all();
    expect(found.results).toHaveLength(1);
  }, 10_000);
  await site.tick(new Date());
  const mail = await mailTo(site, "lea@exemple.fr", "Paléographie");
  expect(mail.text).toContain(`/offres/${reference}`);
}, 60_000);
