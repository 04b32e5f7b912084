import type { MailContent } from "#app/domain/mails/mail.ts";

/** A mail as a list of blocks, from which both the HTML and the plain text are written. */
export type Letter = {
  subject: string;
  /** The first name in the greeting; null when it is not known. */
  firstName: string | null;
  blocks: Block[];
  /** Public origin of the site. */
  siteUrl: string;
};

export type Block =
  | { text: string }
  /** A value to copy or to remember, with its label. */
  | { label: string; value: string }
  | { button: string; href: string }
  /** A text link on a line of its own. */
  | { link: string; href: string };

/** Writes a mail in HTML (600 px, dark mode) and in plain text. All values are escaped in both. */
export function writeLetter({ subject, firstName, blocks, siteUrl }: Letter): MailContent {
  const greeting = firstName ? `Bonjour ${oneLine(firstName)},` : "Bonjour,";
  const all: Block[] = [{ text: greeting }, ...blocks];
  const signature =
    "Ce message est envoyé automatiquement par PASS, le site des stages et des apprentissages de la fonction publique.";
  return {
    subject: oneLine(subject),
    html: page(
      oneLine(subject),
      `${all.map(blockHtml).join("")}<p class="small" style="margin:0;padding:8px 0 0;font-size:14px;line-height:20px;color:#666666">${inert(signature)}<br>${linkToSite(siteUrl)}</p>`,
    ),
    text: `${[...all.map(blockText), "--", signature, siteUrl].join("\n\n")}\n`,
    headers: { "Auto-Submitted": "auto-generated" },
  };
}

function blockHtml(block: Block): string {
  if ("button" in block) return row(button(block.href, block.button));
  if ("link" in block) return row(link(block.href, block.link));
  if ("label" in block) return row(`${inert(block.label)}\u00a0: <strong>${inert(block.value)}</strong>`);
  return row(inert(block.text));
}

function blockText(block: Block): string {
  if ("button" in block) return `${oneLine(block.button)}\u00a0:\n${block.href}`;
  if ("link" in block) return `${oneLine(block.link)}\u00a0: ${block.href}`;
  if ("label" in block) return `${oneLine(block.label)}\u00a0: ${oneLine(block.value)}`;
  return oneLine(block.text);
}

function row(html: string): string {
  return `<div style="margin:0 0 16px;font-size:16px;line-height:24px">${html}</div>`;
}

export function button(href: string, words: string): string {
  return `<a class="button" style="display:inline-block;padding:12px 20px;background:#006a6f;color:#ffffff;text-decoration:none;font-weight:bold" href="${inert(href)}">${inert(words)}</a>`;
}

export function link(href: string, words: string): string {
  return `<a class="link" style="color:#006a6f" href="${inert(href)}">${inert(words)}</a>`;
}

/** A link to the site, whose text is its address without the scheme. */
export function linkToSite(siteUrl: string): string {
  return link(siteUrl, siteUrl.replace(/^https?:\/\//, ""));
}

/** Where Outlook draws with Word, which knows no greatest width: a table that no other program reads. */
const OUTLOOK = [
  '<!--[if mso]><table role="presentation" width="600" align="center" cellpadding="0" cellspacing="0"><tr><td><![endif]-->',
  "<!--[if mso]></td></tr></table><![endif]-->",
];

/**
 * The HTML page around every mail, whose subject is its title: somebody who hears it hears no table, and finds the mail
 * by its one landmark.
 * @param blocks already escaped
 */
export function page(title: string, blocks: string): string {
  const main = `<main style="display:block;max-width:600px;margin:0 auto;padding:24px 16px"><div style="margin:0 0 24px;font-size:20px;font-weight:bold">PASS</div><h1 style="margin:0 0 16px;font-size:20px;line-height:28px">${inert(title)}</h1>${blocks}</main>`;
  return `<!doctype html><html lang="fr"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><meta name="color-scheme" content="light dark"><meta name="supported-color-schemes" content="light dark"><title>${inert(title)}</title><style>@media (prefers-color-scheme:dark){body,.page{background:#161616!important;color:#ffffff!important}.link{color:#34bab5!important}.button{background:#34bab5!important;color:#0c1a1b!important}.small{color:#b0b0b0!important}}</style></head><body class="page" style="margin:0;padding:0;background:#ffffff;color:#161616;font-family:Arial,Helvetica,sans-serif">${OUTLOOK[0]}${main}${OUTLOOK[1]}</body></html>`;
}

/** Escapes a text for HTML and its attributes. */
export function inert(text: string): string {
  return text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;")
    .replaceAll("'", "&#39;");
}

/** A text as one line without invisible characters, so that typed text can begin neither a header nor a new line. */
export function oneLine(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}\u2028\u2029]+/gu, " ").trim();
}
