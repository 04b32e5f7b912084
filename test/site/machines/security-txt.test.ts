import { expect, test } from "vitest";
import { startSite } from "#test/support/site.ts";

const PATH = "/.well-known/security.txt";

test("whoever finds a vulnerability is told where to say so, for less than a year (RFC 9116)", async () => {
  const site = await startSite({ SECURITY_CONTACT: "mailto:securite@pass.example" });
  try {
    site.setClock(new Date("2026-01-15T12:00:00Z"));
    const answer = await site.fetch(PATH);
    expect(answer.headers.get("Content-Type")).toBe("text/plain; charset=utf-8");
    expect((await answer.text()).trim().split("\n")).toEqual([
      "Contact: mailto:securite@pass.example",
      "Expires: 2026-12-15T12:00:00.000Z",
      "Preferred-Languages: fr, en",
      `Canonical: https://pass.example${PATH}`,
    ]);
  } finally {
    await site.stop();
  }
});

test("a deployment that does not say where has no such file", async () => {
  const site = await startSite();
  try {
    expect((await site.fetch(PATH)).status).toBe(404);
  } finally {
    await site.stop();
  }
});
