/**
 * The bytes of the body of a request, as they come.
 * @throws a 400 response when they end before the length that was announced
 */
export async function* chunksOf({ body }: Pick<Request, "body">): AsyncGenerator<Uint8Array> {
  try {
    yield* body ?? [];
  } catch {
    throw new Response(null, { status: 400 });
  }
}

/** The body as text. Reading stops at the limit. Null when the body is not UTF-8, or ends too early. */
export async function readText(request: Request, maxBytes: number): Promise<string | { refused: "too-large" } | null> {
  const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: false });
  let bytes = 0;
  let text = "";
  try {
    for await (const chunk of chunksOf(request)) {
      bytes += chunk.byteLength;
      if (bytes > maxBytes) return { refused: "too-large" };
      text += decoder.decode(chunk, { stream: true });
    }
    return text + decoder.decode();
  } catch {
    return null;
  }
}
