/** Shows the buttons that need JavaScript: print, copy the address of the page, copy a text of the page. */
export function pageActions(): void {
  for (const button of document.querySelectorAll<HTMLButtonElement>("button[data-print]")) {
    button.hidden = false;
    button.addEventListener("click", () => window.print());
  }
  if (!navigator.clipboard) return;
  for (const button of document.querySelectorAll<HTMLButtonElement>("button[data-copy-link]")) {
    const canonical = () => document.querySelector<HTMLLinkElement>("link[rel=canonical]")?.href ?? location.href;
    const failed = "Le lien n’a pas pu être copié : il est dans la barre d’adresse.";
    copies(button, canonical, { done: "Lien copié", failed });
  }
  for (const button of document.querySelectorAll<HTMLButtonElement>("button[data-copy-text]")) {
    const text = document.querySelector<HTMLTextAreaElement>(`textarea#${button.dataset.copyText}`);
    const failed = "Le message n’a pas pu être copié : sélectionnez-le.";
    if (text) copies(button, () => text.value, { done: "Message copié", failed });
  }
}

/** Shows a button, which copies a text and says whether it could. */
function copies(button: HTMLButtonElement, text: () => string, said: { done: string; failed: string }): void {
  const status = document.createElement("p");
  status.setAttribute("role", "status");
  button.after(status);
  button.hidden = false;
  button.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(text());
      status.textContent = said.done;
    } catch {
      status.textContent = said.failed;
    }
  });
}
