import { showPasswords } from "./show-passwords.ts";

/** Shows how much of a form with files has been sent. The answer of the server then replaces the page. */
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
  // The message of an earlier sending that failed.
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
  // `form.action` would be a field of that name, where the form has one.
  request.open("POST", form.getAttribute("action") ?? "");
  request.responseType = "document";
  request.upload.addEventListener("progress", ({ loaded, total }) => {
    const percent = Math.round((loaded / total) * 100);
    progress.value = percent;
    announce(percent < 100 ? `Envoi : ${percent} %` : "Vérification de vos documents…");
  });
  request.addEventListener("load", () => {
    // The connection failed or the server is busy. The typed values stay on the page, with a message.
    if (request.status >= 500) {
      failed("réessayez dans quelques instants. Ce que vous avez saisi est encore là.");
      return;
    }
    const answered = request.responseXML;
    if (request.status < 400 || !answered?.body) {
      location.assign(request.responseURL || location.href);
      return;
    }
    // The form was refused. The answer is the page with its errors.
    document.title = answered.title;
    document.querySelector("main")?.replaceWith(document.adoptNode(answered.querySelector("main") ?? answered.body));
    document.querySelector<HTMLElement>(".error-summary")?.focus();
    uploadProgress();
    showPasswords();
  });
  request.addEventListener("error", () => failed("vérifiez votre connexion, puis recommencez. Rien n’est perdu."));
  // The form is read before its fields are disabled, because disabled fields are not sent.
  request.send(new FormData(form));
  busy(true);
  announce("Envoi en cours…");
}
