import { cloudflareDevProxyVitePlugin, vitePlugin as remix } from "@remix-run/dev";
import { defineConfig, type Plugin } from "vite";
import { denyImports } from "vite-env-only";
import { loadContext } from "./app/http/context.ts";
import { onlyWhatIsUsed } from "./app/ui/style/only-what-is-used.ts";
import { localSecrets } from "./workers/local/secrets.ts";

declare module "@remix-run/cloudflare" {
  interface Future {
    v3_singleFetch: true;
  }
}

/** Makes the build fail when a module of the server would reach a browser. */
const wall = () =>
  denyImports({
    client: {
      files: ["db/**", "workers/**", "app/services/**", "app/http/**", "app/mails/**"],
      specifiers: [/^node:/, /^cloudflare:/, /^drizzle-orm/],
    },
  });

/** Lets the development server, which runs in Node, import a WebAssembly binary as a module that compiles it. */
const wasmInNode = (): Plugin => ({
  name: "wasm-in-node",
  apply: "serve",
  enforce: "pre",
  load: (id) =>
    id.endsWith(".wasm")
      ? `import { readFileSync } from "node:fs"; export default new WebAssembly.Module(readFileSync(${JSON.stringify(id)}));`
      : null,
});

export default defineConfig(({ isSsrBuild, command }) => ({
  plugins: [
    // Left out of builds: Remix reads its routes through a server of its own, which must not open the databases.
    process.argv.includes("vite:dev") &&
      cloudflareDevProxyVitePlugin<WebEnv, never>({
        // The state of `npm start`, which has the migrations and the offers.
        persist: { path: ".data" },
        getLoadContext: ({ request, context: { cloudflare } }) =>
          loadContext(request, { ...cloudflare.env, ...localSecrets(".data") }, cloudflare.ctx),
      }),
    wasmInNode(),
    remix({
      future: {
        v3_fetcherPersist: true,
        v3_relativeSplatPath: true,
        v3_throwAbortReason: true,
        v3_routeConfig: true,
        v3_singleFetch: true,
        v3_lazyRouteDiscovery: true,
      },
    }),
    // (The development server looks modules up for its own needs in the name of the browser: it is not behind the
    // wall.)
    command === "build" && wall(),
  ],
  // The enhancements are a bundle of their own. The same check applies to it.
  worker: { format: "es", plugins: () => (command === "build" ? [wall()] : []) },
  css: { postcss: { plugins: [onlyWhatIsUsed(["app/root.tsx", "app/{ui,routes,enhance}/**/*.{ts,tsx}"])] } },
  ssr: {
    resolve: { conditions: ["workerd", "worker", "browser"] },
    // Everything is bundled for workerd; the dev server runs in Node, where packages stay as they are.
    ...(command === "build" ? { noExternal: true as const } : { noExternal: ["argon2id"] }),
  },
  build: {
    minify: true,
    // What the worker imports too is left to wrangler, which bundles it once for both.
    ...(isSsrBuild ? { rollupOptions: { external: [/\.wasm$/, /^#(app\/domain|db)\//] } } : {}),
  },
}));
