import type { Mail, MailEntry } from "./mail.ts";

type Inbox = {
  entries: MailEntry[];
  more: boolean;
  to: string | null;
  count: number;
  /** Whether the address names a mail that does not exist. */
  missing: boolean;
};

/** The list of received mails, newest first: all of them, or those of one address. */
export function inboxPage({ entries, more, to, count, missing }: Inbox): string {
  const rows = entries.map(
    ({ id, to, subject, receivedAt }) => `<li>
      <a class="subject" href="/mails/${inert(id)}">${inert(subject)}</a>
      <span>à <a href="/?to=${encodeURIComponent(to)}">${inert(to)}</a></span>
      <time datetime="${inert(receivedAt)}">${inert(time(receivedAt))}</time></li>`,
  );
  const filter = to === null ? "" : `to=${encodeURIComponent(to)}&`;
  const older = more ? `<p><a href="/?${filter}before=${entries.at(-1)?.seq}">Messages plus anciens</a></p>` : "";
  const all = to === null ? "" : `<p><a href="/">Voir toutes les boîtes</a></p>`;
  return layout(
    to === null ? "Boîte de réception locale" : `Messages à ${to}`,
    `${missing ? "<p><strong>Ce message n’est pas, ou n’est plus, dans la boîte.</strong></p>" : ""}
    <form action="/"><label for="to">Adresse</label> <input id="to" name="to" type="search" value="${inert(to ?? "")}" autocomplete="off">
      <button>Voir sa boîte</button></form>${all}
    ${
      rows.length === 0
        ? "<p>Aucun message reçu. Les messages que le site envoie sur cette machine arrivent ici.</p>"
        : `${to === null ? `<p>${count.toLocaleString("fr-FR")} ${count > 1 ? "messages reçus" : "message reçu"}.</p>` : ""}
      <ol>${rows.join("")}</ol>${older}`
    }`,
  );
}

/** The page of one mail: its headers, its HTML in the width of a phone and of a computer, and its text. */
export function mailPage(mail: Mail): string {
  const headers = Object.entries({
    De: mail.from,
    À: [mail.to].flat().join(", "),
    Reçu: time(mail.receivedAt),
    ...mail.headers,
  });
  const html = `/mails/${inert(mail.id)}/html`;
  const frame = (width: number, title: string) => `<figure><figcaption>${title} (${width} px)</figcaption>
    <iframe sandbox="allow-popups allow-popups-to-escape-sandbox" width="${width}" height="760" title="Le message sur ${title.toLowerCase()}" src="${html}"></iframe></figure>`;
  return layout(
    mail.subject,
    `<p><a href="/">Retour à la boîte de réception</a></p>
<dl>${headers.map(([name, value]) => `<dt>${inert(name)}</dt><dd>${inert(value)}</dd>`).join("")}</dl>
<h2>HTML</h2>${
      mail.html === ""
        ? "<p>Ce message n’a pas de HTML.</p>"
        : `<p><a href="${html}">Voir le HTML seul</a></p>
<div class="frames" tabindex="0" role="group" aria-label="Aperçus">${frame(360, "Téléphone")}${frame(700, "Ordinateur")}</div>`
    }
<h2>Texte</h2><pre>${linked(mail.text)}</pre>`,
  );
}

/**
 * The HTML of a mail, with links that open in a page of their own. The `<base>` follows the doctype: before it,
 * browsers would ignore the doctype.
 */
export function htmlOf({ html }: Mail): string {
  return html.replace(/^\s*(?:<!doctype[^>]*>)?/i, (start) => `${start}<base target="_blank">`);
}

function layout(title: string, body: string): string {
  return `<!doctype html><html lang="fr"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${inert(title)}</title>
<style>:root{color-scheme:light dark}*{box-sizing:border-box}body{font:1rem/1.5 system-ui,sans-serif;margin:0 auto;max-width:72rem;padding:1rem;overflow-wrap:anywhere}
h1{font-size:1.5rem;line-height:1.25}h2{font-size:1.15rem;margin-top:2rem}a{color:LinkText}
form{display:flex;flex-wrap:wrap;gap:.5rem;align-items:center}input,button{font:inherit;padding:.3rem .6rem;max-width:100%}input{flex:1 1 12rem;max-width:24rem}
ol{list-style:none;margin:0;padding:0}li{border-bottom:1px solid #8886;padding:.7rem 0;display:grid;grid-template-columns:1fr auto;gap:0 1rem}
.subject{font-weight:600;grid-column:1/-1}time{white-space:nowrap}
dl{display:grid;grid-template-columns:minmax(6rem,auto) 1fr;gap:.25rem 1rem;margin:0}dt{font-weight:600}dd{margin:0}
.frames{display:flex;gap:1.5rem;overflow-x:auto;padding-bottom:.5rem}figure{margin:0;flex:none}iframe{border:1px solid #888;background:#fff}
pre{white-space:pre-wrap;border:1px solid #8886;padding:1rem;font-size:.9rem}
@media(max-width:40rem){li,dl{grid-template-columns:1fr}dd{margin-bottom:.5rem}}</style>
</head><body><main><h1>${inert(title)}</h1>${body}</main></body></html>`;
}

/** A text as HTML, with its URLs as links. */
function linked(text: string): string {
  return text
    .split(/(https?:\/\/[^\s<>"]+)/)
    .map((part, index) => (index % 2 === 0 ? inert(part) : `<a href="${inert(part)}">${inert(part)}</a>`))
    .join("");
}

function time(instant: string): string {
  return new Date(instant).toLocaleString("fr-FR", { timeZone: "Europe/Paris" });
}

function inert(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");
}
