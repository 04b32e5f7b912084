/** Closes the menus of the header on Escape, and when the focus leaves them. « Menu » also closes what it opened. */
export function closeMenus(): void {
  document.querySelector('a[href="#menu"]')?.addEventListener("click", (event) => {
    if (location.hash !== "#menu") return;
    event.preventDefault();
    location.hash = "#contenu";
  });
  for (const menu of document.querySelectorAll<HTMLDetailsElement>("header details")) {
    menu.addEventListener("keydown", ({ key }) => {
      if (key !== "Escape" || !menu.open) return;
      menu.open = false;
      menu.querySelector("summary")?.focus();
    });
    document.addEventListener("click", ({ target }) => {
      if (target instanceof Node && !menu.contains(target)) menu.open = false;
    });
    menu.addEventListener("focusout", ({ relatedTarget }) => {
      if (relatedTarget instanceof Node && !menu.contains(relatedTarget)) menu.open = false;
    });
  }
}
