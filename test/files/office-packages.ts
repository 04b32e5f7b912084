import type { RawFile } from "./raw-zip.ts";

const RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml";

/** A relation of a part: the last word of its type, its target, and whether that is outside. */
export const relation = (type: string, target: string, mode = "") =>
  `<Relationship Id="r${type}" Type="${RELATIONS}/${type}" Target="${target}"${mode ? ` TargetMode="${mode}"` : ""}/>`;

export const relations = (...each: string[]) =>
  `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${each.join("")}</Relationships>`;

export const types = (main = `${WORD}.document.main+xml`, more = "") =>
  `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/>
<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
<Override PartName="/word/document.xml" ContentType="${main}"/>${more}</Types>`;

const BODY = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p><w:r><w:t>Bonjour</w:t></w:r></w:p></w:body></w:document>`;

/** The smallest package that Word opens, as Word writes it; a file named as one of its own takes its place. */
export function docx(...others: RawFile[]): RawFile[] {
  return withOthers(
    [
      { name: "[Content_Types].xml", content: types() },
      { name: "_rels/.rels", content: relations(relation("officeDocument", "word/document.xml")) },
      { name: "word/document.xml", content: BODY },
    ],
    others,
  );
}

const NAMESPACES = ["office", "text"].map(
  (name) => `xmlns:${name}="urn:oasis:names:tc:opendocument:xmlns:${name}:1.0"`,
);

const ODT = "application/vnd.oasis.opendocument.text";

const manifest = (more = "", whole = ODT) =>
  `<?xml version="1.0" encoding="UTF-8"?>
<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" manifest:version="1.3">
<manifest:file-entry manifest:full-path="/" manifest:media-type="${whole}"/>
<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/>${more}</manifest:manifest>`;

/** The smallest OpenDocument text. */
export function odt(...others: RawFile[]): RawFile[] {
  const content = `<office:document-content ${NAMESPACES.join(" ")}><office:body><office:text><text:p>Bonjour</text:p></office:text></office:body></office:document-content>`;
  return withOthers(
    [
      { name: "mimetype", content: ODT, stored: true },
      { name: "content.xml", content },
      { name: "META-INF/manifest.xml", content: manifest() },
    ],
    others,
  );
}

function withOthers(files: RawFile[], others: RawFile[]): RawFile[] {
  const replaced = files.map((file) => others.find(({ name }) => name === file.name) ?? file);
  return [...replaced, ...others.filter(({ name }) => !files.some((file) => file.name === name))];
}
