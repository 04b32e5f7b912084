import { filterLists } from "./filter-list.ts";

/** As in the style sheet: from this width on, the criteria stand beside the results. */
const WIDE = "(min-width: 62em)";
/** What a new page of results replaces. The announcement keeps its element, so that it is read out. */
const PARTS = ["criteres", "liste", "annonce"];

/**
 * Asks for the results at once when a criterion beside them is changed, and shows them in place: the focus stays on the
 * criterion, the count is announced, and each search is an entry of the history. « Tout voir » opens in place too.
 */
export function liveResults(): void {
  const form = document.querySelector<HTMLFormElement>("form[data-live]");
  if (!form) return;
  /** The address whose results are shown, or asked for. */
  let shown = location.pathname + location.search;
  let asked = new AbortController();

  const show = async (address: string) => {
    asked.abort();
    asked = new AbortController();
    shown = address;
    const results = document.getElementById("resultats");
    results?.setAttribute("aria-busy", "true");
    try {
      const page = await read(address, asked.signal);
      const focused = document.activeElement?.id;
      for (const id of PARTS) {
        const [old, made] = [document.getElementById(id), page.getElementById(id)];
        if (!old || !made) throw new Error(id);
        old.replaceChildren(...made.childNodes);
      }
      document.title = page.title;
      if (focused) document.getElementById(focused)?.focus({ preventScroll: true });
      document.dispatchEvent(new Event("results"));
      results?.removeAttribute("aria-busy");
    } catch (error) {
      // A later question has taken the place of this one; otherwise the browser shows the page, or its own error.
      if (!(error instanceof DOMException && error.name === "AbortError")) location.assign(address);
    }
  };

  form.addEventListener("change", ({ target }) => {
    if (
      !(target instanceof Element) ||
      !target.closest("#criteres, .search-fields__types") ||
      !matchMedia(WIDE).matches
    )
      return;
    if (!target.hasAttribute("name")) return;
    const address = addressOf(form);
    history.pushState(null, "", address);
    show(address);
  });
  addEventListener("popstate", () => {
    // A fragment alone, such as « #criteres », is the same page.
    const address = location.pathname + location.search;
    if (address === shown) return;
    show(address);
    resetFields(form);
  });
  form.addEventListener("click", async (event) => {
    const link =
      event.target instanceof Element ? event.target.closest<HTMLAnchorElement>("a[data-all-choices]") : null;
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    try {
      const all = (await read(link.href, AbortSignal.timeout(10_000))).querySelector("form .criterion");
      const few = link.closest(".criterion");
      if (!all || !few) throw new Error("No list");
      all.classList.add("criterion--all");
      few.replaceWith(all);
      if (all.parentNode) filterLists(all.parentNode);
      all.querySelector<HTMLInputElement>("input")?.focus();
    } catch {
      location.assign(link.href);
    }
  });
}

async function read(address: string, signal: AbortSignal): Promise<Document> {
  const response = await fetch(address, { signal });
  if (!response.ok) throw new Error(String(response.status));
  return new DOMParser().parseFromString(await response.text(), "text/html");
}

/** The address that the form would be sent to, without the fields that say nothing. */
function addressOf(form: HTMLFormElement): string {
  const pairs = [...new FormData(form)]
    .filter(([, value]) => value !== "")
    .map(([name, value]) => [name, String(value)]);
  const query = new URLSearchParams(pairs).toString();
  return new URL(form.action).pathname + (query && `?${query}`);
}

/** The words, the place and the type of an earlier search, after the back button. */
function resetFields(form: HTMLFormElement): void {
  const asked = new URLSearchParams(location.search);
  for (const field of form.querySelectorAll<HTMLInputElement | HTMLSelectElement>(".search-fields [name]")) {
    if (field.type === "checkbox" && field instanceof HTMLInputElement) {
      field.checked = asked.getAll(field.name).includes(field.value);
    } else if (field.name === "ou" && asked.has("lieu") && field instanceof HTMLInputElement) {
      // The form sends a place in words: only the address that the page came with names a commune by its code.
      field.value = field.defaultValue;
    } else field.value = asked.get(field.name) ?? "";
  }
}
