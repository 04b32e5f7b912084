/** Shows the buttons that let one look at the password that one types. */
export function showPasswords(): void {
  for (const button of document.querySelectorAll<HTMLButtonElement>("button[data-show-password]")) {
    const input = document.getElementById(button.dataset.showPassword ?? "");
    if (!(input instanceof HTMLInputElement)) continue;
    const [label] = button.childNodes;
    button.hidden = false;
    button.addEventListener("click", () => {
      const shown = input.type === "password";
      input.type = shown ? "text" : "password";
      if (label) label.textContent = shown ? "Masquer" : "Afficher";
    });
    // A password must not be kept by the browser among the things typed in fields of text.
    input.form?.addEventListener("submit", () => {
      input.type = "password";
    });
  }
}
