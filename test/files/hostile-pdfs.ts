import type { RefusedFile } from "#app/domain/documents/refused-file.ts";
import { catalogue, type Objects, objectStream, page, rawPdf, revise, stream, toBytes } from "./raw-pdf.ts";

/** A file that must be refused, and for which reason. */
export type Hostile = { title: string; name: string; type?: string; bytes: Uint8Array; reason: RefusedFile };

/** What a file is made to hold: entries of its catalogue, and objects from 20 on. */
type Payload = { title: string; reason: RefusedFile; root?: string; objects: Objects };

const PAYLOADS: Payload[] = [
  {
    title: "a script run at opening",
    reason: "script",
    root: "/OpenAction 20 0 R",
    objects: { 20: "<< /S /JavaScript /JS (app.alert\\(1\\)) >>" },
  },
  {
    title: "scripts of the document",
    reason: "script",
    root: "/Names << /JavaScript 20 0 R >>",
    objects: { 20: "<< /Names [(a) 21 0 R] >>", 21: "<< /S /JavaScript /JS 22 0 R >>", 22: stream("app.alert(1)") },
  },
  {
    title: "a script of a page that is turned",
    reason: "script",
    objects: { 20: "<< /Type /Page /Parent 2 0 R /AA << /O << /S /JavaScript /JS (1) >> >> >>" },
  },
  {
    title: "a script of a field",
    reason: "script",
    root: "/AcroForm << /Fields [20 0 R] >>",
    objects: { 20: "<< /FT /Tx /T (nom) /Subtype /Widget /Rect [0 0 9 9] /AA 21 0 R >>", 21: "<< /K 22 0 R >>" },
  },
  {
    title: "a script whose type stands elsewhere",
    reason: "script",
    root: "/OpenAction 20 0 R",
    objects: { 20: "<< /S 21 0 R /JS (1) >>", 21: "/JavaScript" },
  },
  {
    title: "a script of a rendition",
    reason: "script",
    objects: { 20: "<< /S /Rendition /OP 0 /JS (app.alert\\(1\\)) >>" },
  },
  {
    title: "a program launched",
    reason: "launch",
    root: "/OpenAction << /S /Launch /F (cmd.exe) >>",
    objects: {},
  },
  {
    title: "a program launched by a link",
    reason: "launch",
    objects: { 20: "<< /Subtype /Link /Rect [0 0 9 9] /A << /S /Launch /Win << /F (cmd.exe) >> >> >>" },
  },
  {
    title: "a page opened on the Web by itself",
    reason: "opening-action",
    root: "/OpenAction 20 0 R",
    objects: { 20: "<< /Type /Action /S /URI /URI (http://exemple.fr/) >>" },
  },
  {
    title: "another file opened by itself",
    reason: "opening-action",
    root: "/OpenAction << /S /GoToR /F (\\\\\\\\serveur\\\\partage) /D [0 /Fit] >>",
    objects: {},
  },
  {
    title: "a file among the names",
    reason: "attachment",
    root: "/Names << /EmbeddedFiles << /Names [(a) 20 0 R] >> >>",
    objects: { 20: "<< /Type /Filespec /F (a.exe) /EF << /F 21 0 R >> >>", 21: stream("MZ", "/Type /EmbeddedFile") },
  },
  {
    title: "a file pinned to a page",
    reason: "attachment",
    objects: { 20: "<< /Subtype /FileAttachment /Rect [0 0 9 9] /FS 21 0 R >>", 21: "<< /F (a.exe) >>" },
  },
  {
    title: "a file that only its specification names",
    reason: "attachment",
    objects: { 20: "<< /F 21 0 R /EF 22 0 R >>", 21: "(a.exe)", 22: "<< /F 23 0 R >>", 23: stream("MZ") },
  },
  {
    title: "a document opened inside another",
    reason: "attachment",
    objects: { 20: "<< /S /GoToE /T << /R /C /N (a.pdf) >> >>" },
  },
  {
    title: "an animation",
    reason: "media",
    objects: { 20: "<< /Type /Annot /Subtype /RichMedia /Rect [0 0 9 9] /RichMediaContent 21 0 R >>", 21: "<< >>" },
  },
  {
    title: "a form of XML",
    reason: "form",
    root: "/AcroForm << /Fields [] /XFA 20 0 R >>",
    objects: { 20: stream("<xdp:xdp/>") },
  },
  {
    title: "a form that is sent",
    reason: "sending",
    objects: { 20: "<< /S /SubmitForm /F << /FS /URL /F (http://exemple.fr/) >> /Fields [] >>" },
  },
  {
    title: "data brought in",
    reason: "sending",
    objects: { 20: "<< /Type /Action /S /ImportData /F (a.fdf) >>" },
  },
];

