import { brotliCompressSync } from "node:zlib";
import { publishedOffers, startBench } from "#bench/site.ts";
import { printTable } from "#bench/table.ts";

/** What a candidate downloads for each page: HTML, and the CSS and JavaScript that it asks for, brotli. */
export async function benchWeights(): Promise<void> {
  const site = await startBench();
  const postings = publishedOffers();
  await site.publish(postings);
  const reference = postings[0]?.reference ?? "";
  const pages = ["/", "/offres", "/offres?q=informatique&region=11&region=53", `/offres/${reference}`, "/aide"];
  const rows = [];
  for (const path of pages) rows.push([path, ...(await weigh(site.origin, path))]);
  await site.stop();
  printTable("Page weights, kB brotli (limits: HTML 30, CSS 45, JS 10)", ["page", "HTML", "CSS", "JS"], rows);
}

async function weigh(origin: string, path: string): Promise<string[]> {
  const html = await (await fetch(origin + path)).text();
  const css = [...html.matchAll(/<link[^>]+rel="stylesheet"[^>]+href="([^"]+)"/g)];
  const scripts = [...html.matchAll(/<script[^>]+src="([^"]+)"/g)];
  const sizes = [brotli(html), await sum(origin, css), await sum(origin, scripts)];
  return sizes.map((size) => (size / 1000).toFixed(1));
}

async function sum(origin: string, links: RegExpMatchArray[]): Promise<number> {
  const texts = await Promise.all(links.map(async ([, href = ""]) => (await fetch(new URL(href, origin))).text()));
  return texts.map(brotli).reduce((total, size) => total + size, 0);
}

function brotli(text: string): number {
  return brotliCompressSync(text).length;
}
