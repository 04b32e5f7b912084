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
for (const file of readdirSync(folder)) rmSync(join(folder, file));
let tooLarge = 0;
for (const { name, url, cookie } of pictures) {
  const page = await browser.newPage({ reducedMotion: "reduce", locale: "fr-FR" });
  if (cookie) await page.setExtraHTTPHeaders({ Cookie: cookie });
  // Playwright itself writes no WebP.
  const chromium = await page.context().newCDPSession(page);
  for (const size of SIZES) {
    await page.setViewportSize(size);
    await page.goto(url);
    const { data } = await chromium.send("Page.captureScreenshot", { format: "webp", quality: 75 });
    const bytes = Buffer.from(data, "base64");
    if (bytes.length > MAX_BYTES) tooLarge += 1;
    const file = `${name}-${size.width}.webp`;
    writeFileSync(join(folder, file), bytes);
    console.log(`${file}: ${Math.round(bytes.length / 1000)} kB`);
  }
  await page.close();
}
await browser.close();
await site.stop();
if (tooLarge > 0) console.error(`${tooLarge} of them have more than ${MAX_BYTES / 1000} kB.`);
process.exit(tooLarge > 0 ? 1 : 0);
