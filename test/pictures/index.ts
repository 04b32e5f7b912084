import { readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { launchBrowser } from "#test/support/browser.ts";
import { startSite } from "#test/support/site.ts";
import { build, root } from "#workers/local/build.ts";
import { furnish } from "./furnish.ts";

/** A computer and a phone. */
const SIZES = [
  { width: 1280, height: 800 },
  { width: 360, height: 740 },
];
/** So that a clone stays small, and the README opens at once. */
const MAX_BYTES = 60_000;
const folder = join(root, "docs/images");

await build();
const site = await startSite({ SITE_URL: "http://pass.example" }, () => {});
const browser = await launchBrowser();
const pictures = await furnish(site);
const taken = new Map<string, Buffer>();
for (const { name, url, cookie } of pictures) {
  for (const viewport of SIZES) {
    // A page of its own for each: the next one of a page may come by a view transition, in which no picture can be taken.
    const page = await browser.newPage({ viewport, reducedMotion: "reduce", locale: "fr-FR" });
    if (cookie) await page.setExtraHTTPHeaders({ Cookie: cookie });
    await page.goto(url);
    // Playwright itself writes no WebP.
    const chromium = await page.context().newCDPSession(page);
    const { data } = await chromium.send("Page.captureScreenshot", { format: "webp", quality: 75 });
    taken.set(`${name}-${viewport.width}.webp`, Buffer.from(data, "base64"));
    await page.close();
  }
}
await browser.close();
await site.stop();

for (const file of readdirSync(folder)) rmSync(join(folder, file));
for (const [file, bytes] of taken) {
  writeFileSync(join(folder, file), bytes);
  console.log(`${file}: ${Math.round(bytes.length / 1000)} kB`);
}
const tooLarge = [...taken.values()].filter(({ length }) => length > MAX_BYTES).length;
if (tooLarge > 0) console.error(`${tooLarge} of them have more than ${MAX_BYTES / 1000} kB.`);
process.exit(tooLarge > 0 ? 1 : 0);
