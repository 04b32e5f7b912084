import type { HeadersFunction, LinksFunction, MetaFunction } from "@remix-run/cloudflare";
import { Links, Meta, Outlet, useRouteError } from "@remix-run/react";
import type { ReactNode } from "react";
import { ErrorPage, errorTitle } from "#app/ui/page/error-page.tsx";
import { Footer } from "#app/ui/page/footer.tsx";
import { Header } from "#app/ui/page/header.tsx";
import icon from "#app/ui/page/mark.svg?no-inline";
import { PageAge } from "#app/ui/page/page-age.tsx";
import { pageMeta } from "#app/ui/page/page-meta.ts";
import { useSite } from "#app/ui/page/site.ts";
import { SkipLinks } from "#app/ui/page/skip-links.tsx";
import enhance from "./enhance/index.ts?worker&url";
import style from "./ui/style/index.css?url";

export const links: LinksFunction = () => [
  { rel: "stylesheet", href: style },
  { rel: "icon", href: icon, type: "image/svg+xml" },
];

/** The title of error pages and of pages without a `meta` of their own. */
export const meta: MetaFunction = ({ error }) =>
  error
    ? pageMeta({ title: errorTitle(error), hidden: true })
    : pageMeta({ title: "Stages et apprentissages de la fonction publique" });

/** Passes on the `Retry-After` of an error. */
export const headers: HeadersFunction = ({ errorHeaders }) => {
  const wait = errorHeaders?.get("Retry-After");
  return wait ? { "Retry-After": wait } : {};
};

/** The shell of every page, errors included. No page is hydrated: every page works without its one script. */
export function Layout({ children }: { children: ReactNode }) {
  const { brand } = useSite();
  return (
    <html lang="fr" data-brand={brand}>
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover" />
        <meta name="color-scheme" content="light dark" />
        <meta name="theme-color" media="(prefers-color-scheme: light)" content="#ffffff" />
        <meta name="theme-color" media="(prefers-color-scheme: dark)" content="#161616" />
        <meta name="format-detection" content="telephone=no, date=no, address=no, email=no" />
        <Meta />
        <Links />
        <script type="module" src={enhance} />
      </head>
      <body>
        <SkipLinks />
        <Header />
        <main id="contenu" tabIndex={-1}>
          <PageAge />
          {children}
        </main>
        <Footer />
      </body>
    </html>
  );
}

export default function App() {
  return <Outlet />;
}

export function ErrorBoundary() {
  return <ErrorPage error={useRouteError()} />;
}
