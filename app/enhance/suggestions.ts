/** As `/suggestions` answers it. */
type Suggestion = { text: string; kind: string };

const FEWEST_LETTERS = 3;
const PAUSE_MS = 150;
const PATIENCE_MS = 2_000;
const KINDS: Record<string, string> = { domain: "Domaine", administration: "Administration", place: "Lieu" };

/**
 * Proposes keywords while the visitor types, after the ARIA pattern « editable combobox with list autocomplete »
 * (w3.org/WAI/ARIA/apg/patterns/combobox). The field works without it.
 */
export function suggestKeywords(): void {
  for (const [index, field] of document.querySelectorAll<HTMLInputElement>("input[data-suggestions]").entries()) {
    suggestIn(field, `suggestions-${index}`);
  }
}

function suggestIn(field: HTMLInputElement, id: string): void {
  const known = new Map<string, Suggestion[]>();
  const list = Object.assign(document.createElement("ul"), { id, className: "suggestions", hidden: true });
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", "Suggestions");
  // Without this, Tab would stop at the list because it scrolls.
  list.tabIndex = -1;
  // The field keeps the focus.
  list.addEventListener("mousedown", (event) => event.preventDefault());
  const status = Object.assign(document.createElement("p"), { className: "fr-sr-only" });
  status.setAttribute("role", "status");
  const place = document.createElement("div");
  place.className = "suggestions__place";
  field.after(place);
  place.append(list, status);
  field.autocomplete = "off";
  for (const [name, value] of Object.entries({
    role: "combobox",
    "aria-autocomplete": "list",
    "aria-expanded": "false",
    "aria-controls": id,
  })) {
    field.setAttribute(name, value);
  }

  let active = -1;
  let pause = 0;
  let asked = new AbortController();

  const activate = (wanted: number) => {
    const options = [...list.children];
    active = options.length === 0 ? -1 : (wanted + options.length + 1) % (options.length + 1);
    if (active === options.length) active = -1;
    for (const [position, option] of options.entries())
      option.setAttribute("aria-selected", String(position === active));
    const option = options[active];
    if (option) {
      field.setAttribute("aria-activedescendant", option.id);
      option.scrollIntoView({ block: "nearest" });
    } else field.removeAttribute("aria-activedescendant");
  };
  const close = () => {
    clearTimeout(pause);
    asked.abort();
    show([]);
  };
  const choose = (text: string) => {
    field.value = text;
    close();
    field.focus();
  };
  const show = (suggestions: Suggestion[]) => {
    list.replaceChildren(
      ...suggestions.map(({ text, kind }, position) => {
        const option = Object.assign(document.createElement("li"), { id: `${id}-${position}`, textContent: text });
        option.setAttribute("role", "option");
        const label = KINDS[kind];
        if (label) option.append(Object.assign(document.createElement("span"), { textContent: ` ${label}` }));
        option.addEventListener("click", () => choose(text));
        return option;
      }),
    );
    list.hidden = suggestions.length === 0;
    field.setAttribute("aria-expanded", String(suggestions.length > 0));
    status.textContent =
      suggestions.length > 1 ? `${suggestions.length} suggestions` : suggestions.length === 1 ? "1 suggestion" : "";
    activate(-1);
  };
  const ask = async (typed: string) => {
    asked.abort();
    asked = new AbortController();
    try {
      const signal = AbortSignal.any([asked.signal, AbortSignal.timeout(PATIENCE_MS)]);
      const found = known.get(typed) ?? (await fetchSuggestions(field.dataset.suggestions ?? "", typed, signal));
      known.set(typed, found);
      if (document.activeElement === field && field.value.trim() === typed) show(found);
    } catch {
      // The field works without suggestions. The earlier ones no longer fit the typed text.
      if (field.value.trim() === typed) close();
    }
  };

  field.addEventListener("input", () => {
    clearTimeout(pause);
    const typed = field.value.trim();
    if (typed.length < FEWEST_LETTERS) close();
    else pause = setTimeout(() => ask(typed), PAUSE_MS);
  });
  field.addEventListener("keydown", (event) => {
    if (list.hidden || event.isComposing) return;
    const option = list.children[active]?.firstChild?.textContent;
    if (event.key === "ArrowDown") activate(active + 1);
    else if (event.key === "ArrowUp") activate(active < 0 ? list.children.length - 1 : active - 1);
    else if (event.key === "Escape") close();
    else if (event.key === "Enter" && option) choose(option);
    else return;
    event.preventDefault();
  });
  field.addEventListener("blur", close);
}

async function fetchSuggestions(address: string, typed: string, signal: AbortSignal): Promise<Suggestion[]> {
  const response = await fetch(`${address}?q=${encodeURIComponent(typed)}`, { signal });
  if (!response.ok) throw new Error(String(response.status));
  const { suggestions } = (await response.json()) as { suggestions: Suggestion[] };
  return suggestions;
}
