import { crc32, deflateSync } from "node:zlib";

/** A document as somebody writes it, in HTML: what LibreOffice and Chromium make the honest files of. */
export type SourceDocument = { name: string; html: string };

/** Documents that hold, between them, all that those of candidates do. */
export function sourceDocuments(): SourceDocument[] {
  return Object.entries(BODIES).map(([name, body]) => ({
    name,
    html: `<!DOCTYPE html><html lang="fr"><head><meta charset="utf-8"><title>${name}</title>
      <meta name="author" content="Léa Martin"><style>${STYLE}</style></head><body>${body}</body></html>`,
  }));
}

const STYLE =
  "body{font-family:'Liberation Sans'} h1{color:#000091} table{border-collapse:collapse} td{border:1px solid #999;padding:4px}";

const WORDS =
  "stage apprentissage service public rédaction budget accueil projet données droit communication équipe terrain Excel JavaScript PDF formation licence master préfecture région ministère".split(
    " ",
  );

/** Text that never says the same thing twice, and is the same each time. */
function paragraphs(count: number, seed: number): string {
  let state = seed;
  const next = () => {
    state = (state * 1103515245 + 12345) & 0x7fffffff;
    return state >> 8;
  };
  const sentence = () =>
    Array.from({ length: 12 }, () => `${WORDS[next() % WORDS.length]}${next() % 7 === 0 ? "," : ""}`);
  return Array.from(
    { length: count },
    () => `<p>${Array.from({ length: 4 }, () => sentence().join(" ")).join(". ")}.</p>`,
  ).join("");
}

const head = "<h1>Léa Martin</h1><p>12 rue de la Paix, 13001 Marseille – lea@exemple.fr – 06 12 34 56 78</p>";

const BODIES: Record<string, string> = {
  "CV simple": `${head}<h2>Formation</h2><ul><li>2024–2026 : master de droit public</li><li>2021 : licence</li></ul>`,
  "Lettre de motivation": `<p>Madame, Monsieur,</p>${paragraphs(4, 1)}<p>Veuillez agréer l’expression de mes salutations distinguées.</p>`,
  "CV avec liens": `${head}<p><a href="https://exemple.fr/lea?a=1&amp;b=2">Mon site</a>, <a href="mailto:lea@exemple.fr">écrire</a>,
    <a href="tel:+33612345678">téléphoner</a>, <a href="#bas">en bas</a>, <a href="annexe.pdf">annexe</a></p><p id="bas">Bas</p>`,
  "CV avec photo": `${head}<img alt="Portrait" width="120" src="${picture(200, 260, 5)}"><p>À propos de moi.</p>`,
  "CV avec plusieurs images": `${head}${[1, 2, 3, 4].map((n) => `<img alt="" width="90" src="${picture(150, 150, n)}">`).join("")}`,
  "Relevé de notes": `<h1>Relevé de notes</h1><table>${table(40, 6)}</table>`,
  "Grand tableau": `<table>${table(300, 8)}</table>`,
  "Tableau vide": `<table>${"<tr><td></td><td></td><td></td></tr>".repeat(120)}</table>`,
  "Rapport de stage": `<h1>Rapport</h1>${[1, 2, 3, 4, 5, 6].map((n) => `<h2>Partie ${n}</h2>${paragraphs(25, n)}`).join("")}`,
  "Mémoire long": [1, 2, 3].map((n) => `<h1>Chapitre ${n}</h1>${paragraphs(200, n * 7)}`).join(""),
  "Portfolio de développeur": `${head}<p>Je sais ce que sont /JavaScript, /JS (alert), /OpenAction, &lt;script&gt; et &lt;html&gt;.</p>
    <pre>1 0 obj\n&lt;&lt; /S /JavaScript /JS (app.alert(1)) &gt;&gt;\nendobj\nPK TargetMode="External"</pre>`,
  "Lettres du monde": "<p>Ελληνικά, русский, œuvre, Ÿ, « guillemets », — tirets, e\u0301, 東京, العربية, 👩‍🎓</p>",
  "Couleurs et filets": `${head}<hr><p style="background:#eee;border:2px solid #000091;padding:1em">Encadré</p><p style="color:#c9191e">Rouge</p>`,
  "Listes imbriquées": "<ol><li>Un<ul><li>Deux<ul><li>Trois</li></ul></li></ul></li><li>Quatre</li></ol>".repeat(20),
  "Formulaire rempli": `<form><p>Nom <input name="nom" value="Martin"></p><p><input type="checkbox" checked> Permis B</p>
    <p><select><option>Oui</option><option>Non</option></select></p><p><textarea>Disponible en septembre</textarea></p></form>`,
  "Deux colonnes": `<table><tr><td width="30%">${head}</td><td>${paragraphs(6, 3)}</td></tr></table>`,
  "Pages numérisées": [11, 12]
    .map((n) => `<img alt="" style="width:100%;page-break-after:always" src="${picture(800, 1100, n)}">`)
    .join(""),
  "Page blanche": "<p> </p>",
  "Notes et exposants":
    "<p>Art. 1<sup>er</sup>, H<sub>2</sub>O, <b>gras</b>, <i>italique</i>, <u>souligné</u>, <s>barré</s>.</p>",
  "Grande image": `<img alt="" width="600" src="${picture(1200, 900, 9)}">`,
  Citations: `<blockquote>${paragraphs(3, 8)}</blockquote><p style="text-align:justify">${paragraphs(2, 9)}</p>`,
};

function table(rows: number, columns: number): string {
  const cells = (row: number) =>
    Array.from({ length: columns }, (_, n) => `<td>${WORDS[(row * 7 + n) % WORDS.length]} ${row * n}</td>`);
  return Array.from({ length: rows }, (_, row) => `<tr>${cells(row).join("")}</tr>`).join("");
}

function picture(width: number, height: number, seed: number): string {
  return `data:image/png;base64,${Buffer.from(photograph(width, height, seed)).toString("base64")}`;
}

/** A picture in PNG, which looks like a photograph as far as compression is concerned. */
export function photograph(width: number, height: number, seed: number): Uint8Array {
  const rows = Buffer.alloc((width * 3 + 1) * height);
  let state = seed * 7919;
  for (let at = 0; at < rows.length; at++) {
    state = (state * 1103515245 + 12345) & 0x7fffffff;
    rows[at] = at % (width * 3 + 1) === 0 ? 0 : ((at >> 4) + (state >> 26)) & 0xff;
  }
  const chunk = (type: string, data: Buffer) => {
    const body = Buffer.concat([Buffer.from(type), data]);
    const around = Buffer.alloc(8);
    around.writeUInt32BE(data.length, 0);
    around.writeUInt32BE(crc32(body), 4);
    return Buffer.concat([around.subarray(0, 4), body, around.subarray(4)]);
  };
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 2, 0, 0, 0], 8);
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  const chunks = [chunk("IHDR", header), chunk("IDAT", deflateSync(rows)), chunk("IEND", Buffer.alloc(0))];
  return new Uint8Array(Buffer.concat([signature, ...chunks]));
}
