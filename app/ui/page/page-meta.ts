import type { MetaDescriptor } from "@remix-run/react";

type PageMeta = {
  /** The title without the site's name. */
  title: string;
  description?: string;
  /** The canonical address of the page, absolute. */
  canonical?: string | undefined;
  /** Whether search engines are asked not to index the page. */
  hidden?: boolean;
};

/** The title (« … – PASS »), description, canonical address and robots rule of a page, and what shared links show. */
export function pageMeta({ title, description, canonical, hidden = false }: PageMeta): MetaDescriptor[] {
  return [
    { title: `${title} – PASS` },
    { property: "og:title", content: title },
    { property: "og:type", content: "website" },
    { property: "og:site_name", content: "PASS" },
    { property: "og:locale", content: "fr_FR" },
    ...(description
      ? [
          { name: "description", content: description },
          { property: "og:description", content: description },
        ]
      : []),
    ...(canonical
      ? [
          { tagName: "link", rel: "canonical", href: canonical },
          { property: "og:url", content: canonical },
        ]
      : []),
    ...(hidden ? [{ name: "robots", content: "noindex" }] : []),
  ];
}
