import { inspectFile } from "#app/services/documents/inspect-file.ts";

/** Answers what `inspectFile` says of the body, named and typed by the query. */
export default {
  async fetch(request: Request): Promise<Response> {
    const query = new URL(request.url).searchParams;
    const bytes = new Uint8Array(await request.arrayBuffer());
    return Response.json(await inspectFile(bytes, query.get("name") ?? "", query.get("type") ?? ""));
  },
};
