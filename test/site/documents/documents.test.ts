import { copyFileSync, globSync, mkdtempSync, readdirSync, renameSync, rmSync, statSync, truncateSync } from "node:fs";
import { request as httpRequest } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { photograph } from "#test/files/source-documents.ts";
import { aPdf, lockedPdf } from "#test/support/documents.ts";
import { type Site, startSite } from "#test/support/site.ts";
import { aCandidate, type Browser, hiddenFields, openBrowser, person } from "#test/support/spaces/candidate.ts";

const MEGABYTE = 1024 * 1024;
const PAGE = "/compte/documents";

let site: Site;
let networks = 10;
beforeAll(async () => {
  site = await startSite();
});
afterAll(() => site.stop());

/** The text of a page, whichever spaces it is written with. */
const plain = async (page: Response | string) =>
  (typeof page === "string" ? page : await page.text()).replace(/\u00a0/g, " ");
const location = (response: Response) => response.headers.get("Location");
/** Each test has a candidate of its own. */
const somebody = (name: string) => aCandidate(site, name, `192.0.2.${networks++}`);
const links = async (browser: Browser) => {
  const html = await browser.text(PAGE);
  return [...html.matchAll(/href="(\/compte\/documents\/[^"/]+\/fichier)">([^<]+)</g)].map(
    ([, path = "", name = ""]) => ({ path, name }),
  );
};
const names = async (browser: Browser) => (await links(browser)).map(({ name }) => name);
const rows = async (query: string) => (await (await site.accounts()).prepare(query).raw()).map(([value]) => value);
const objects = async () =>
  (await (await site.miniflare.getR2Bucket("DOCUMENTS", "web")).list()).objects.map(({ key }) => key);

