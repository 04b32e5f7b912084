/**
 * Stands in for `turbo-stream` (`alias` in wrangler.toml), by which Remix writes the data of loaders for a browser that
 * hydrates the page. No page of ours is hydrated (decision 2), and the writing took as long as rendering the page.
 */
export function encode(): ReadableStream {
  return new ReadableStream({ start: (controller) => controller.close() });
}
