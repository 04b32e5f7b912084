/** As `/mes-offres/gardees` answers it: the offers that the member keeps, and the token of her forms. */
type Kept = { references: string[]; csrf: string };

const LINKS = "a.keep-offer";

/**
 * Marks the offers that a member keeps, and lets her keep or remove one without leaving the page, which is the same for
 * everybody. Until that is known, and wherever it fails, the links lead to the page that keeps an offer.
 */
export function keepOffers(): void {
  // Only the menu of members has this link.
  const list = document.querySelector<HTMLAnchorElement>('header a[href="/mes-offres"]')?.href;
  if (!list) return;
  const status = Object.assign(document.createElement("p"), { className: "fr-sr-only" });
  status.setAttribute("role", "status");
  const busy = new Set<string>();
  let member: Kept | null = null;

  const isKept = (link: HTMLAnchorElement) => member?.references.includes(referenceOf(link)) ?? false;
  const mark = () => {
    for (const link of document.querySelectorAll<HTMLAnchorElement>(LINKS)) show(link, isKept(link));
  };
  /** @returns whether the site has answered */
  const ask = async () => {
    // In the page before it says anything, so that it is read out.
    if (!status.isConnected) document.body.append(status);
    const answer = await askKept(`${list}/gardees`);
    if (answer) member = answer;
    if (member) mark();
    return answer !== null;
  };
  const change = async (link: HTMLAnchorElement, { csrf }: Kept) => {
    const reference = referenceOf(link);
    if (busy.has(reference)) return;
    busy.add(reference);
    status.textContent = "";
    const removes = isKept(link);
    if (removes) await send(list, { csrf, action: "retirer", ref: reference });
    else await send(link.href, { csrf });
    // A form is answered by a redirection, whose target a script may not read: what is kept now tells how it went.
    const done = (await ask()) && isKept(link) !== removes;
    busy.delete(reference);
    if (done) status.textContent = removes ? "Offre retirée" : "Offre gardée";
    else location.assign(link.href);
  };

  if (document.querySelector(LINKS)) ask();
  // Other results have replaced those of the page.
  document.addEventListener("results", () => (member ? mark() : ask()));
  // The page is shown again as it was left: the member may have kept other offers since.
  window.addEventListener("pageshow", ({ persisted }) => void (persisted && ask()));
  document.addEventListener("click", (event) => {
    const link = linkOf(event);
    if (!member || !link || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    change(link, member);
  });
  // What is a button answers to the space bar too.
  document.addEventListener("keydown", (event) => {
    const link = linkOf(event);
    if (!member || !link || event.key !== " ") return;
    event.preventDefault();
    link.click();
  });
}

function linkOf({ target }: Event): HTMLAnchorElement | null {
  return target instanceof Element ? target.closest<HTMLAnchorElement>(LINKS) : null;
}

function referenceOf({ href }: HTMLAnchorElement): string {
  return new URL(href).searchParams.get("ref") ?? "";
}

/** Makes a link the button that keeps or removes its offer, and says which in its words. */
function show(link: HTMLAnchorElement, isKept: boolean): void {
  link.setAttribute("role", "button");
  link.toggleAttribute("data-kept", isKept);
  const [word, rest] = link.childNodes;
  if (!word || !(rest instanceof HTMLElement)) return;
  word.textContent = isKept ? "Gardée" : "Garder";
  const said = rest.textContent ?? "";
  const offer = said.startsWith(REMOVES) ? said.slice(REMOVES.length) : said;
  rest.textContent = isKept ? REMOVES + offer : offer;
  rest.classList.toggle("fr-sr-only", isKept || link.closest(".offer-card") !== null);
}

const REMOVES = " : retirer";

/** Null without a session, or when the site does not answer. */
async function askKept(address: string): Promise<Kept | null> {
  try {
    const response = await fetch(address, { redirect: "manual" });
    return response.ok ? ((await response.json()) as Kept) : null;
  } catch {
    return null;
  }
}

/** Sends a form. Whether it was taken is not known here. */
async function send(address: string, fields: Record<string, string>): Promise<void> {
  try {
    await fetch(address, { method: "POST", body: new URLSearchParams(fields), redirect: "manual" });
  } catch {
    // Nothing was changed.
  }
}
