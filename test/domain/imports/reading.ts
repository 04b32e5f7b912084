import { readFileSync } from "node:fs";
import { join } from "node:path";
import { createReader } from "#app/domain/imports/feed.ts";
import type { Read } from "#app/domain/imports/feed-reader.ts";
import { root } from "#workers/local/build.ts";

const NOW = "2026-12-01T12:00:00.000Z";
export const fixture = (name: string) => readFileSync(join(root, "test/fixtures/feeds", name), "utf8");

export const readerOf = (kind: "rss" | "ndjson") => createReader(kind, NOW, { label: "utf-8", isDeclared: true });

/** Reads in pieces of any size: a network cuts where it likes. */
export function read(text: string, kind: "rss" | "ndjson" = "rss", piece = text.length): Read[] {
  const reader = readerOf(kind);
  for (let at = 0; at < text.length; at += piece) reader.write(text.slice(at, at + piece));
  return reader.end();
}
