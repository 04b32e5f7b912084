import { type Request, Response } from "miniflare";

/** How an address answers. */
export type Played = {
  status?: number;
  headers?: Record<string, string>;
  body?: string;
  /** The body comes in pieces of so many characters, one every so many milliseconds. */
  drip?: { piece: number; ms: number };
  /** Nothing is answered before whoever asks has given up. */
  silent?: boolean;
};

type Asked = { url: string; headers: Record<string, string> };

const answers = new Map<string, Played>();
let asked: Asked[] = [];

/**
 * Sites that sources are pulled from, for workers in tests: `PUT` an address to say how it answers, `DELETE` to
 * forget all of its site, `POST` to know what was asked of its site.
 */
export async function answerAsSite(request: Request): Promise<Response> {
  switch (request.method) {
    case "PUT":
      answers.set(request.url, (await request.json()) as Played);
      return new Response(null, { status: 204 });
    case "DELETE":
      for (const url of answers.keys()) if (isOf(request, url)) answers.delete(url);
      asked = asked.filter(({ url }) => !isOf(request, url));
      return new Response(null, { status: 204 });
    case "POST":
      return Response.json(asked.filter(({ url }) => isOf(request, url)));
  }
  asked.push({ url: request.url, headers: Object.fromEntries(request.headers) });
  const { status = 200, headers = {}, body, drip, silent } = answers.get(request.url) ?? { status: 404 };
  if (silent) await new Promise((resolve) => setTimeout(resolve, 5_000));
  const conditional = request.headers.get("If-None-Match") ?? request.headers.get("If-Modified-Since");
  if (conditional !== null && [headers.ETag, headers["Last-Modified"]].includes(conditional)) {
    return new Response(null, { status: 304 });
  }
  if (body === undefined) return new Response(null, { status, headers });
  const { piece = 100_000, ms = 0 } = drip ?? {};
  return new Response(inPieces(body, piece, ms), { status, headers });
}

function inPieces(body: string, piece: number, ms: number) {
  let at = 0;
  return new ReadableStream<Uint8Array>({
    async pull(controller) {
      await new Promise((resolve) => setTimeout(resolve, ms));
      if (at >= body.length) return controller.close();
      controller.enqueue(new TextEncoder().encode(body.slice(at, at + piece)));
      at += piece;
    },
  });
}

const isOf = (request: Request, url: string) => new URL(url).host === new URL(request.url).host;
