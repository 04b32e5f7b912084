import { parseMultipartRequest } from "@remix-run/multipart-parser";

/** A form that could not be stored, to be shown again with what was typed. */
export type UnsavedForm = {
  /** The path and query to which it is sent again. */
  action: string;
  multipart: boolean;
  /** Every field but passwords and files, in the order of the form. */
  fields: [name: string, value: string][];
  /** The names of its passwords, which are never written into a page. */
  passwords: string[];
  /** Whether a file was sent with it. */
  hadFiles: boolean;
};

/**
 * How much of a form is kept until it is answered. Forms have their files last, which are not kept. The largest
 * form without files, that of an offer, has 200 kB (`MOST_DRAFT_BYTES`).
 */
const KEPT_BYTES = 256 * 1024;
/** How much is read of a form that is not stored. A browser whose form is not read shows a broken connection. */
const READ_BYTES = 100 * 1024 * 1024;

/**
 * A request whose form can be read a second time, from its first bytes, which are kept while its action reads them.
 * @returns the request to answer, and a function that gives its form; the form of a program is null
 */
export function keepForm(request: Request): { request: Request; unsaved: () => Promise<UnsavedForm | null> } {
  const type = request.headers.get("Content-Type") ?? "";
  const { pathname, search } = new URL(request.url);
  const isForm = /^(?:application\/x-www-form-urlencoded|multipart\/form-data)\b/i.test(type);
  if (request.method !== "POST" || !request.body || !isForm || pathname.startsWith("/api/")) {
    return { request, unsaved: () => Promise.resolve(null) };
  }
  const { body, kept } = keepBeginning(request.body);
  return {
    request: new Request(request, { body }),
    unsaved: async () => ({ action: pathname + search, ...(await readForm(type, await kept())) }),
  };
}

/** A copy of a stream whose first bytes are kept. `kept` reads on where the reader of the copy has stopped. */
function keepBeginning(stream: ReadableStream<Uint8Array>) {
  const reader = stream.getReader();
  const chunks: Uint8Array[] = [];
  let size = 0;
  let ended = false;
  const next = async (): Promise<Uint8Array | null> => {
    const { done, value } = await reader.read();
    ended = done;
    if (!value) return null;
    if (size < KEPT_BYTES) chunks.push(value);
    size += value.length;
    return value;
  };
  const body = new ReadableStream<Uint8Array>({
    async pull(controller) {
      const chunk = await next();
      if (chunk) controller.enqueue(chunk);
      else controller.close();
    },
  });
  const kept = async (): Promise<Blob> => {
    try {
      while (!ended && size < READ_BYTES) await next();
    } catch {
      // The visitor has gone away, or the action still reads: what has arrived is shown.
    }
    return new Blob(chunks);
  };
  return { body, kept };
}

/** The fields of a form. A form that is cut within a file has all of its fields before it. */
async function readForm(type: string, kept: Blob): Promise<Omit<UnsavedForm, "action">> {
  const multipart = type.toLowerCase().startsWith("multipart/");
  const form: Omit<UnsavedForm, "action"> = { multipart, fields: [], passwords: [], hadFiles: false };
  const add = (name: string, value: string) => {
    if (/password|current/i.test(name)) form.passwords.push(name);
    else form.fields.push([name, value]);
  };
  if (!multipart) {
    for (const [name, value] of new URLSearchParams(await kept.text())) add(name, value);
    return form;
  }
  const request = new Request("https://form.invalid", {
    method: "POST",
    headers: { "Content-Type": type },
    body: kept,
  });
  try {
    for await (const part of parseMultipartRequest(request)) {
      if (part.filename === undefined) add(part.name ?? "", part.text);
      else if (part.filename !== "") form.hadFiles = true;
    }
  } catch {
    form.hadFiles = true;
  }
  return form;
}
