/** The body as text. Reading stops at the limit. Null when the body is not UTF-8 or when the connection is lost. */
export async function readText(request: Request, maxBytes: number): Promise<string | { refused: "too-large" } | null> {
  const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: false });
  let bytes = 0;
  let text = "";
  try {
    for await (const chunk of request.body ?? []) {
      bytes += chunk.byteLength;
      if (bytes > maxBytes) return { refused: "too-large" };
      text += decoder.decode(chunk, { stream: true });
    }
    return text + decoder.decode();
  } catch {
    return null;
  }
}
