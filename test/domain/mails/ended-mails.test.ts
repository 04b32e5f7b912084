import { describe, expect, test } from "vitest";
import { mailReason } from "#app/domain/mails/mail-words.ts";
import { sendingAgain } from "#app/domain/mails/sending-again.ts";

const WRITTEN = "2026-11-20T12:00:00.000Z";
const DAY_LATER = "2026-11-21T12:00:00.000Z";
const WEEK_LATER = "2026-11-27T12:00:00.000Z";

describe("a mail may be sent again by hand", () => {
  test.each([
    ["failed", "reset", 0, DAY_LATER, "yes"],
    ["failed", "reset", 0, "2026-11-21T12:00:00.001Z", "too-old"],
    ["failed", "alert", 1, WEEK_LATER, "yes"],
    ["failed", "alert", 1, "2026-11-27T12:00:00.001Z", "too-old"],
    ["unknown", "reset", 0, DAY_LATER, "maybe-doubled"],
    ["unknown", "goodbye", 1, WEEK_LATER, "maybe-doubled"],
    ["unknown", "alert", 1, WEEK_LATER, "told-once"],
    ["unknown", "kept-offer", 1, WEEK_LATER, "told-once"],
    ["sent", "reset", 0, WRITTEN, "not-ended"],
    ["cancelled", "alert", 1, WRITTEN, "not-ended"],
  ] as const)("%s, %s of priority %i at %s: %s", (state, kind, priority, now, may) => {
    expect(sendingAgain({ kind, state, priority, createdAt: WRITTEN }, now)).toBe(may);
  });
});

describe("why a mail is not sent is said in French", () => {
  test.each([
    ["not written", "il n’a pas pu être écrit"],
    ["its key came before", "le prestataire dit l’avoir déjà eu"],
    ["no longer wanted", "il n’est plus voulu"],
    ["lost: 500; no longer wanted", "il n’est plus voulu"],
    ["refused: 422", "le prestataire le refuse (code 422)"],
    ["lost: TimeoutError; refused: 422", "le prestataire le refuse (code 422)"],
    ["not taken: 429", "le prestataire ne le prend pas pour le moment (code 429)"],
    ["lost: cut short", "l’envoi a été interrompu"],
    ["lost: 503", "le prestataire a répondu par une erreur (code 503)"],
    ["lost: TimeoutError", "le prestataire n’a pas répondu à temps"],
    ["lost: AbortError", "le prestataire n’a pas répondu à temps"],
    ["lost: TypeError", "la réponse du prestataire est perdue"],
    ["lost", "la réponse du prestataire est perdue"],
    ["this code was lost", "this code was lost"],
    ["it was not written", "it was not written"],
  ])("« %s »: %s", (lastError, said) => {
    expect(mailReason(lastError)).toBe(said);
  });
});
