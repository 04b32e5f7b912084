import { describe, expect, test } from "vitest";
import { distinctNames } from "#app/domain/documents/file-names.ts";
import { blankApplication, prepareApplication } from "#app/domain/kept-offers/application.ts";
import { mailLink } from "#app/domain/offers/mail-link.ts";

const TODAY = "2026-11-24";
const OFFER = { reference: "A-2026-100001", title: "Développeuse & data", type: "apprentissage" as const };
const ADA = { firstName: "Ada", lastName: "Lovelace", phone: null, level: null, availableOn: null };

describe("the prepared message", () => {
  test("names the offer and its reference in the subject and in the text, and who writes", () => {
    const { subject, body } = prepareApplication(OFFER, ADA, TODAY);
    expect(subject).toBe("Candidature – Développeuse & data – A-2026-100001");
    expect(body).toContain("pour l’apprentissage «\u00a0Développeuse & data\u00a0» (référence A-2026-100001)");
    expect(body).toContain("en pièces jointes mon CV et ma lettre de motivation");
    expect(body.endsWith("\n\nAda Lovelace")).toBe(true);
  });

  test("says the level and the availability when they are known, and nothing otherwise", () => {
    const { body } = prepareApplication(OFFER, { ...ADA, level: 7, availableOn: "2027-03-01" }, TODAY);
    expect(body).toContain("Je prépare un diplôme de niveau 7 (Bac+5\u00a0: master, ingénieur).");
    expect(body).toContain("Je suis disponible à partir du 1er mars 2027.");
    const bare = prepareApplication(OFFER, ADA, TODAY).body;
    expect(bare).not.toMatch(/prépare|disponible|null|\n{3}/);
  });

  test("says that somebody is available now when the day has come", () => {
    const { body } = prepareApplication(OFFER, { ...ADA, availableOn: TODAY }, TODAY);
    expect(body).toContain("Je suis disponible dès maintenant.");
  });
});

describe("the message of somebody whom the site does not know", () => {
  const url = "https://pass.example/offres/A-2026-100001";
  const { subject, body } = blankApplication(OFFER, url);

  test("names the offer, its reference and its address, and leaves what is hers to be filled in", () => {
    expect(subject).toBe(prepareApplication(OFFER, ADA, TODAY).subject);
    expect(body).toContain(
      `pour l’apprentissage «\u00a0Développeuse & data\u00a0» (référence A-2026-100001)\u00a0:\n${url}\n`,
    );
    for (const blank of ["Ma formation", "Mes disponibilités", "Prénom et nom", "Téléphone"]) {
      expect(body, blank).toMatch(new RegExp(`^${blank}\u00a0:$`, "m"));
    }
    expect(blankApplication({ ...OFFER, type: "stage" }, url).body).toContain("pour le stage «");
  });

  test("is short enough for the link of any mailer, the longest title included", () => {
    const title = "Chargé d’études « évaluation » ".repeat(10).slice(0, 200);
    const link = mailLink("recrutement@drac.example", blankApplication({ ...OFFER, title }, url));
    expect(link.length).toBeLessThan(2_048);
  });
});

describe("its link", () => {
  test("carries the lines of the text, and nothing of an offer adds a recipient or a field", () => {
    const link = mailLink("ada+stage@drac.example", { subject: "a&bcc=x@y.example", body: "un\ndeux" });
    expect(link).toBe("mailto:ada%2Bstage@drac.example?subject=a%26bcc%3Dx%40y.example&body=un%0D%0Adeux");
  });
});

describe("names in one folder", () => {
  test("are numbered where they are the same, capitals and accents written otherwise included", () => {
    expect(distinctNames(["CV.pdf", "cv.PDF", "CV (2).pdf", "é.odt", "e\u0301.odt", "CV.pdf"])).toEqual([
      "CV.pdf",
      "cv (2).PDF",
      "CV (2) (2).pdf",
      "é.odt",
      "e\u0301 (2).odt",
      "CV (3).pdf",
    ]);
  });
});
