/** Shows the buttons that make a typed password visible. */
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
    // Hides the password again before the form is sent: browsers remember the values of text fields.
    input.form?.addEventListener("submit", () => {
      input.type = "password";
    });
  }
}
