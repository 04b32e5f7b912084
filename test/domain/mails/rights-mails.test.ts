import { expect, test } from "vitest";
import { goodbyeMail, retentionGoodbyeMail, retentionWarningMail } from "#app/mails/rights-mails.ts";

const site = { siteUrl: "https://pass.example" };
const LEA = { firstName: "Léa", username: "lea.martin" };

test("the warning tells the day, the username and where to log in", () => {
  const { subject, html, text } = retentionWarningMail(LEA, "2027-03-01", site);
  expect(subject).toBe("Votre compte PASS sera effacé le 1er mars 2027");
  for (const body of [html, text]) {
    expect(body).toContain("1er mars 2027");
    expect(body).toContain("lea.martin");
    expect(body).toContain("https://pass.example/connexion");
  }
});

test("a name that is HTML is only text in the warning", () => {
  expect(retentionWarningMail({ ...LEA, firstName: "<b>L" }, "2027-03-01", site).html).not.toContain("<b>L");
});

test("farewells say that everything is erased, that backups follow within 30 days, and name nobody", () => {
  for (const { text } of [goodbyeMail(site), retentionGoodbyeMail(site)]) {
    expect(text).toMatch(/^Bonjour,\n/);
    expect(text).toContain("Vos informations, vos documents, vos recherches et vos alertes sont effacés.");
    expect(text).toContain("30\u00a0jours");
  }
});
