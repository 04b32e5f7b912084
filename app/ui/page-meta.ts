import type { MetaDescriptor } from "@remix-run/react";

type PageMeta = {
  /** What the page is, without the site's name. */
  title: string;
  description?: string;
  /** Kept out of search engines. */
  hidden?: boolean;
};

/** The title (« … – PASS »), description and robots rule of a page. */
export function pageMeta({ title, description, hidden = false }: PageMeta): MetaDescriptor[] {
  return [
    { title: `${title} – PASS` },
    ...(description ? [{ name: "description", content: description }] : []),
    ...(hidden ? [{ name: "robots", content: "noindex" }] : []),
  ];
}
