/** Adds a field to each long list of checkboxes. Typing in it hides the choices that do not contain the typed text. */
export function filterLists(within: ParentNode = document): void {
  for (const [index, list] of within.querySelectorAll<HTMLFieldSetElement>("fieldset[data-filter-list]").entries()) {
    const name = list.dataset.filterList ?? "";
    const items = [...list.querySelectorAll("li")].map((item) => ({ item, text: fold(item.textContent ?? "") }));
    const field = Object.assign(document.createElement("input"), {
      type: "search",
      className: "fr-input",
      autocomplete: "off",
    });
    field.id = `filtre-${list.querySelector("input")?.name ?? index}`;
    const label = Object.assign(document.createElement("label"), { className: "fr-label", htmlFor: field.id });
    label.textContent = `Filtrer la liste : ${name}`;
    const status = Object.assign(document.createElement("p"), { className: "fr-hint-text", role: "status" });
    field.addEventListener("input", () => {
      const wanted = fold(field.value).split(" ").filter(Boolean);
      let left = 0;
      for (const { item, text } of items) {
        item.hidden = !wanted.every((word) => text.includes(word));
        if (!item.hidden) left += 1;
      }
      status.textContent =
        wanted.length === 0 ? "" : left > 1 ? `${left} choix` : left === 1 ? "1 choix" : "Aucun choix";
    });
    field.addEventListener("keydown", (event) => {
      // In this field Enter must not send the form.
      if (event.key === "Enter") event.preventDefault();
    });
    list.querySelector("ul")?.before(label, field, status);
  }
}

function fold(text: string): string {
  return text.normalize("NFKD").replace(/\p{M}/gu, "").replace(/[’'-]/g, " ").toLowerCase().trim();
}
