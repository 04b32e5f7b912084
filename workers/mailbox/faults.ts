import * as v from "valibot";

/** The answers of the provider that a fault can choose. */
const ANSWERS = [
  "ok",
  "429",
  "500",
  /** The page of a proxy. */
  "502",
  /** 200, with a body that is not JSON. */
  "unreadable",
  "redirect",
  "unauthorized",
  "refused",
  /** Another request under the same key is under way. */
  "conflict",
  /** Answers only after `seconds`. */
  "timeout",
  /** Breaks the connection off in the middle of the body. */
  "reset",
  /** Sends the body byte by byte, over `seconds`. */
  "slow",
] as const;

/** An answer for the next mail or mails. Faults are used in the order of `POST /faults`, which takes one, or a list. */
export const Fault = v.object({
  answer: v.picklist(ANSWERS),
  /** Whether the mail is stored all the same. */
  takes: v.optional(v.boolean(), false),
  times: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(1_000_000)), 1),
  /** Only for mails to this address. */
  to: v.optional(v.nullable(v.string()), null),
  /** For `429`: the header `Retry-After`, in seconds. */
  retryAfter: v.optional(v.nullable(v.number()), null),
  seconds: v.optional(v.pipe(v.number(), v.minValue(0), v.maxValue(60)), 15),
});

export const Faults = v.union([Fault, v.pipe(v.array(Fault), v.maxLength(100_000))]);

export type Fault = v.InferOutput<typeof Fault>;

/** The answer of a fault. @param id of the mail, in the provider's answer */
export function faultyAnswer({ answer, retryAfter, seconds }: Fault, id: string): Promise<Response> | Response {
  const taken = JSON.stringify({ id });
  switch (answer) {
    case "ok":
      return Response.json({ id });
    case "429":
      return refusal(429, "rate_limit_exceeded", retryAfter === null ? {} : { "Retry-After": String(retryAfter) });
    case "500":
      return refusal(500, "internal_server_error");
    case "502":
      return new Response("<html><body><h1>502 Bad Gateway</h1></body></html>", {
        status: 502,
        headers: { "Content-Type": "text/html" },
      });
    case "unreadable":
      return new Response("<html><body>OK</body></html>", { headers: { "Content-Type": "text/html" } });
    case "redirect":
      return new Response(null, { status: 301, headers: { Location: "/moved" } });
    case "unauthorized":
      return refusal(401, "restricted_api_key");
    case "refused":
      return refusal(422, "validation_error");
    case "conflict":
      return refusal(409, "concurrent_idempotent_requests");
    case "timeout":
      return after(seconds).then(() => refusal(500, "internal_server_error"));
    case "reset":
      return new Response(brokenOff(taken), { headers: { "Content-Type": "application/json" } });
    case "slow":
      return new Response(dripping(taken, seconds), { headers: { "Content-Type": "application/json" } });
  }
}

/** A refusal in the format of Resend. */
export function refusal(status: number, name: string, headers: Record<string, string> = {}, message: unknown = name) {
  return Response.json({ statusCode: status, name, message }, { status, headers });
}

const after = (seconds: number) => new Promise((resolve) => setTimeout(resolve, seconds * 1000));

/** A body that is shorter than its `Content-Length`. */
function brokenOff(text: string): ReadableStream<Uint8Array> {
  const bytes = new TextEncoder().encode(text);
  const { readable, writable } = new FixedLengthStream(bytes.length);
  const writer = writable.getWriter();
  const breakOff = async () => {
    await writer.write(bytes.slice(0, 5));
    await after(0.05);
    await writer.abort();
  };
  breakOff().catch(() => {});
  return readable;
}

function dripping(text: string, seconds: number): ReadableStream<Uint8Array> {
  const bytes = new TextEncoder().encode(text);
  let sent = 0;
  return new ReadableStream({
    pull: async (controller) => {
      if (sent > 0) await after(seconds / bytes.length);
      controller.enqueue(bytes.slice(sent, sent + 1));
      sent += 1;
      if (sent === bytes.length) controller.close();
    },
  });
}
