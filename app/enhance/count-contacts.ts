const PAGE = /^\/offres\/[^/]+$/;
const LINKS = ".contacts a[href], .contact-bar a[href]";

/**
 * Tells the site that a contact of the offer was chosen, once a page, so that its employer knows how many were. Nothing
 * is sent but the reference, in the address. The link itself is left alone.
 */
export function countContacts(): void {
  if (!PAGE.test(location.pathname)) return;
  let counted = false;
  const count = ({ target, button }: MouseEvent) => {
    const link = target instanceof Element ? target.closest(LINKS) : null;
    // The right button opens a menu. A link within the page shows no contact yet.
    if (counted || button === 2 || !link || link.getAttribute("href")?.startsWith("#")) return;
    counted = true;
    const told = fetch(`${location.pathname}/contact`, { method: "POST", keepalive: true, credentials: "omit" });
    told.catch(() => {
      // It is not counted.
    });
  };
  document.addEventListener("click", count);
  document.addEventListener("auxclick", count);
}
