/** Choices that give nothing are those of the search that is shown: once it is being changed, all are free again. */
export function freeChoices(): void {
  for (const form of document.querySelectorAll<HTMLFormElement>("form[data-clean-address]")) {
    const free = ({ target }: Event) => {
      // A field that filters a list asks for nothing.
      if (target instanceof HTMLElement && !target.hasAttribute("name")) return;
      form.removeEventListener("input", free);
      for (const choice of form.querySelectorAll<HTMLInputElement | HTMLOptionElement>(
        "input:disabled, option:disabled",
      )) {
        choice.disabled = false;
      }
      for (const count of form.querySelectorAll<HTMLElement>(".criterion__count")) count.hidden = true;
    };
    form.addEventListener("input", free);
  }
}
