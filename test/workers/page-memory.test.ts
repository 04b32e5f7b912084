import { expect, test } from "vitest";
import { recall, remember } from "#workers/web/page-memory.ts";

const aPage = (bytes: number, storedAt = 0) => ({
  body: new ArrayBuffer(bytes),
  headers: new Headers({ ETag: '"tag"' }),
  tag: '"tag"',
  storedAt,
});

test("a page is remembered under its own key, in its last making", () => {
  remember("/a", aPage(10, 1));
  remember("/a", aPage(20, 2));
  expect(recall("/a")?.storedAt).toBe(2);
  expect(recall("/b")).toBeNull();
});

test("pages beyond 16 MB make the oldest forgotten, not those made anew since", () => {
  remember("/first", aPage(6_000_000));
  remember("/second", aPage(6_000_000));
  remember("/first", aPage(6_000_000, 1));
  remember("/third", aPage(6_000_000));
  expect(recall("/second")).toBeNull();
  expect(recall("/first")?.storedAt).toBe(1);
  expect(recall("/third")).not.toBeNull();
});

test("a page made anew many times takes its room once", () => {
  for (let time = 0; time < 10; time++) remember("/again", aPage(6_000_000, time));
  remember("/beside", aPage(6_000_000));
  expect(recall("/again")?.storedAt).toBe(9);
  expect(recall("/beside")).not.toBeNull();
});

test("pages that hold next to nothing take room too, as do their addresses", () => {
  remember("/first", aPage(2));
  for (let n = 0; n < 20_000; n++) remember(`/suggestions?q=${n}`, aPage(2));
  expect(recall("/first")).toBeNull();
  remember("/second", aPage(2));
  for (let n = 0; n < 2_000; n++) remember(`/offres?q=${n}${"x".repeat(8_000)}`, aPage(2));
  expect(recall("/second")).toBeNull();
});
