import type { Condition, Duration, OfferType } from "#app/domain/nomenclature.ts";

/**
 * The tokens of column `f`, which criteria match. The first letter names the dimension, so that tokens of two
 * dimensions always differ. `references.ts` makes the tokens of references. Every offer holds `EVERY_OFFER`, and an
 * offer without a level holds `NO_LEVEL`.
 */
export const EVERY_OFFER = "o";
export const NO_LEVEL = "n0";

export const typeToken = (type: OfferType) => ({ apprentissage: "t1", stage: "t2" })[type];
export const levelToken = (level: number | string) => `n${level}`;
export const domainToken = (code: string) => `d${code.toLowerCase()}`;
export const regionToken = (code: string) => `r${code}`;
export const departmentToken = (code: string) => `p${code.toLowerCase()}`;
/** Commune, by its INSEE code. */
export const communeToken = (code: string) => `l${code.toLowerCase()}`;
/** A cell of the grid that a circle is made of, by its digits (app/domain/places/circle.ts). */
export const cellToken = (cell: string) => `h${cell}`;
/** Month in which the contract starts, `2026-09`. */
export const monthToken = (month: string) => `m${month.replace("-", "")}`;
export const durationToken = (duration: Duration) => ({ courte: "u1", moyenne: "u2", longue: "u3" })[duration];
export const conditionToken = (condition: Condition) => ({ teletravail: "w1", handicap: "w2" })[condition];
export const countryToken = (code: string) => `c${code.toLowerCase()}`;

/**
 * FTS5's ascii tokenizer splits at « - » and takes every character beyond ASCII as a letter. Slugs are ASCII, so « · »
 * replaces « - »: « a-bc » and « ab-c » give two different tokens, `aa·bc` and `aab·c`.
 */
export const administrationToken = (slug: string) => `a${slug.replaceAll("-", "·")}`;
