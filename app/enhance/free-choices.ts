/** Enables the disabled choices as soon as the form is changed: they gave no offer only in the search that is shown. */
export function freeChoices(): void {
  for (const form of document.querySelectorAll<HTMLFormElement>("form[data-clean-address]")) {
    const free = ({ target }: Event) => {
      // The field that filters a list is no criterion.
      if (target instanceof HTMLElement && !target.hasAttribute("name")) return;
      form.removeEventListener("input", free);
      for (const choice of form.querySelectorAll<HTMLInputElement | HTMLOptionElement>(
        "input:disabled, option:disabled",
      )) {
        choice.disabled = false;
      }
      for (const count of form.querySelectorAll<HTMLElement>("label small")) count.hidden = true;
    };
    form.addEventListener("input", free);
  }
}
