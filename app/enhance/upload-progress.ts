import { showPasswords } from "./show-passwords.ts";

/** Says how far a form with files has been sent. What the server answers is shown as if the browser had sent it. */
export function uploadProgress(): void {
  for (const form of document.querySelectorAll<HTMLFormElement>("form[data-upload]")) {
    form.addEventListener("submit", (event) => {
      const files = [...form.querySelectorAll<HTMLInputElement>("input[type=file]")];
      const chosen = files.some((input) => (input.files?.length ?? 0) > 0);
      // Without a file there is nothing to wait for; a button of its own (« Retirer ») is sent as it is.
      const { submitter } = event;
      if (!chosen || (submitter instanceof HTMLButtonElement && submitter.name !== "")) return;
      event.preventDefault();
      send(form);
    });
  }
}

function send(form: HTMLFormElement): void {
  // What the sending before said, when it failed.
  form.querySelector(":scope > [role=status]")?.remove();
  const progress = document.createElement("progress");
  progress.className = "upload-progress";
  progress.max = 100;
  const status = document.createElement("p");
  status.setAttribute("role", "status");
  form.append(progress, status);
  const buttons = form.querySelectorAll<HTMLButtonElement>("button[type=submit]");
  const announce = (text: string) => {
    status.textContent = text;
  };
  const busy = (is: boolean) => {
    for (const button of buttons) button.disabled = is;
  };
  const failed = (what: string) => {
    progress.remove();
    busy(false);
    announce(`L’envoi n’a pas abouti : ${what}`);
  };

  const request = new XMLHttpRequest();
  request.open("POST", form.action);
  request.responseType = "document";
  request.upload.addEventListener("progress", ({ loaded, total }) => {
    const percent = Math.round((loaded / total) * 100);
    progress.value = percent;
    announce(percent < 100 ? `Envoi : ${percent} %` : "Vérification de vos documents…");
  });
  request.addEventListener("load", () => {
    // Broken, or busy: the page that says so would take the place of what was typed.
    if (request.status >= 500) {
      failed("réessayez dans quelques instants. Ce que vous avez saisi est encore là.");
      return;
    }
    const answered = request.responseXML;
    if (request.status < 400 || !answered?.body) {
      location.assign(request.responseURL || location.href);
      return;
    }
    // Refused: the page comes back with what is wrong.
    document.title = answered.title;
    document.querySelector("main")?.replaceWith(document.adoptNode(answered.querySelector("main") ?? answered.body));
    document.querySelector<HTMLElement>(".error-summary")?.focus();
    uploadProgress();
    showPasswords();
  });
  request.addEventListener("error", () => failed("vérifiez votre connexion, puis recommencez. Rien n’est perdu."));
  // Before the fields are closed: a disabled field is not sent.
  request.send(new FormData(form));
  busy(true);
  announce("Envoi en cours…");
}
