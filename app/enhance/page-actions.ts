/** Shows the buttons that need JavaScript: copying the address of the page, printing it. */
export function pageActions(): void {
  for (const button of document.querySelectorAll<HTMLButtonElement>("button[data-print]")) {
    button.hidden = false;
    button.addEventListener("click", () => window.print());
  }
  if (!navigator.clipboard) return;
  for (const button of document.querySelectorAll<HTMLButtonElement>("button[data-copy-link]")) {
    const status = document.createElement("p");
    status.setAttribute("role", "status");
    button.after(status);
    button.hidden = false;
    button.addEventListener("click", async () => {
      const canonical = document.querySelector<HTMLLinkElement>("link[rel=canonical]")?.href;
      try {
        await navigator.clipboard.writeText(canonical ?? location.href);
        status.textContent = "Lien copié";
      } catch {
        status.textContent = "Le lien n’a pas pu être copié : il est dans la barre d’adresse.";
      }
    });
  }
}
