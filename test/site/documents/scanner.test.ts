import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { openScanner } from "#app/services/documents/scanner.ts";
import { catalogue, page, rawPdf, stream } from "#test/files/raw-pdf.ts";
import { aPdf } from "#test/support/documents.ts";
import { type Site, startSite } from "#test/support/site.ts";
import { aCandidate, type Browser } from "#test/support/spaces/candidate.ts";

/**
 * The file that every antivirus takes for a virus, and that does nothing (eicar.org); in two parts, for those of this
 * machine.
 */
const EICAR = ["X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR-STANDARD", "-ANTIVIRUS-TEST-FILE!$H+H*"].join("");
const infected = () =>
  new File([rawPdf({ 1: catalogue(), ...page(), 9: stream(EICAR) })], "Virus.pdf", { type: "application/pdf" });

type Answer = { status: number; body: string };
const OK: Answer = { status: 200, body: '[{"Status":"OK","Description":"","FileName":"document"}]' };
const FOUND: Answer = {
  status: 406,
  body: '[{"Status":"FOUND","Description":"Eicar-Test-Signature","FileName":"document"}]',
};

/** What the scanner answers: what it finds, or something else; null when it never does. */
let answer: "looks" | Answer | null = "looks";
let received: Buffer[] = [];
let server: Server;
let url: string;
let site: Site;
let lea: Browser;
beforeAll(async () => {
  server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk) => chunks.push(chunk));
    request.on("end", () => {
      const body = Buffer.concat(chunks);
      received.push(body);
      if (answer === null) return;
      const { status, body: text } = answer === "looks" ? (body.includes(EICAR) ? FOUND : OK) : answer;
      response.writeHead(status, { "Content-Type": "application/json", Location: "/ailleurs" }).end(text);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/v2/scan`;
  site = await startSite({ SCANNER_URL: url });
  lea = await aCandidate(site, "lea");
});
afterAll(async () => {
  server.closeAllConnections();
  server.close();
  await site.stop();
});
beforeEach(() => {
  answer = "looks";
  received = [];
});

const PAGE = "/compte/documents";
const states = async () => {
  const found = await (await site.accounts())
    .prepare("SELECT name || ' ' || scan FROM documents ORDER BY created_at")
    .raw();
  return found.map(([value]) => value);
};
const fileOf = async (name: string) => {
  const row = await (await site.accounts())
    .prepare("SELECT id FROM documents WHERE name = ?")
    .bind(name)
    .first<{ id: string }>();
  return lea.send(`/compte/documents/${row?.id}/fichier`, { headers: { Accept: "text/html,*/*" } });
};

test("5.4.3: a clean file is kept and handed out, an infected one is refused and not kept", async () => {
  await lea.upload(PAGE, {}, { cv: [aPdf("Sain.pdf")] });
  expect(await states()).toEqual(["Sain.pdf clean"]);
  expect((await fileOf("Sain.pdf")).status).toBe(200);
  const refused = await lea.upload(PAGE, {}, { cv: [infected()] });
  expect(refused.status).toBe(422);
  expect(await refused.text()).toContain("«\u00a0Virus.pdf\u00a0» contient un virus\u00a0: il n’a pas été gardé.");
  expect(await states()).toEqual(["Sain.pdf clean"]);
  expect(await lea.text(PAGE)).toContain("Chaque document est vérifié par un antivirus.");
});

test("a file that is refused for what it is does not reach the scanner", async () => {
  await lea.upload(PAGE, {}, { cv: [new File(["a"], "Faux.pdf")] });
  expect(received).toEqual([]);
});

test("while the scanner is down files are kept but not handed out; once it is back, the next tick looks at them", async () => {
  answer = { status: 500, body: "broken" };
  await lea.upload(PAGE, {}, { lettre: [aPdf("Attend.pdf"), infected()] });
  expect(await states()).toEqual(["Sain.pdf clean", "Attend.pdf error", "Virus.pdf error"]);
  const waiting = await fileOf("Attend.pdf");
  expect(waiting.status).toBe(409);
  expect(waiting.headers.get("Content-Disposition")).toBeNull();
  expect(await waiting.text()).toContain("L’antivirus ne l’a pas encore vérifié, ou l’a refusé");
  expect(await lea.text(PAGE)).toContain("L’antivirus ne l’a pas encore vérifié");
  // « Mon compte » names them all, and links to what is handed out alone.
  const account = await lea.text("/compte");
  expect(account).toContain("Attend.pdf");
  expect(account.match(/(?<=fichier">)[^<]+/g)).toEqual(["Sain.pdf"]);

  await site.tick(new Date());
  expect(await states()).toEqual(["Sain.pdf clean", "Attend.pdf error", "Virus.pdf error"]);
  answer = "looks";
  await site.tick(new Date());
  await site.tick(new Date());
  expect(await states()).toEqual(["Sain.pdf clean", "Attend.pdf clean", "Virus.pdf refused"]);
  expect((await fileOf("Attend.pdf")).status).toBe(200);
  expect((await fileOf("Virus.pdf")).status).toBe(409);
  const shown = await lea.text(PAGE);
  expect(shown).toContain("L’antivirus y a trouvé un virus");
  expect(shown).not.toContain("L’antivirus ne l’a pas encore vérifié");
  received = [];
  await site.tick(new Date());
  expect(received).toEqual([]);
});

test("only what says so in the scanner's own words is clean", async () => {
  const scan = openScanner(url, 300);
  const said = async (given: typeof answer) => {
    answer = given;
    return scan(new Uint8Array([1, 2, 3]));
  };
  expect(await said("looks")).toBe("clean");
  expect(await said({ status: 200, body: '{"Status":"OK"}' })).toBe("clean");
  expect(await said(FOUND)).toBe("refused");
  expect(await said({ status: 406, body: "" })).toBe("refused");
  expect(await said({ status: 200, body: FOUND.body })).toBe("refused");
  for (const status of [301, 302, 400, 401, 404, 412, 413, 429, 500, 501, 502, 503]) {
    expect(await said({ status, body: OK.body }), String(status)).toBe("error");
  }
  for (const body of [
    "",
    "OK",
    "<html>OK</html>",
    "[]",
    "{}",
    '[{"Status":"ERROR"}]',
    '[{"Status":"OK"},{"Status":"PARSE"}]',
    "[null]",
    "x".repeat(20_000),
  ]) {
    expect(await said({ status: 200, body }), body.slice(0, 40)).toBe("error");
  }
  expect(await said(null)).toBe("error");
  expect(await openScanner("http://127.0.0.1:1/", 300)(new Uint8Array([1]))).toBe("error");
  expect(await openScanner("no address", 300)(new Uint8Array([1]))).toBe("error");
  expect(await openScanner(undefined)(new Uint8Array([1]))).toBe("not_scanned");
});
