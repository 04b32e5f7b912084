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
