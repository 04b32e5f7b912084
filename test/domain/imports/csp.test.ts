import { describe, expect, test } from "vitest";
import { createReader } from "#app/domain/imports/feed.ts";
import { type Read, UnreadableFeed } from "#app/domain/imports/feed-reader.ts";

const NOW = "2026-12-01T12:00:00.000Z";

/** A row of which a test says only what matters to it. */
const ROW = {
  "Organisme de rattachement": "Ministère de la Culture",
  Référence: "2026-1234567",
  "Intitulé du poste": "Apprenti archiviste",
  Employeur: "Archives de la Creuse",
  "Nature de l'emploi": "Contrat d'apprentissage",
  "Localisation du poste": "Creuse (23)",
  "Lieu d'affectation": "1 rue Williams Dumazet : 23200 Aubusson",
  "Niveau d'études": "Niveau 7 Master/diplômes équivalents",
  "Durée du contrat": "12 mois",
  Télétravail: "",
  "Compétences attendues": "",
  "Date de vacance de l'emploi": "01/09/2026",
  "Date de première publication": "15/11/2026",
  "Date de fin de publication par défaut": "31/12/9999",
};

type Row = Partial<Record<keyof typeof ROW, string>>;

const quoted = (value: string) => (/[";\n]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value);
const lineOf = (row: Row) =>
  Object.values({ ...ROW, ...row })
    .map(quoted)
    .join(";");
const HEADER = Object.keys(ROW).map(quoted).join(";");
const file = (...lines: string[]) => `${[HEADER, ...lines].join("\r\n")}\r\n`;

function read(text: string, piece = text.length): { reads: Read[]; skipped: number } {
  const reader = createReader("csp", NOW);
  for (let at = 0; at < text.length; at += piece) reader.write(text.slice(at, at + piece));
  return { reads: reader.end(), skipped: reader.skipped ?? 0 };
}

function readOne(row: Row) {
  const [only] = read(file(lineOf(row))).reads;
  if (!only?.ok) throw new Error(only?.reason ?? "nothing was read");
  return { ...only.posting, doubts: only.doubts };
}

const references = (reads: Read[]) => reads.map((each) => (each.ok ? each.posting.reference : null));

describe("the open data of « Choisir le service public »", () => {
  test("gives an offer with its place, level, duration and dates", () => {
    expect(readOne({})).toMatchObject({
      reference: "2026-1234567",
      type: "apprentissage",
      title: "Apprenti archiviste",
      administration: "Ministère de la Culture",
      employer: "Archives de la Creuse",
      department: "23",
      region: "75",
      city: "Aubusson",
      country: "FRA",
      level: 7,
      durationMinMonths: 12,
      durationMaxMonths: 12,
      startsOn: "2026-09-01",
      publishedAt: "2026-11-14T23:00:00.000Z",
      expiresOn: null,
      contacts: [],
    });
  });

  test("is read by the names of its columns, in any order, capitals, accents and apostrophes aside", () => {
    const names = ["intitulé du poste", "NATURE DE L’EMPLOI", "Reference"];
    const { reads } = read(`${names.join(";")}\nJuriste;Stage;S-2026-1\n`);
    expect(reads).toMatchObject([{ ok: true, posting: { reference: "S-2026-1", type: "stage", title: "Juriste" } }]);
  });

  test("is cut anywhere by the network", () => {
    const text = file(lineOf({ Employeur: 'Archives "de la Creuse"\n1 rue Dumazet\n23200 Aubusson' }), lineOf({}));
    for (const piece of [1, 2, 7, 50]) expect(read(text, piece), `pieces of ${piece}`).toEqual(read(text));
  });

  test("names the employer in the first line of several, before its address", () => {
    expect(readOne({ Employeur: 'Archives "de la Creuse"\r\n1 rue Dumazet ; BP 3\r\n23200 Aubusson' }).employer).toBe(
      'Archives "de la Creuse"',
    );
  });

  test("holds mostly other offers, which are skipped and counted", () => {
    const others = [
      "Emploi ouvert aux titulaires et aux contractuels",
      "Emploi réservé aux fonctionnaires et lauréats d'un concours territorial",
      "Fonctionnaire stagiaire",
      "",
    ].map((nature) => lineOf({ "Nature de l'emploi": nature }));
    const { reads, skipped } = read(file(...others, lineOf({ "Nature de l'emploi": "Stage" })));
    expect({ kept: reads.length, skipped }).toEqual({ kept: 1, skipped: 4 });
  });

  test.each([
    ["Creuse (23)", { department: "23", region: "75" }],
    ["Corse-du-Sud (2A)", { department: "2A", region: "94" }],
    ["Bretagne", { department: null, region: "53" }],
    ["Ille-et-Vilaine (35), Morbihan (56)", { department: null, region: "53" }],
    ["Ille-et-Vilaine (35), Creuse (23)", { department: null, region: null }],
    ["Allemagne", { department: null, region: null, country: "DEU" }],
    ["France", { department: null, region: null, country: "FRA" }],
  ])("places an offer of « %s »", (said, expected) => {
    expect(readOne({ "Localisation du poste": said, "Lieu d'affectation": "" })).toMatchObject(expected);
  });

  test.each([
    ["92 boulevard Ney, 75018 PARIS", "Paris (75)", "Paris"],
    ["108 Av du Gl LECLERC – BP 60321  35703  RENNES CEDEX 7", "Ille-et-Vilaine (35)", "Rennes"],
    ["3 place Bellecour\n69002 Lyon\nFrance", "Rhône (69)", "Lyon"],
    ["Guéret", "Creuse (23)", "Guéret"],
    ["12 rue des Lilas", "Creuse (23)", null],
  ])("reads the town of « %s »", (address, place, expected) => {
    expect(readOne({ "Lieu d'affectation": address, "Localisation du poste": place }).city).toBe(expected);
  });

  test("leaves out what is not understood, with a doubt", () => {
    const offer = readOne({ "Durée du contrat": "selon profil", "Date de vacance de l'emploi": "31/02/2026" });
    expect(offer).toMatchObject({ durationMinMonths: null, startsOn: null });
    expect(offer.doubts).toEqual(
      expect.arrayContaining([
        "La durée « selon profil » n’est pas comprise.",
        "« 31/02/2026 » n’est pas une date (JJ/MM/AAAA).",
      ]),
    );
  });

  test("keeps the skills as a text that runs nothing", () => {
    expect(readOne({ "Compétences attendues": "Rigueur <script>alert(1)</script>\nLatin" }).profile).toBe(
      "<p>Rigueur &lt;script&gt;alert(1)&lt;/script&gt;<br>Latin</p>",
    );
  });
});

describe("a broken row costs itself only", () => {
  test.each([
    ["has a field too few", lineOf({}).slice(lineOf({}).indexOf(";") + 1)],
    ["opens a quote and never closes it", lineOf({ Référence: "BAD-1" }).replace("Archives", '"Archives')],
    ["goes on after a closing quote", lineOf({ Référence: "BAD-1" }).replace("Archives de", '"Archives" de')],
  ])("one that %s", (_, broken) => {
    const text = file(
      lineOf({ Référence: "OK-1" }),
      broken,
      lineOf({ Référence: "OK-2" }),
      lineOf({ Référence: "OK-3" }),
    );
    const { reads } = read(text);
    expect(references(reads)).toEqual(["OK-1", null, "OK-2", "OK-3"]);
    expect(reads[1]).toMatchObject({
      ok: false,
      reason: "La ligne 3 du fichier n’a pas les 14 champs annoncés par la première.",
      raw: expect.stringContaining(broken),
    });
    expect(read(text, 3)).toEqual(read(text));
  });

  test("the unclosed quote of one among ten thousand, whose rest is read", () => {
    const rows = Array.from({ length: 9_999 }, (_, n) => lineOf({ Référence: `R-${n}`, Employeur: "" }));
    const { reads } = read(file(lineOf({ Employeur: "" }).replace("Ministère", '"Ministère'), ...rows), 16_000);
    expect(reads.filter(({ ok }) => ok)).toHaveLength(9_999);
  });
});

test.each([
  ["an HTML page", "<!doctype html><html><body>Erreur</body></html>"],
  ["other columns", "a;b;c\n1;2;3\n"],
  ["nothing but blanks", "\n\n"],
])("%s is refused as a whole", (_, text) => {
  expect(() => read(text)).toThrow(UnreadableFeed);
});

test("a file that is cut within a row is refused as a whole: what is missing is not withdrawn", () => {
  expect(() => read(file(lineOf({}), lineOf({})).slice(0, -40))).toThrow("Le fichier est tronqué, ligne 3.");
  expect(read(file(lineOf({})).trimEnd()).reads).toMatchObject([{ ok: true }]);
});

test("a file without a column that is needed is refused, with its name", () => {
  expect(() => read("Référence;Employeur\nA-1;x\n")).toThrow(/« Intitulé du poste », « Nature de l’emploi »/);
});