/** The same payload, with nothing in it that acts: each placement is tried with it too. */
export const HARMLESS: Omit<Payload, "reason"> = {
  title: "a link and a destination",
  root: "/OpenAction [3 0 R /Fit] /AcroForm << /Fields [] >>",
  objects: { 20: "<< /Subtype /Link /Rect [0 0 9 9] /A << /S /URI /URI (http://exemple.fr/) >> >>", 21: "(/JS /AA)" },
};

/** Where in a file something stands, or is hidden. */
export const PLACEMENTS: Record<string, (root: string, objects: Objects) => Uint8Array> = {
  "in plain objects": (root, objects) => rawPdf({ 1: catalogue(root), ...page(), ...objects }),
  "in a deflated object stream": (root, objects) =>
    rawPdf({
      ...page(),
      90: objectStream({ 1: catalogue(root), ...withoutStreams(objects) }),
      ...onlyStreams(objects),
    }),
  "in a bare object stream": (root, objects) =>
    rawPdf({
      ...page(),
      90: objectStream({ 1: catalogue(root), ...withoutStreams(objects) }, { deflated: false }),
      ...onlyStreams(objects),
    }),
  "in an object stream whose type is escaped": (root, objects) =>
    rawPdf({
      ...page(),
      90: objectStream({ 1: catalogue(root), ...withoutStreams(objects) }).replace("/Type /ObjStm", "/Type /#4fbjStm"),
      ...onlyStreams(objects),
    }),
  "in a later revision": (root, objects) =>
    revise(rawPdf({ 1: catalogue(), ...page() }), { 1: catalogue(root), ...objects }),
  "in an earlier revision": (root, objects) =>
    revise(rawPdf({ 1: catalogue(root), ...page(), ...objects }), { 1: catalogue(), 20: "null" }),
  "behind comments and odd spaces": (root, objects) =>
    toBytes(
      Buffer.from(rawPdf({ 1: catalogue(root), ...page(), ...objects }))
        .toString("latin1")
        .replace(/^20 0 obj$/m, "20%a\r0 %b\n\x00obj%c"),
    ),
  "after an object that is not closed within a stream": (root, objects) =>
    rawPdf({ 6: stream("<< ((( << endobj", "/Subtype /XML"), 1: catalogue(root), ...page(), ...objects }),
};

/** Where only what a table leads to is found: objects inside the string or the stream of another. */
const HIDDEN: Record<string, (text: string) => Objects> = {
  "within a string": (text) => ({ 30: `<< /Title (${text}) >>` }),
  "within a stream": (text) => ({ 30: stream(text) }),
  "within a comment": (text) => ({ 30: `<< % ${text.replaceAll("\n", " ")}\n>>` }),
};

