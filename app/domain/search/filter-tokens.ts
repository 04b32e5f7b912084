import type { OfferType } from "#app/domain/nomenclature.ts";

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
export const regionToken = (code: string) => `r${code.toLowerCase()}`;
export const departmentToken = (code: string) => `p${code.toLowerCase()}`;
export const countryToken = (code: string) => `c${code.toLowerCase()}`;

/**
 * FTS5's ascii tokenizer splits at « - » and takes every character beyond ASCII as a letter. Slugs are ASCII, so « · »
 * replaces « - »: « a-bc » and « ab-c » give two different tokens, `aa·bc` and `aab·c`.
 */
export const administrationToken = (slug: string) => `a${slug.replaceAll("-", "·")}`;
