import * as v from "valibot";
import { expect, test } from "vitest";
import { RecruiterName } from "#app/domain/publishing/recruiter.ts";
import { recruiterReturn } from "#app/http/return-path.ts";

test.each([
  ["Léa  Martin ", "Léa Martin"],
  ["Jean-Noël d’Arc", "Jean-Noël d’Arc"],
  ["", null],
])("« %s » is kept as the name %s", (typed, name) => {
  expect(v.parse(RecruiterName, { name: typed })).toEqual({ name });
});

test.each(["https://ailleurs.example", "Léa\nMartin : 1000 €", "x".repeat(61), "<b>Léa</b>"])(
  "« %s » is no name, since mails say it",
  (name) => {
    expect(v.safeParse(RecruiterName, { name }).success).toBe(false);
  },
);

test.each([
  ["/recruteurs/membres", "/recruteurs/membres"],
  ["/recruteurs/offres?etat=brouillons", "/recruteurs/offres?etat=brouillons"],
  ["/recruteurs", ""],
  ["/recruteursx/y", ""],
  ["/recruteurs/../compte", ""],
  ["/compte", ""],
  ["//recruteurs/x", ""],
  ["https://ailleurs.example/recruteurs/x", ""],
])("after a login of recruiters, %s leads to « %s »", (asked, path) => {
  expect(recruiterReturn(new Request(`https://pass.example/?retour=${encodeURIComponent(asked)}`))).toBe(path);
});
