/** Shows the buttons that need JavaScript: print, share or copy the address of the page, copy a text of the page. */
export function pageActions(): void {
  for (const button of document.querySelectorAll<HTMLButtonElement>("button[data-print]")) {
    button.hidden = false;
    button.addEventListener("click", () => window.print());
  }
  // Absent from most computers, whose browsers have no sheet to share with.
  if ("share" in navigator) {
    for (const button of document.querySelectorAll<HTMLButtonElement>("button[data-share]")) {
      tells(button, async () => {
        try {
          await navigator.share({ title: document.title, url: address() });
          return "";
        } catch (error) {
          // Closing the sheet is no failure.
          return (error as Error).name === "AbortError" ? "" : "Le partage n’a pas abouti : copiez le lien.";
        }
      });
    }
  }
  if (!navigator.clipboard) return;
  for (const button of document.querySelectorAll<HTMLButtonElement>("button[data-copy-link]")) {
    const failed = "Le lien n’a pas pu être copié : il est dans la barre d’adresse.";
    copies(button, address, { done: "Lien copié", failed });
  }
  for (const button of document.querySelectorAll<HTMLButtonElement>("button[data-copy-text]")) {
    const text = document.querySelector<HTMLTextAreaElement>(`textarea#${button.dataset.copyText}`);
    const failed = "Le message n’a pas pu être copié : sélectionnez-le.";
    if (text) copies(button, () => text.value, { done: "Message copié", failed });
  }
}

/** The public address of the page, without the search that led to it. */
function address(): string {
  return document.querySelector<HTMLLinkElement>("link[rel=canonical]")?.href ?? location.href;
}

/** Shows a button, which copies a text and says whether it could. */
function copies(button: HTMLButtonElement, text: () => string, said: { done: string; failed: string }): void {
  tells(button, async () => {
    try {
      await navigator.clipboard.writeText(text());
      return said.done;
    } catch {
      return said.failed;
    }
  });
}

/** Shows a button, which does something and tells beside itself how that went. */
function tells(button: HTMLButtonElement, act: () => Promise<string>): void {
  const status = document.createElement("p");
  status.setAttribute("role", "status");
  button.after(status);
  button.hidden = false;
  button.addEventListener("click", async () => {
    status.textContent = await act();
  });
}
