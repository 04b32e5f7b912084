import type { Mail, MailEntry } from "./mail.ts";

/** The list of the mails received, newest first. */
export function inboxPage(mails: MailEntry[]): string {
  const rows = mails.map(
    ({ id, to, subject, receivedAt }) =>
      `<tr><td>${inert(time(receivedAt))}</td><td>${inert(recipients(to))}</td><td><a href="/mails/${inert(id)}">${inert(subject)}</a></td></tr>`,
  );
  return layout(
    "Boîte de réception locale",
    rows.length === 0
      ? "<p>Aucun message reçu. Les messages que le site envoie sur cette machine arrivent ici.</p>"
      : `<table><thead><tr><th scope="col">Reçu</th><th scope="col">À</th><th scope="col">Objet</th></tr></thead><tbody>${rows.join("")}</tbody></table>`,
  );
}

/** One mail: its headers, its HTML in a frame that runs nothing, its text. */
export function mailPage(mail: Mail): string {
  const headers = Object.entries({
    De: mail.from,
    À: recipients(mail.to),
    Reçu: time(mail.receivedAt),
    ...mail.headers,
  });
  return layout(
    mail.subject,
    `<p><a href="/">Retour à la boîte de réception</a></p>
<dl>${headers.map(([name, value]) => `<dt>${inert(name)}</dt><dd>${inert(value)}</dd>`).join("")}</dl>
<h2>HTML</h2><iframe sandbox title="Le message en HTML" srcdoc="${inert(mail.html)}"></iframe>
<h2>Texte</h2><pre>${inert(mail.text)}</pre>`,
  );
}

function layout(title: string, body: string): string {
  return `<!doctype html><html lang="fr"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${inert(title)}</title>
<style>body{font:1rem/1.5 system-ui,sans-serif;margin:2rem auto;max-width:60rem;padding:0 1rem}table{border-collapse:collapse;width:100%}td,th{border-bottom:1px solid #ccc;padding:.5rem;text-align:left}iframe{border:1px solid #ccc;height:40rem;width:100%}pre{white-space:pre-wrap}</style>
</head><body><main><h1>${inert(title)}</h1>${body}</main></body></html>`;
}

function recipients(to: string | string[]): string {
  return [to].flat().join(", ");
}

function time(instant: string): string {
  return new Date(instant).toLocaleString("fr-FR", { timeZone: "Europe/Paris" });
}

function inert(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");
}
