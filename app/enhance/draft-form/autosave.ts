/** How long nobody types before what was typed is sent, and how long until it is tried again, in milliseconds. */
const QUIET_MS = 1_500;
const AGAIN_MS = 15_000;

const clock = new Intl.DateTimeFormat("fr-FR", { timeStyle: "short" });

/**
 * Saves a form while somebody types, and says when. What another window has saved is not overwritten, and what cannot
 * be sent stays in the form: the browser asks before the page is left.
 */
export function autosave(): void {
  const form = document.querySelector<HTMLFormElement>("form[data-autosave]");
  const said = form?.querySelector<HTMLElement>("[data-saved]");
  const version = form?.querySelector<HTMLInputElement>("input[name=version]");
  const address = form?.dataset.autosave;
  if (!form || !said || !version || !address) return;

  // A form that was not saved is sent by its buttons only: whoever has read why decides.
  let stopped = form.dataset.unsaved !== undefined;
  let saved = stopped ? "" : contentOf(form);
  let timer = 0;
  let sending = false;
  let pressed: HTMLElement | null = null;

  const say = (text: string, state = "") => {
    said.textContent = text;
    said.dataset.state = state;
  };
  const later = (ms: number) => {
    clearTimeout(timer);
    timer = setTimeout(save, ms);
  };
  const save = async () => {
    const content = contentOf(form);
    if (stopped || content === saved) return;
    if (sending) return later(QUIET_MS);
    sending = true;
    try {
      const answer = await fetch(address, { method: "POST", body: new URLSearchParams(content), redirect: "manual" });
      if (answer.ok) {
        const kept = (await answer.json()) as { version: number };
        version.value = String(kept.version);
        saved = contentOf(form, content);
        say(`Enregistré à ${clock.format(new Date())}`);
      } else if (answer.status === 409) {
        stopped = true;
        say("Cette offre a changé dans une autre fenêtre : rien n’est écrasé. Choisissez « Enregistrer ».", "failed");
      } else if (answer.type === "opaqueredirect") {
        stopped = true;
        say(
          "Votre session est terminée : reconnectez-vous dans une autre fenêtre, puis choisissez « Enregistrer ».",
          "failed",
        );
      } else if (answer.status === 403) {
        stopped = true;
        say("Votre connexion a changé. Choisissez « Enregistrer » : vos mots seront repris.", "failed");
      } else throw new Error(String(answer.status));
    } catch {
      const why = navigator.onLine ? "Pas enregistré" : "Pas enregistré : vous êtes hors ligne";
      say(`${why}. Vos mots restent ici, un nouvel essai vient.`, "failed");
      later(AGAIN_MS);
    } finally {
      sending = false;
      if (pressed) form.requestSubmit(pressed);
    }
  };

  form.addEventListener("input", () => {
    if (!stopped) later(QUIET_MS);
  });
  form.addEventListener("change", () => {
    if (!stopped) later(QUIET_MS);
  });
  addEventListener("online", () => later(0));
  // The buttons send the form as it is, once the answer to what is being saved has told its version. Pressed again, at once.
  let leaving = false;
  form.addEventListener("submit", (event) => {
    clearTimeout(timer);
    if (sending && !pressed) {
      event.preventDefault();
      pressed = event.submitter;
    } else leaving = true;
  });
  addEventListener("pageshow", () => {
    leaving = false;
    pressed = null;
  });
  addEventListener("beforeunload", (event) => {
    if (!leaving && contentOf(form) !== saved) event.preventDefault();
  });
}

/** What a form would send. @param sent what was sent, of which only the version has changed since */
function contentOf(form: HTMLFormElement, sent?: string): string {
  const fields = new URLSearchParams(sent ?? [...new FormData(form)].map(([name, value]) => [name, String(value)]));
  const version = form.querySelector<HTMLInputElement>("input[name=version]");
  if (version) fields.set("version", version.value);
  return fields.toString();
}
