import type { OfferType } from "#app/domain/nomenclature.ts";

/**
 * The tokens of column `f`, on which criteria match. The first letter tells the dimension, so that no two of them meet;
 * `references.ts` makes those of references.
 * Every offer holds `EVERY_OFFER`, and an offer without a level holds `NO_LEVEL`.
 */
export const EVERY_OFFER = "o";
export const NO_LEVEL = "n0";

export const typeToken = (type: OfferType) => ({ apprentissage: "t1", stage: "t2" })[type];
export const levelToken = (level: number | string) => `n${level}`;
export const domainToken = (code: string) => `d${code.toLowerCase()}`;
export const regionToken = (code: string) => `r${code.toLowerCase()}`;
export const departmentToken = (code: string) => `p${code.toLowerCase()}`;
export const countryToken = (code: string) => `c${code.toLowerCase()}`;

/**
 * FTS5's ascii tokenizer splits at « - » but takes every character beyond ASCII as a letter, and no slug has one:
 * « a-bc » and « ab-c » keep apart as `aa·bc` and `aab·c`.
 */
export const administrationToken = (slug: string) => `a${slug.replaceAll("-", "·")}`;
