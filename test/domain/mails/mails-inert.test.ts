import fc from "fast-check";
import { expect, test } from "vitest";
import type { MailContent } from "#app/domain/mails/mail.ts";
import { mailsSaying, otherMailsSaying } from "#test/support/every-mail.ts";
import { dangersIn, XSS } from "#test/support/hostile-text.ts";

function expectInert({ subject, html, headers }: MailContent): void {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: none may reach a header
  const breaks = /[\u0000-\u001f\u007f-\u009f\u2028\u2029]/;
  expect(subject).not.toMatch(breaks);
  for (const [name, value] of Object.entries(headers)) expect(name + value).not.toMatch(breaks);
  // The one `<style>` is ours.
  expect(dangersIn(html.replace(/<meta name="[\w-]+" content="[^"]*">/g, ""), { styles: true })).toEqual([]);
}

test("1.2.1, 1.2.3: hostile texts render inert in every mail, and its subject is one line", () => {
  for (const text of XSS) for (const mail of [...mailsSaying(text), ...otherMailsSaying(text)]) expectInert(mail);
});

test("1.3.11: no text begins a header, or a line of its own", () => {
  const hostile = fc.oneof(
    fc.string({ unit: "binary", maxLength: 200 }),
    fc.constantFrom("a\r\nBcc: autre@exemple.fr", "a\nX: y", "a\u2028Bcc: b", "a\u0085b", "\r\n\r\n<html>", "a\u0000b"),
  );
  fc.assert(
    fc.property(hostile, (text) => {
      for (const mail of mailsSaying(text)) {
        expectInert(mail);
        expect(mail.text).not.toMatch(/^(Bcc|X): /m);
      }
    }),
  );
});

test("6.4.3: no mail holds a password, and only the three with a link hold a token", () => {
  const bearing = mailsSaying("Léa").filter(({ text, html }) => (text + html).includes("token"));
  expect(bearing.map(({ subject }) => subject)).toEqual([
    "Activez votre compte PASS",
    "Choisissez un nouveau mot de passe",
    "Confirmez votre nouvelle adresse mail",
  ]);
});
