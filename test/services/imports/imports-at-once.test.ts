import { env } from "cloudflare:workers";
import { beforeEach, expect, test } from "vitest";
import type { Posting } from "#app/domain/offers/posting.ts";
import { emptyCatalogue, rows, send } from "#test/support/imports/imports.ts";
import { aPosting } from "#test/support/postings.ts";

const five = ["1", "2", "3", "4", "5"].map((n) => aPosting({ reference: `S-2026-00000${n}` }));
const four = five.slice(0, 4);
const part = (number: number) => ({ run: "a", number, of: 2 });
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

test("a part whose request began before that of the first part shows its offers all the same", async () => {
  await send(four, { full: true });
  await send(four.slice(0, 3), { full: true, part: part(1), minute: 2 });
  expect(await send(four.slice(3), { full: true, part: part(2), minute: 1 })).toMatchObject({ withdrawn: 0 });
  expect(await open()).toEqual(references(four));
});

test("parts that are sent at once make one run", async () => {
  const sent = [four.slice(0, 2), four.slice(2)].map((half, n) => send(half, { full: true, part: part(n + 1) }));
  const states = (await Promise.all(sent)).map((report) => "state" in report && report.state);
  expect(states.sort()).toEqual(["complete", "incomplete"]);
  expect(await rows("SELECT id FROM imports")).toHaveLength(1);
});

test("a full file that was interrupted once withdraws what others have shown since", async () => {
  await send(four, { full: true });
  await env.CATALOGUE.prepare("UPDATE imports SET state = 'incomplete', finished_at = NULL").run();
  await send(five, { full: true, minute: 1 });
  expect(await send(four, { full: true, minute: 2 })).toMatchObject({ withdrawn: 1 });
  expect(await open()).toEqual(references(four));
});

test("a key that was used for a file of the day before is that of another run", async () => {
  const day = 24 * 60;
  for (const [minute, last] of [
    [0, four.slice(2)],
    [day, four.slice(2, 3)],
  ] as const) {
    await send(four.slice(0, 2), { full: true, part: part(1), minute });
    await send(last, { full: true, part: part(2), minute: minute + 1 });
  }
  expect(await open()).toEqual(references(four.slice(0, 3)));
});
