import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { inRoom } from "#app/http/upload-room.ts";

beforeEach(() => void vi.useFakeTimers({ toFake: ["setTimeout", "setInterval", "clearInterval", "performance"] }));
afterEach(() => void vi.useRealTimers());

const MEGABYTE = 1024 * 1024;
const aForm = (megabytes: number) =>
  new Request("https://pass.example/", {
    method: "POST",
    headers: { "Content-Length": String(megabytes * MEGABYTE) },
  });

test("a form that never ends keeps its room for a minute, and then from nobody", async () => {
  void inRoom(aForm(30), () => new Promise(() => {}));
  const early = inRoom(aForm(9), async () => "taken in");
  await vi.advanceTimersByTimeAsync(6_000);
  expect(await early).toBe("full");
  await vi.advanceTimersByTimeAsync(54_000);
  expect(await inRoom(aForm(9), async () => "taken in")).toBe("taken in");
});