/** Ways of writing the same names and spaces. */
export const SPELLINGS: Record<string, (text: string) => string> = {
  "as usual": (text) => text,
  "one letter escaped": (text) => eachName(text, (name) => `#${hex(name[0])}${name.slice(1)}`),
  "every letter escaped": (text) =>
    eachName(text, (name) => [...name].map((sign) => `#${hex(sign).toUpperCase()}`).join("")),
  "without spaces": (text) => text.replace(/ (?=[/<[(])/g, ""),
  "a comment before each name": (text) => text.replace(/ \/(?=[A-Z])/g, " %/x (\n/"),
};

/** Every payload, in every place, in every spelling. */
export function hostilePdfs(): Hostile[] {
  const files: Hostile[] = [];
  const add = (title: string, bytes: Uint8Array, reason: RefusedFile) =>
    files.push({ title, name: "CV.pdf", type: "application/pdf", bytes, reason });
  for (const { title, reason, root = "", objects } of PAYLOADS) {
    for (const [place, make] of Object.entries(PLACEMENTS)) {
      for (const [spelling, spell] of Object.entries(SPELLINGS)) {
        add(`${title}, ${place}, ${spelling}`, make(spell(root), eachObject(objects, spell)), reason);
      }
    }
    for (const [place, hide] of Object.entries(HIDDEN)) {
      const text = Object.entries({ ...objects, 1: catalogue(root) }).map(([n, each]) => `${n} 0 obj ${each} endobj`);
      add(`${title}, ${place}`, rawPdf({ 1: catalogue(), ...page(), ...hide(text.join("\n")) }), reason);
    }
  }
  return [...files, ...otherPdfs()];
}

/** What is wrong with the file as a whole. */
function otherPdfs(): Hostile[] {
  const honest = rawPdf({ 1: catalogue(), ...page() });
  const text = Buffer.from(honest).toString("latin1");
  const zip = "PK\x03\x04\x14\x00\x00\x00";
  const zipEnd = `PK\x05\x06${"\x00".repeat(18)}`;
  const cases: [title: string, bytes: Uint8Array | string, reason: RefusedFile][] = [
    ["a web page before it", `<html><script>alert(1)</script>\n${text}`, "another-type"],
    ["white space before it", `\n${text}`, "another-type"],
    ["a byte order mark before it", `\xef\xbb\xbf${text}`, "damaged"],
    [
      "a web page after its header",
      rawPdf({ 1: catalogue(), ...page() }, { gap: "<html><script>alert(1)</script>\n" }),
      "hidden-file",
    ],
    [
      "a web page in a comment",
      rawPdf({ 1: catalogue(), ...page() }, { gap: "%<!DOCTYPE html><body onload=alert(1)>\n" }),
      "hidden-file",
    ],
    ["a web page after its end", `${text}<script>alert(1)</script>`, "hidden-file"],
    [
      "a web page in a comment of an object",
      rawPdf({ 1: `<< %<sCript>alert(1)</script>\n/Pages 2 0 R >>`, ...page() }),
      "hidden-file",
    ],
    ["a web page for a stream", rawPdf({ 1: catalogue(), ...page(), 7: stream(" <html><body>") }), "hidden-file"],
    ["a drawing with scripts after its end", `${text}<svg onload=alert(1)>`, "hidden-file"],
    ["a script of a server after its end", `${text}<?php echo 1;`, "hidden-file"],
    ["an archive after its end", `${text}${zip}a${zipEnd}`, "hidden-file"],
    ["an archive after its header", rawPdf({ 1: catalogue(), ...page() }, { gap: zip }), "hidden-file"],
    ["an archive for a stream", rawPdf({ 1: catalogue(), ...page(), 7: stream(`${zip}a`) }), "hidden-file"],
    [
      "an archive that ends in a comment of its own",
      `${text}%${zipEnd}${"a".repeat(900)}\n%%EOF\nstartxref`,
      "hidden-file",
    ],
    ["nothing but its header", "%PDF-1.7\n", "damaged"],
    ["text called PDF", "%PDF-1.7\nBonjour, ceci est mon CV.\nstartxref\n0\n%%EOF\n", "damaged"],
    ["a version that never was", text.replace("%PDF-1.7", "%PDF-9.9"), "damaged"],
    ["a header without a version", text.replace("%PDF-1.7", "%PDF-abc"), "damaged"],
    [
      "an object stream that is broken",
      rawPdf({ ...page(), 1: catalogue(), 7: stream("abc", "/Type /ObjStm /N 1 /First 4 /Filter /FlateDecode") }),
      "damaged",
    ],
    [
      "an object stream coded in letters",
      rawPdf({ ...page(), 1: catalogue(), 7: stream("20 0>", "/Type /ObjStm /N 1 /First 4 /Filter /ASCIIHexDecode") }),
      "damaged",
    ],
    [
      "an object stream coded twice",
      rawPdf({
        ...page(),
        1: catalogue(),
        7: stream("20 0>", "/Type /ObjStm /N 1 /First 4 /Filter [/ASCIIHexDecode /FlateDecode]"),
      }),
      "damaged",
    ],
    [
      "an object stream coded with a predictor",
      rawPdf({
        ...page(),
        1: catalogue(),
        7: objectStream({ 20: "<< >>" }, { entries: "/DecodeParms << /Predictor 12 >>" }),
      }),
      "damaged",
    ],
    [
      "an object stream whose coding stands elsewhere",
      rawPdf({
        ...page(),
        1: catalogue(),
        7: stream("20 0", "/Type /ObjStm /N 1 /First 4 /Filter 8 0 R"),
        8: "/FlateDecode",
      }),
      "damaged",
    ],
    [
      "an object stream that does not say where it begins",
      rawPdf({ ...page(), 1: catalogue(), 7: stream("20 0 1", "/Type /ObjStm", true) }),
      "damaged",
    ],
    [
      "an object stream that swells",
      rawPdf({ ...page(), 1: catalogue(), 7: objectStream({ 20: " ".repeat(17 * 1024 * 1024) }) }),
      "damaged",
    ],
    [
      "object streams that swell together",
      rawPdf({
        ...page(),
        1: catalogue(),
        ...Object.fromEntries(
          [100, 101, 102, 103, 104].map((n) => [n, objectStream({ [n + 50]: " ".repeat(15 * 1024 * 1024) })]),
        ),
      }),
      "too-complex",
    ],
    [
      "a password, by its trailer",
      rawPdf({ 1: catalogue(), ...page(), 9: "<< /Filter /Standard /V 1 >>" }, { trailer: "/Encrypt 9 0 R" }),
      "password",
    ],
    [
      "a password, escaped",
      rawPdf({ 1: catalogue(), ...page(), 9: "<< /Filter /Standard /V 1 >>" }, { trailer: "/#45ncrypt 9 0 R" }),
      "password",
    ],
    [
      "a password, by its table's stream",
      rawPdf({ 1: catalogue(), ...page(), 9: stream("", "/Type /XRef /Root 1 0 R /Encrypt 8 0 R") }),
      "password",
    ],
  ];
  const cut = [0.2, 0.5, 0.8, 0.95].map((part): (typeof cases)[number] => [
    `cut at ${part * 100} %`,
    honest.subarray(0, Math.round(honest.length * part)),
    "damaged",
  ]);
  return [...cases, ...cut].map(([title, content, reason]) => {
    const bytes = typeof content === "string" ? toBytes(content) : content;
    return { title, name: "CV.pdf", type: "application/pdf", bytes, reason };
  });
}

const isStream = (content: string) => content.includes("endstream");
const onlyStreams = (objects: Objects) =>
  Object.fromEntries(Object.entries(objects).filter(([, each]) => isStream(each)));
const withoutStreams = (objects: Objects) =>
  Object.fromEntries(Object.entries(objects).filter(([, each]) => !isStream(each)));

function eachObject(objects: Objects, change: (text: string) => string): Objects {
  return Object.fromEntries(
    Object.entries(objects).map(([number, text]) => [number, isStream(text) ? text : change(text)]),
  );
}

function eachName(text: string, change: (name: string) => string): string {
  return text.replace(/\/([A-Za-z]+)/g, (_, name: string) => `/${change(name)}`);
}

const hex = (sign = "") => sign.charCodeAt(0).toString(16);
