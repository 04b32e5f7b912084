import { env } from "cloudflare:workers";
import { expect, test } from "vitest";
import { type ImportRequest, importPostings } from "#app/services/imports/import-postings.ts";
import { openCatalogue } from "#db/catalogue/database.ts";
import { breaking } from "#test/support/faults.ts";
import { at, db, emptyCatalogue, request, rows, send, snapshot } from "#test/support/imports/imports.ts";
import { aPosting } from "#test/support/postings.ts";

const LATER = "2026-02-01T08:00:00.000Z";

test("a run that breaks at any call, before or after the database applied it, is finished by sending it again", async () => {
  const before = Array.from({ length: 150 }, (_, n) =>
    aPosting({ reference: `S-2026-1${String(n).padStart(5, "0")}` }),
  );
  // 30 are edited, 100 are new, 20 are gone, two are to come, one of which was already, and one cannot be read.
  const after = [
    ...before.slice(0, 30).map((posting) => ({ ...posting, title: "Archiviste" })),
    ...before.slice(30, 130),
    ...["S-2026-300001", "S-2026-300002"].map((reference) => aPosting({ reference, publishedAt: LATER })),
    ...Array.from({ length: 100 }, (_, n) => aPosting({ reference: `S-2026-2${String(n).padStart(5, "0")}` })),
  ];
  const reads: ImportRequest["reads"] = [
    ...after.map((posting) => ({ ok: true as const, posting, doubts: [], raw: posting.reference })),
    { ok: false, reference: null, reason: "Sans référence.", raw: "?" },
  ];
  const full = { ...request([]), full: true, reads };
  const prepare = async () => {
    await emptyCatalogue();
    await env.CATALOGUE.prepare("DELETE FROM sqlite_sequence").run();
    await send([...before, aPosting({ reference: "S-2026-300001", publishedAt: LATER, title: "Juriste" })], {
      full: true,
    });
  };
  await prepare();
  const counter = breaking(Number.POSITIVE_INFINITY, "before");
  await importPostings(openCatalogue(counter.d1(env.CATALOGUE)), full, at(1));
  const expected = await snapshot();
  expect(counter.calls()).toBeGreaterThan(8);

  for (let n = 1; n <= counter.calls(); n++) {
    for (const moment of ["before", "after"] as const) {
      await prepare();
      const broken = openCatalogue(breaking(n, moment).d1(env.CATALOGUE));
      await expect(importPostings(broken, full, at(1))).rejects.toThrow();
      await importPostings(db, full, at(2));
      expect(await snapshot(), `call ${n}, broken ${moment}`).toEqual(expected);
      expect(await rows("SELECT count(*) AS n FROM imports WHERE state <> 'complete'")).toEqual([{ n: 0 }]);
    }
  }
});
