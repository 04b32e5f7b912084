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
  ["/recruteurs", null],
  ["/recruteursx/y", null],
  ["/recruteurs/../compte", null],
  ["/compte", null],
  ["//recruteurs/x", null],
  ["https://ailleurs.example/recruteurs/x", null],
])("after a login of recruiters, %s leads to %s", (asked, path) => {
  expect(recruiterReturn(asked)).toBe(path);
});
