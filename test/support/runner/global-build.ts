import { build } from "#workers/local/build.ts";

/** The site and its workers are built once, before the tests that run them. */
export default async function setup(): Promise<void> {
  await build();
}
