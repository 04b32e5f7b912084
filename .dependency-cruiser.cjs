// The import table of the house (docs/decisions/0001-the-house.md).
// Floors: imports go down only, and may skip floors. Each floor names what it may import; everything else of ours is refused.
// Rooms: within a floor, a room imports itself and those before it. What stands beside the rooms is below them all.
const ours = "^(app|db|workers|test|bench|build)/";

function floor(name, from, may, packages) {
  return [
    {
      name: `${name}-imports`,
      severity: "error",
      from: { path: from },
      to: { path: ours, pathNot: may },
    },
    ...(packages
      ? [
          {
            name: `${name}-packages`,
            severity: "error",
            from: { path: from },
            to: { path: "^(node_modules/|node:|cloudflare:)", pathNot: packages, dependencyTypesNot: ["core"] },
          },
          { name: `${name}-node`, severity: "error", from: { path: from }, to: { dependencyTypes: ["core"] } },
        ]
      : []),
  ];
}

const pure =
  "^node_modules/(valibot|@valibot/to-json-schema|htmlparser2|sax|@types/sax|@orama/stemmers|@etalab/|i18n-iso-countries)";

/** The subjects, in the order in which they build on each other: the same on every floor. */
const ROOMS = [
  ...["forms", "text", "places", "offers", "search", "imports", "api", "documents"],
  ...["account", "kept-offers", "saved-searches", "alerts", "mails", "publishing", "statistics", "operations", "page"],
];
const WITH_ROOMS = "app/domain|app/services|app/ui|db/accounts|db/catalogue";

function rooms() {
  const later = (room) => ROOMS.slice(ROOMS.indexOf(room) + 1).join("|");
  return [
    ...ROOMS.slice(0, -1).map((room) => ({
      name: `room-${room}`,
      severity: "error",
      from: { path: `^(${WITH_ROOMS})/${room}/` },
      to: { path: `^$1/(${later(room)})/` },
    })),
    {
      name: "beside-the-rooms",
      severity: "error",
      // db/accounts/schema.ts gathers the tables of the rooms.
      from: { path: `^(${WITH_ROOMS})/[^/]+$`, pathNot: "^db/accounts/schema\\.ts$" },
      to: { path: `^$1/(${ROOMS.join("|")})/` },
    },
  ];
}

/** @type {import("dependency-cruiser").IConfiguration} */
module.exports = {
  forbidden: [
    ...floor("domain", "^app/domain/", "^app/domain/", pure),
    ...floor("mails", "^app/mails/", "^app/(mails|domain|paths)", `${pure}|^node_modules/react`),
    ...floor("paths", "^app/paths\\.ts$", "^app/(domain|paths)", pure),
    ...floor("d1", "^db/d1/", "^db/d1/"),
    ...floor("backup", "^db/backup/", "^(db/(backup/|batch)|app/domain/)"),
    ...floor("catalogue", "^db/catalogue/", "^(db/(catalogue/|d1/|batch|folded)|app/domain/)"),
    ...floor("accounts", "^db/accounts/", "^(db/(accounts/|d1/|batch|folded)|app/domain/)"),
    ...floor("services", "^app/services/", "^(app/(services|domain|mails|paths)|db/)"),
    ...floor("http", "^app/http/", "^(app/(http|services|domain|paths)|db/)"),
    ...floor("ui", "^app/ui/", "^app/(ui|domain|paths|enhance)"),
    ...floor("enhance", "^app/enhance/", "^app/enhance/"),
    ...rooms(),
    {
      name: "services-know-no-remix",
      severity: "error",
      from: { path: "^app/(services|domain|mails)/" },
      to: { path: "^node_modules/(@remix-run|react)" },
    },
    {
      name: "routes-imports",
      severity: "error",
      from: { path: "^app/routes/([^/]+)/" },
      to: { path: ours, pathNot: "^(app/(domain|mails|services|http|ui|paths|enhance)|db/|app/routes/$1/)" },
    },
    {
      name: "workers-imports",
      severity: "error",
      from: { path: "^workers/" },
      to: { path: ours, pathNot: "^(workers/|app/(domain|paths|http|services)|db/|build/)" },
    },
    { name: "no-cycles", severity: "error", from: { path: ours }, to: { circular: true } },
    {
      name: "no-unresolved",
      severity: "error",
      from: { path: ours },
      to: { couldNotResolve: true, pathNot: "^(cloudflare:|\\.\\./\\.\\./build/)|virtual:" },
    },
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    preserveSymlinks: true,
    exclude: { path: "^build/" },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.json" },
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["import", "require", "node", "default", "types"],
    },
  },
};
