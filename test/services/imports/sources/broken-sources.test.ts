import { afterEach, beforeEach, describe, expect, test } from "vitest";
import {
  addSource,
  FEED,
  feed,
  forgetSources,
  later,
  NOON,
  openOffers,
  play,
  pull,
  REFERENCES,
  SITE,
  sourceOf,
} from "#test/support/imports/sources.ts";
import { aPosting } from "#test/support/postings.ts";

beforeEach(forgetSources);
afterEach(forgetSources);
const HUGE = `${JSON.stringify(aPosting({ reference: "S-2026-000001", more: "x".repeat(1_000) }))}\n`.repeat(60);

describe("a source that is broken says why, withdraws nothing, and is mended by its next pull", () => {
  test.each([
    ["an error of the server", { status: 500, body: "x" }, "L’adresse répond 500 au lieu d’un flux."],
    ["an address that is gone", { status: 404, body: "x" }, "L’adresse répond 404 au lieu d’un flux."],
    ["no content", { status: 204 }, "L’adresse répond 204 au lieu d’un flux."],
    ["an answer « not modified » that nobody asked for", { status: 304 }, "L’adresse répond 304 au lieu d’un flux."],
    [
      "an HTML page",
      { headers: { "Content-Type": "text/html" }, body: "<!doctype html><html>Maintenance</html>" },
      "L’adresse répond une page HTML au lieu d’un flux.",
    ],
    ["nothing", { body: "" }, "Le fichier est vide."],
    [
      "a body that is cut",
      { body: feed().slice(0, 500) },
      "Aucune ligne du fichier n’est lisible\u00a0: une offre en JSON par ligne est attendue. La ligne 1 n’est pas du JSON.",
    ],
    ["no answer", { silent: true }, "Le flux n’est pas arrivé en 2\u00a0secondes."],
    ["a slow drip", { body: feed(), drip: { piece: 300, ms: 400 } }, "Le flux n’est pas arrivé en 2\u00a0secondes."],
    ["too many bytes", { body: HUGE }, "Le flux dépasse 0,05\u00a0Mo."],
    ["a redirect to itself", { status: 302, headers: { Location: FEED } }, "L’adresse redirige plus de 5 fois."],
    [
      "a redirect into a private network",
      { status: 302, headers: { Location: "https://10.0.0.1/flux" } },
      "Une redirection est refusée. L’adresse n’est pas celle d’un site public.",
    ],
    [
      "a redirect to the metadata of a cloud, over plain HTTP",
      { status: 301, headers: { Location: "http://169.254.169.254/latest" } },
      "Une redirection est refusée. L’adresse n’est pas en https.",
    ],
    ...["https://2130706433/", "https://0177.0.0.1/", "https://[::ffff:7f00:1]/", "https://localhost/"].map(
      (to): [string, object, string] => [
        `a redirect to this machine, written ${to}`,
        { status: 302, headers: { Location: to } },
        "Une redirection est refusée. L’adresse n’est pas celle d’un site public.",
      ],
    ),
    [
      "a redirect with a password",
      { status: 302, headers: { Location: "https://u:p@flux.exemple.fr/" } },
      "Une redirection est refusée. L’adresse contient un nom ou un mot de passe.",
    ],
    [
      "a redirect to this machine",
      { status: 307, headers: { Location: "https://localhost:8787/" } },
      "Une redirection est refusée. L’adresse nomme un port.",
    ],
    ["a redirect nowhere", { status: 302 }, "L’adresse répond 302 au lieu d’un flux."],
    [
      "a redirect to no address",
      { status: 302, headers: { Location: "https://" } },
      "Une redirection est refusée. Ce n’est pas une adresse.",
    ],
  ])("%s", async (_, broken, error) => {
    await play({ body: feed() });
    const id = await addSource();
    await pull(id, NOON);
    await play(broken);
    await pull(id, later(60), { bounds: { ms: 2_000, bytes: 50_000 } });
    expect(await sourceOf(id)).toMatchObject({
      lastError: error,
      failures: 1,
      leaseUntil: null,
      dueAt: later(65).toISOString(),
      succeededAt: NOON.toISOString(),
    });
    expect(await openOffers()).toEqual(REFERENCES);
    await play({ body: feed([...REFERENCES, "S-2026-000005"]) });
    await pull(id, later(65));
    expect(await sourceOf(id)).toMatchObject({ lastError: null, failures: 0, dueAt: later(125).toISOString() });
    expect(await openOffers()).toEqual([...REFERENCES, "S-2026-000005"]);
  });

  test.each([
    ["a PASS feed that is cut", "pass", '<rss xmlns:dc="x"><channel><item><title>Jur', /./],
    ["another CSV", "csp", "a;b\n1;2\n", /ne nomme pas les colonnes/],
    [
      "offers of which none can be read",
      "ndjson",
      '{"reference":"S-1"}\n{"reference":"S-2"}\n',
      /^Aucune offre du flux/,
    ],
    ["an HTML page that nothing calls so", "ndjson", "<html><body>Maintenance</body></html>", /JSON/],
  ] as const)("%s", async (_, kind, body, error) => {
    await play({ body });
    const id = await addSource({ kind });
    await pull(id, NOON);
    expect((await sourceOf(id)).lastError).toMatch(error);
    expect(await openOffers()).toEqual([]);
  });

  test("a site of this machine, where no setting allows it", async () => {
    const id = await addSource({ url: "http://localhost:8787/flux" });
    await pull(id, NOON);
    expect((await sourceOf(id)).lastError).toBe("L’adresse n’est pas en https.");
  });

  test("it is tried again after 5 minutes, 15, then every hour", async () => {
    await play({ status: 500 });
    const id = await addSource();
    const waits: number[] = [];
    for (let minute = 0; waits.length < 5; ) {
      await pull(id, later(minute));
      const { dueAt } = await sourceOf(id);
      const next = (Date.parse(dueAt) - NOON.getTime()) / 60_000;
      waits.push(next - minute);
      minute = next;
    }
    expect(waits).toEqual([5, 15, 60, 60, 60]);
  });

  test("it costs no other source anything", async () => {
    const broken = await addSource({ name: "lente", url: `${SITE}/lente` });
    await play({ silent: true }, `${SITE}/lente`);
    await play({ body: feed() });
    const good = await addSource();
    await Promise.all([pull(broken, NOON), pull(good, NOON)]);
    expect(await openOffers()).toEqual(REFERENCES);
  });
});
