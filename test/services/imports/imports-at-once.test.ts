import { beforeEach, expect, test } from "vitest";
import type { Posting } from "#app/domain/offers/posting.ts";
import { emptyCatalogue, rows, send } from "#test/support/imports/imports.ts";
import { aPosting } from "#test/support/postings.ts";

const five = ["1", "2", "3", "4", "5"].map((n) => aPosting({ reference: `S-2026-00000${n}` }));
const four = five.slice(0, 4);
const part = (number: number, run = "a") => ({ run, number, of: 2 });
const open = () => rows("SELECT reference FROM offers WHERE withdrawn_at IS NULL ORDER BY 1");
const references = (postings: Posting[]) => postings.map(({ reference }) => ({ reference }));

beforeEach(emptyCatalogue);

test("an older import that is still writing does not have withdrawn what a newer full one shows", async () => {
  await send(four, { full: true });
  await send(four.slice(0, 2), { full: true, part: part(1), minute: 2 });
  await send(four.slice(0, 1), { minute: 1 });
  expect(await send(four.slice(2), { full: true, part: part(2), minute: 3 })).toMatchObject({ withdrawn: 0 });
  expect(await open()).toEqual(references(four));
});
