import type { SentFile } from "./inspector.ts";
import { docx, odt, relation, relations, types } from "./office-packages.ts";
import { catalogue, type Objects, objectStream, page, rawPdf, stream } from "./raw-pdf.ts";
import { rawZip } from "./raw-zip.ts";

/** Honest files of programs that we do not have, each with what sets it apart. */
export function writtenFiles(): SentFile[] {
  return [...pdfs(), ...wordDocuments(), ...openDocuments()];
}

function pdfs(): SentFile[] {
  const contents: Record<string, Objects> = {
    "LaTeX, which opens at its first page": {
      1: catalogue("/OpenAction 20 0 R /PageMode /UseOutlines"),
      20: "<< /Type /Action /S /GoTo /D [3 0 R /Fit] >>",
      21: "<< /Producer (pdfTeX-1.40.25) /Creator (LaTeX with hyperref) >>",
      22: objectStream({ 30: "<< /Title (Formation) >>", 31: "[1 2 3]" }),
    },
    "InDesign, which opens at a named place": {
      1: catalogue("/OpenAction (debut) /PageLayout /SinglePage"),
      20: "<< /Producer (Adobe PDF Library 17.0) /Creator (Adobe InDesign 19.5) >>",
      21: stream('<?xpacket begin=""?><x:xmpmeta xmlns:x="adobe:ns:meta/"/>', "/Type /Metadata /Subtype /XML"),
    },
    "a Europass CV, with its data": {
      1: catalogue("/Names << /EmbeddedFiles << /Names [(attachment.xml) 20 0 R] >> >> /AF [20 0 R]"),
      20: "<< /Type /Filespec /F (attachment.xml) /EF << /F 21 0 R >> >>",
      21: stream("<Candidate/>", "/Type /EmbeddedFile /Subtype /text#2Fxml"),
    },
    "a form to fill in, which checks its fields": {
      1: catalogue("/AcroForm << /Fields [20 0 R] /XFA [(template) 21 0 R] >>"),
      20: "<< /FT /Tx /T (nom) /Subtype /Widget /Rect [0 0 9 9] /AA << /V << /S /JavaScript /JS (verifier\\(\\)) >> >> >>",
      21: stream("<template/>"),
    },
    "a portfolio with a film": { 1: catalogue(), 20: "<< /Type /Annot /Subtype /RichMedia /Rect [0 0 9 9] >>" },
  };
  return [
    ...Object.entries(contents).map(([name, objects]) => ({
      name: `${name}.pdf`,
      type: "application/pdf",
      bytes: rawPdf({ 1: catalogue(), ...page(), ...objects }),
    })),
    {
      name: "after a line of the printer.pdf",
      bytes: rawPdf({ 1: catalogue(), ...page() }, { before: "@PJL JOB\r\n" }),
    },
  ];
}

function wordDocuments(): SentFile[] {
  const chart = [
    { name: "word/charts/chart1.xml", content: "<c:chartSpace/>" },
    { name: "word/embeddings/Microsoft_Excel_Sheet.xlsx", content: rawZip(docx()) },
  ];
  const control = [
    { name: "word/activeX/activeX1.xml", content: "<ax:ocx/>" },
    { name: "word/activeX/activeX1.bin", content: "\xd0\xcf\x11\xe0" },
  ];
  const template = "file:///C:\\Users\\lea\\AppData\\Roaming\\Microsoft\\Templates\\CV.dotx";
  const links = ["https://exemple.fr", "mailto:lea@exemple.fr", "tel:+33612345678", "file:///C:/annexe.pdf", "#bas"];
  const external = relations(
    ...links.map((link) => relation("hyperlink", link, "External")),
    relation("attachedTemplate", template, "External"),
  );
  const png = types(undefined, '<Default Extension="png" ContentType="image/png"/>');
  const packages = {
    bare: docx(),
    "a chart and its workbook": docx(...chart),
    "controls of a form": docx(...control),
    "links and a template": docx({ name: "word/_rels/document.xml.rels", content: external }),
    "a picture": docx(
      { name: "[Content_Types].xml", content: png },
      { name: "word/media/image1.png", content: "\x89PNG" },
    ),
    // Google Docs writes the types last; Pages stores some parts as they are.
    "Google Docs": [...docx()].reverse(),
    Pages: docx().map((file) => ({ ...file, stored: true })),
  };
  const described = ["", "application/octet-stream", "application/zip", "application/msword"];
  return [
    ...Object.entries(packages).map(([name, files]) => ({ name: `${name}.docx`, bytes: rawZip(files) })),
    ...described.map((type) => ({ name: "CV.DOCX", type, bytes: rawZip(docx()) })),
  ];
}

function openDocuments(): SentFile[] {
  const packages = {
    bare: odt(),
    "a chart": odt({ name: "Object 1/content.xml", content: "<a/>" }),
    "settings of LibreOffice": odt({ name: "Configurations2/accelerator/current.xml", content: "" }),
    // Some programs do not begin with the type.
    "its type last": [...odt()].reverse(),
  };
  return Object.entries(packages).map(([name, files]) => ({ name: `${name}.odt`, bytes: rawZip(files) }));
}