describe("adding", () => {
  test("several files of a rubric at once, up to three, under their names", async () => {
    const lea = await somebody("ajoute");
    const page = await plain(await lea.text(PAGE));
    expect(page).toContain("Ces documents ne sont pas visibles par les recruteurs.");
    expect(page).toContain(
      "3 documents au plus dans chaque rubrique, en PDF, DOCX, ODT, JPEG ou PNG, de 10 Mo au plus chacun",
    );
    const sent = await lea.upload(PAGE, {}, { cv: [aPdf("CV Léa.pdf"), aPdf("../CV 2.pdf")] });
    expect(location(sent)).toBe(`${PAGE}?fait=ajouts`);
    const more = await lea.upload(PAGE, {}, { cv: [aPdf("CV 3.pdf"), aPdf("CV 4.pdf")] });
    expect(more.status).toBe(422);
    expect(await plain(more)).toContain("contient déjà 3 documents");
    expect(await names(lea)).toEqual(["CV Léa.pdf", "CV 2.pdf", "CV 3.pdf"]);
    expect(await lea.text(PAGE)).toContain("Cette rubrique est pleine");
  });

  test("keeps the good files of a form and says what is wrong with the others", async () => {
    const lea = await somebody("trie");
    const program = new File(["MZ\x90\0"], "CV.pdf", { type: "application/pdf" });
    const sent = await lea.upload(
      PAGE,
      {},
      { cv: [program, aPdf("Bon.pdf")], lettre: [new File(["a"], "Lettre.doc")] },
    );
    expect(sent.status).toBe(422);
    const html = await plain(sent);
    expect(html).toContain("« CV.pdf » n’est pas ce que dit la fin de son nom.");
    expect(html).toContain("« Lettre.doc » n’est pas un fichier PDF, DOCX, ODT, JPEG ou PNG.");
    expect(html).toContain("1 document ajouté.");
    // One thing only asks for the focus, and that is what is wrong.
    expect(html.match(/autofocus/gi)).toHaveLength(1);
    expect(html).toMatch(/error-summary"[^>]*autofocus/i);
    expect(await names(lea)).toEqual(["Bon.pdf"]);
  });

  test("a photographed certificate is kept, and handed out under its own type", async () => {
    const lea = await somebody("photo");
    const photo = new File([photograph(30, 20, 1).slice()], "Attestation.PNG", { type: "image/png" });
    expect(location(await lea.upload(PAGE, {}, { autre: [photo] }))).toBe(`${PAGE}?fait=ajout`);
    const [{ name, path } = { name: "", path: "" }] = await links(lea);
    expect(name).toBe("Attestation.png");
    const served = await lea.get(path);
    expect([served.headers.get("Content-Type"), served.headers.get("Content-Security-Policy")]).toEqual([
      "image/png",
      "sandbox; default-src 'none'",
    ]);
  });

  test("a PDF that asks for a password is kept, and every page that lists it says that a recruiter could not open it", async () => {
    const lea = await somebody("verrou");
    const WARNING = "Ce document demande un mot de passe pour être ouvert : le recruteur ne pourra pas l’ouvrir sans.";
    expect(location(await lea.upload(PAGE, {}, { cv: [lockedPdf("Verrouillé.pdf")] }))).toBe(`${PAGE}?fait=ajout`);
    expect(await plain(await lea.text(PAGE))).toContain(WARNING);
    const [{ path } = { path: "" }] = await links(lea);
    const one = path.replace("/fichier", "");
    expect(await plain(await lea.text(one))).toContain(WARNING);
    const sent = await lea.upload(one, { action: "remplacer" }, { fichier: [aPdf("Ouvert.pdf")] });
    expect(location(sent)).toBe(`${PAGE}?fait=remplacement`);
    expect(await plain(await lea.text(PAGE))).not.toContain(WARNING);
  });

  test("says what is wrong where the rubric is full too, and the summary of errors leads there", async () => {
    const four = [1, 2, 3, 4].map((n) => aPdf(`${n}.pdf`));
    const lea = await somebody("pleine");
    for (const sent of [
      await lea.upload(PAGE, {}, { cv: four }),
      await openBrowser(site).upload("/inscription", {}, { cv: four }),
    ]) {
      expect(sent.status).toBe(422);
      const html = await sent.text();
      expect(html).toContain('href="#cv"');
      expect(html).toContain('id="cv"');
      expect(html).toMatch(/id="cv-erreur"[^>]*>La rubrique/);
    }
  });

  test("5.2.1: a file of 10 MB is kept, one of 11 MB is refused with its size", async () => {
    const lea = await somebody("grand");
    expect(location(await lea.upload(PAGE, {}, { cv: [aPdf("Dix.pdf", 10 * MEGABYTE)] }))).toBe(`${PAGE}?fait=ajout`);
    const sent = await lea.upload(PAGE, {}, { cv: [aPdf("Onze.pdf", 11 * MEGABYTE)] });
    expect(sent.status).toBe(422);
    expect(await plain(sent)).toContain("« Onze.pdf » dépasse 10 Mo.");
    expect(await names(lea)).toEqual(["Dix.pdf"]);
  });

  test("30 MB a form: what came before is kept, and the rest is asked for again", async () => {
    const lea = await somebody("trente");
    const file = (n: number) => aPdf(`${n}.pdf`, 9 * MEGABYTE);
    const sent = await lea.upload(PAGE, {}, { cv: [file(1), file(2), file(3)], lettre: [file(4)] });
    expect(sent.status).toBe(422);
    expect(await plain(sent)).toContain("L’ensemble de vos documents dépasse 30 Mo");
    expect(await names(lea)).toEqual(["1.pdf", "2.pdf", "3.pdf"]);
  });

  test("5.1.1, 5.2.1: a form of 100 MB is answered, and nothing of it is kept", async () => {
    const lea = await somebody("cent");
    const sent = await sendRaw(lea, { size: 100 * MEGABYTE });
    expect(sent).toBe(422);
    expect(await names(lea)).toEqual([]);
  });

  test("a form that comes in pieces, without its length, is kept", async () => {
    const lea = await somebody("morceaux");
    expect(await sendRaw(lea, { file: aPdf("Morceaux.pdf", MEGABYTE), chunked: true })).toBe(303);
    expect(await names(lea)).toEqual(["Morceaux.pdf"]);
  });

  test("a form shorter than it said, or cut half-way, leaves nothing and takes no room", async () => {
    const lea = await somebody("coupe");
    expect(await sendRaw(lea, { file: aPdf("Court.pdf", MEGABYTE), length: MEGABYTE / 2 })).not.toBe(303);
    expect(await sendRaw(lea, { file: aPdf("Coupé.pdf", MEGABYTE), cutAt: MEGABYTE / 2 })).not.toBe(303);
    expect(await names(lea)).toEqual([]);
    await lea.upload(PAGE, {}, { cv: [aPdf("1.pdf"), aPdf("2.pdf"), aPdf("3.pdf")] });
    expect(await names(lea)).toEqual(["1.pdf", "2.pdf", "3.pdf"]);
  });

  test("while 30 MB are coming in, a small file has room, a larger one is asked to come back, and then has room", async () => {
    const lea = await somebody("place");
    const headers = { Origin: site.site, Cookie: lea.cookie(), "Content-Type": "multipart/form-data; boundary=b" };
    const coming = httpRequest(site.site + PAGE, {
      method: "POST",
      headers: { ...headers, "Content-Length": 30 * MEGABYTE },
    });
    coming.on("error", () => {});
    coming.write('--b\r\nContent-Disposition: form-data; name="cv"; filename="Lent.pdf"\r\n\r\n');
    await new Promise((resolve) => setTimeout(resolve, 500));
    expect(location(await lea.upload(PAGE, {}, { cv: [aPdf("Petit.pdf", MEGABYTE)] }))).toBe(`${PAGE}?fait=ajout`);
    const refused = await lea.upload(PAGE, {}, { cv: [aPdf("Grand.pdf", 9 * MEGABYTE)] });
    expect([refused.status, refused.headers.get("Retry-After")]).toEqual([503, "30"]);
    expect(await plain(refused)).toContain("ce que vous y aviez saisi y est encore");
    // Its visitor goes away without a word.
    coming.destroy();
    expect(location(await lea.upload(PAGE, {}, { cv: [aPdf("Grand.pdf", 9 * MEGABYTE)] }))).toBe(`${PAGE}?fait=ajout`);
    expect(await names(lea)).toEqual(["Petit.pdf", "Grand.pdf"]);
  }, 60_000);

  test("files that come before the token are not kept, nor is anything without it", async () => {
    const lea = await somebody("jeton");
    const { csrf = "" } = hiddenFields(await lea.text(PAGE));
    const late = new FormData();
    late.append("cv", aPdf());
    late.append("csrf", csrf);
    expect((await lea.send(PAGE, { method: "POST", body: late })).status).toBe(403);
    const without = new FormData();
    without.append("cv", aPdf());
    expect((await lea.send(PAGE, { method: "POST", body: without })).status).toBe(403);
    expect(await names(lea)).toEqual([]);
  });

  test("2.3.4, 5.2.4: of twenty sent at once in a rubric, three are kept and seventeen are told why not", async () => {
    const lea = await somebody("vingt");
    const { csrf = "" } = hiddenFields(await lea.text(PAGE));
    const sent = await Promise.all(
      Array.from({ length: 20 }, (_, n) => {
        const form = new FormData();
        form.append("csrf", csrf);
        form.append("cv", aPdf(`${n}.pdf`));
        return lea.send(PAGE, { method: "POST", body: form });
      }),
    );
    const statuses = sent.map(({ status }) => status).sort();
    expect(statuses).toEqual([...Array(3).fill(303), ...Array(17).fill(422)]);
    expect(await names(lea)).toHaveLength(3);
    const kept = await rows(
      "SELECT 'documents/' || d.id FROM documents d JOIN candidates c ON c.id = d.candidate_id WHERE c.username = 'vingt'",
    );
    expect(await objects()).toEqual(expect.arrayContaining(kept));
  });
});

describe("a file that is kept", () => {
  test("3.2.1: is downloaded as an attachment, in a sandbox, under a type of ours", async () => {
    const lea = await somebody("telecharge");
    const sent = aPdf("CV « Léa » 100 %.pdf");
    await lea.upload(PAGE, {}, { cv: [new File([sent], sent.name, { type: "application/x-pdf" })] });
    const [link] = await links(lea);
    const file = await lea.get(link?.path ?? "");
    expect(file.status).toBe(200);
    const header = (name: string) => file.headers.get(name);
    expect(header("Content-Type")).toBe("application/pdf");
    expect(header("Content-Disposition")).toBe(
      `attachment; filename="CV  Lea  100 _.pdf"; filename*=UTF-8''CV%20%C2%AB%20L%C3%A9a%20%C2%BB%20100%20%25.pdf`,
    );
    expect(header("X-Content-Type-Options")).toBe("nosniff");
    expect(header("Content-Security-Policy")).toBe("sandbox; default-src 'none'");
    expect(header("Cross-Origin-Resource-Policy")).toBe("same-origin");
    expect(header("Cache-Control")).toContain("no-store");
    expect(new Uint8Array(await file.arrayBuffer())).toEqual(new Uint8Array(await sent.arrayBuffer()));
  });

  test("is renamed, replaced and removed, and its object goes with it", async () => {
    const lea = await somebody("change");
    await lea.upload(PAGE, {}, { cv: [aPdf("Avant.pdf")] });
    const one = async () => ((await links(lea))[0]?.path ?? "").replace(/\/fichier$/, "");
    const page = await one();
    // A date is no path.
    await lea.upload(page, { action: "renommer", nom: "CV du 1/09" });
    expect(await names(lea)).toEqual(["CV du 1-09.pdf"]);
    expect(location(await lea.upload(page, { action: "renommer", nom: "Après\r\n.exe" }))).toBe(`${PAGE}?fait=nom`);
    expect(await names(lea)).toEqual(["Après.pdf"]);
    expect((await lea.upload(page, { action: "renommer", nom: " " })).status).toBe(422);

    const refused = await lea.upload(page, { action: "remplacer" }, { fichier: [new File(["a"], "Faux.pdf")] });
    expect(refused.status).toBe(422);
    expect(await plain(refused)).toContain("« Faux.pdf » n’est pas ce que dit");
    expect(await names(lea)).toEqual(["Après.pdf"]);
    expect((await lea.upload(page, { action: "remplacer" })).status).toBe(422);
    expect(location(await lea.upload(page, { action: "remplacer" }, { fichier: [aPdf("Nouveau.pdf")] }))).toBe(
      `${PAGE}?fait=remplacement`,
    );
    expect(await names(lea)).toEqual(["Nouveau.pdf"]);
    expect((await lea.get(page)).status).toBe(404);

    const now = await one();
    expect(location(await lea.upload(now, { action: "retirer" }))).toBe(`${PAGE}?fait=retrait`);
    expect(await names(lea)).toEqual([]);
    await site.tick(new Date());
    const keys = [page, now].map((path) => `documents/${path.split("/").pop()}`);
    expect((await objects()).filter((key) => keys.includes(key))).toEqual([]);
  });

  test("is nobody else's: not its page, not its content, nothing that can be done with it", async () => {
    const lea = await somebody("mienne");
    const zoe = await somebody("sienne");
    await lea.upload(PAGE, {}, { cv: [aPdf("À moi.pdf")] });
    await zoe.upload(PAGE, {}, { cv: [aPdf("À elle.pdf")] });
    const [hers] = await links(lea);
    const page = hers?.path.replace(/\/fichier$/, "") ?? "";
    const { csrf = "" } = hiddenFields(await zoe.text(PAGE));
    expect((await zoe.get(page)).status).toBe(404);
    expect((await zoe.get(`${page}/fichier`)).status).toBe(404);
    for (const action of ["renommer", "remplacer", "retirer"]) {
      const form = new FormData();
      for (const [name, value] of Object.entries({ csrf, action, nom: "Volé" })) form.append(name, value);
      form.append("fichier", aPdf());
      expect((await zoe.send(page, { method: "POST", body: form })).status).toBe(404);
    }
    const stranger = openBrowser(site);
    expect(location(await stranger.get(`${page}/fichier`))).toContain("/connexion");
    expect(await names(lea)).toEqual(["À moi.pdf"]);
  });

  test("whose object is gone is told in French, and can be removed", async () => {
    const lea = await somebody("perdue");
    await lea.upload(PAGE, {}, { cv: [aPdf("Perdu.pdf")] });
    const [link] = await links(lea);
    const id = link?.path.split("/").at(-2) ?? "";
    await (await site.miniflare.getR2Bucket("DOCUMENTS", "web")).delete(`documents/${id}`);
    const file = await lea.send(link?.path ?? "", { headers: { Accept: "text/html,*/*" } });
    expect(file.status).toBe(404);
    expect(file.headers.get("Content-Disposition")).toBeNull();
    expect(file.headers.get("Content-Type")).toBe("text/html; charset=utf-8");
    const told = await plain(file);
    expect(told).toContain("Document introuvable");
    expect(told).toContain("retirez-le et ajoutez-le à nouveau");
    expect(told).toContain("Mon compte");
    expect(await (await lea.get(link?.path ?? "")).text()).toBe("");
    expect(location(await lea.upload(`/compte/documents/${id}`, { action: "retirer" }))).toBe(`${PAGE}?fait=retrait`);
  });
});

describe("a bucket that fails", () => {
  const data = mkdtempSync(join(tmpdir(), "pass-bucket-"));
  let broken: Site;
  let lea: Browser;
  let file = "";
  beforeAll(async () => {
    broken = await startSite({}, undefined, data);
    lea = await aCandidate(broken, "lea");
    await lea.upload(PAGE, {}, { cv: [aPdf("Grand.pdf", 5 * MEGABYTE)] });
    file = (await links(lea))[0]?.path ?? "";
    expect((await (await lea.get(file)).arrayBuffer()).byteLength).toBe(5 * MEGABYTE);
  });
  afterAll(async () => {
    await broken.stop();
    rmSync(data, { recursive: true });
  });

  /** What the bucket holds of the file, on disk. */
  const kept = () => {
    const folder = join(data, "r2");
    const names = readdirSync(folder, { recursive: true, encoding: "utf8" });
    const [found] = names.map((name) => join(folder, name)).filter((path) => statSync(path).size === 5 * MEGABYTE);
    return found ?? "";
  };

  test("half-way cuts the download short: never a file that looks whole", async () => {
    const path = kept();
    copyFileSync(path, `${path}.whole`);
    truncateSync(path, 2 * MEGABYTE);
    const answered = await lea.get(file).catch(() => null);
    // Whether it is seen before the first byte or after, nothing passes for the file.
    if (answered?.ok) await expect(answered.arrayBuffer()).rejects.toThrow();
    else expect([null, 503]).toContain(answered?.status ?? null);
    renameSync(`${path}.whole`, path);
  });

  test("at once is told in French, with when to come back, and is kept by nobody", async () => {
    const [path = ""] = globSync(join(data, "r2", "*", "*.sqlite"), { exclude: (name) => name.includes("metadata") });
    const directory = new DatabaseSync(path);
    directory.exec("UPDATE _mf_objects SET checksums = '{'");
    directory.close();
    const answered = await lea.send(file, { headers: { Accept: "text/html,*/*" } });
    expect(answered.status).toBe(503);
    expect(answered.headers.get("Retry-After")).toBe("60");
    expect(answered.headers.get("Cache-Control")).toContain("no-store");
    expect(answered.headers.get("Content-Disposition")).toBeNull();
    const told = await plain(answered);
    expect(told).toContain("Document momentanément indisponible");
    expect(told).toContain("<title>Document momentanément indisponible – PASS</title>");
    const program = await lea.get(file);
    expect([program.status, program.headers.get("Retry-After"), await program.text()]).toEqual([503, "60", ""]);
  });
});

test("files of a sign-up form that has errors stay with the form for a day, refused ones are said", async () => {
  const browser = openBrowser(site, "192.0.2.9");
  const sent = await browser.upload(
    "/inscription",
    { ...person("gardes"), email: "gardes@" },
    { cv: [aPdf("Mon CV.pdf"), new File(["a"], "Faux.pdf")] },
  );
  expect(sent.status).toBe(422);
  const html = await plain(sent);
  expect(html).toContain("Mon CV.pdf");
  expect(html).toContain("« Faux.pdf » n’est pas ce que dit");
  expect(html).toContain("Elle doit ressembler à");
  const { draft = "" } = hiddenFields(html);
  const id = draft.split(".")[0] ?? "";
  const kept = () => rows(`SELECT name FROM documents WHERE draft = '${id}'`);
  await site.tick(new Date(Date.now() + 23 * 3_600_000));
  expect(await kept()).toEqual(["Mon CV.pdf"]);
  await site.tick(new Date(Date.now() + 25 * 3_600_000));
  expect(await kept()).toEqual([]);
});

type Raw = { file?: File; size?: number; chunked?: boolean; length?: number; cutAt?: number };

/** Sends a form as no browser would. @returns the status of the answer; 0 when the line was cut */
async function sendRaw(browser: Browser, { file, size = 0, chunked = false, length, cutAt }: Raw): Promise<number> {
  const { csrf = "" } = hiddenFields(await browser.text(PAGE));
  const line = "frontiere";
  const field = `--${line}\r\nContent-Disposition: form-data; name="csrf"\r\n\r\n${csrf}\r\n`;
  const title = `--${line}\r\nContent-Disposition: form-data; name="cv"; filename="${file?.name ?? "Grand.pdf"}"\r\n\r\n`;
  const content = Buffer.from(await (file ?? new Blob([new Uint8Array(size)])).arrayBuffer());
  const body = Buffer.concat([Buffer.from(field + title), content, Buffer.from(`\r\n--${line}--\r\n`)]);
  const headers: Record<string, string> = {
    Cookie: browser.cookie(),
    Origin: site.site,
    "CF-Connecting-IP": "192.0.2.8",
    "Content-Type": `multipart/form-data; boundary=${line}`,
    ...(chunked ? { "Transfer-Encoding": "chunked" } : { "Content-Length": String(length ?? body.length) }),
  };
  return new Promise((resolve) => {
    const asked = httpRequest(`${site.site}${PAGE}`, { method: "POST", headers }, (answer) => {
      answer.resume();
      resolve(answer.statusCode ?? 0);
    });
    asked.on("error", () => resolve(0));
    if (cutAt !== undefined) {
      asked.write(body.subarray(0, cutAt), () => setTimeout(() => asked.destroy(), 200));
      return;
    }
    const piece = 256 * 1024;
    const end = length ?? body.length;
    for (let at = 0; at < end; at += piece) asked.write(body.subarray(at, Math.min(at + piece, end)));
    asked.end();
  });
}
