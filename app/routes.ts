import { index, type RouteConfig, route } from "@remix-run/route-config";

export default [
  index("routes/home/index.tsx"),
  route("offres", "routes/offers/index.tsx"),
  route("offres/:reference", "routes/offers/offer.tsx"),
  route("offres.rss", "routes/machines/rss.ts"),
  route("offres.atom", "routes/machines/atom.ts"),
  route("offres/:reference.ics", "routes/machines/calendar.ts"),

  route("stages-et-apprentissages", "routes/landing/index.tsx"),
  route("stages-et-apprentissages/:region/:domain?", "routes/landing/place.tsx"),

  route("inscription", "routes/account/sign-up.tsx"),
  route("connexion", "routes/account/log-in.tsx"),

  route("aide", "routes/information/help.tsx"),
  route("accessibilite", "routes/information/accessibility.tsx"),
  route("mentions-legales", "routes/information/legal-notice.tsx"),
  route("donnees-personnelles", "routes/information/personal-data.tsx"),
  route("cookies", "routes/information/cookies.tsx"),
  route("plan-du-site", "routes/information/site-map.tsx"),

  route("developpeurs", "routes/information/developers.tsx"),

  route("api/v1/offres", "routes/api/offers.ts"),
  route("api/v1/offres/:reference", "routes/api/offer.ts"),
  route("api/v1/openapi.json", "routes/api/openapi.ts"),
  route("api/v1/imports", "routes/api/imports.ts"),
  route("suggestions", "routes/machines/suggestions.ts"),
  route("sante", "routes/machines/health.ts"),
  route("robots.txt", "routes/machines/robots.ts"),
  route("sitemap.xml", "routes/machines/sitemap.ts", { id: "sitemap" }),
  route("sitemap/pages.xml", "routes/machines/sitemap.ts", { id: "sitemap-pages" }),
  route("sitemap/offres/:file", "routes/machines/sitemap.ts", { id: "sitemap-offers" }),
  route("*", "routes/not-found.tsx"),
] satisfies RouteConfig;
