/** What a scanner says of a file; `not_scanned` when there is none, `error` when it could not say. */
export type Scan = "clean" | "refused" | "error" | "not_scanned";

/** Looks a file through for viruses. Never throws. */
export type Scanner = (bytes: Uint8Array) => Promise<Scan>;

const TIMEOUT_MS = 20_000;
/** Its answer is of some hundred bytes. */
const LONGEST_ANSWER = 16 * 1024;

/**
 * The scanner that a deployment has: ClamAV behind HTTP (clamav-rest: `POST /v2/scan`, 200 with `"Status": "OK"` when
 * clean, 406 with `"FOUND"` when not), or none. A file is clean only when it says so in its own words: whatever else
 * answers (a proxy, another page) has not looked.
 * @param url the address that takes the file, or nothing
 */
export function openScanner(url: string | undefined, timeoutMs = TIMEOUT_MS): Scanner {
  if (!url) return async () => "not_scanned";
  return async (bytes) => {
    const body = new FormData();
    body.append("file", new Blob([bytes]), "document");
    try {
      const signal = AbortSignal.timeout(timeoutMs);
      const response = await fetch(url, { method: "POST", body, redirect: "manual", signal });
      const statuses = readStatuses(await readAnswer(response));
      if (response.status === 406 || statuses.includes("FOUND")) return "refused";
      return response.status === 200 && statuses.length > 0 && statuses.every((each) => each === "OK")
        ? "clean"
        : "error";
    } catch {
      return "error";
    }
  };
}

async function readAnswer({ body }: Response): Promise<string> {
  const decoder = new TextDecoder();
  let text = "";
  for await (const chunk of body ?? []) {
    text += decoder.decode(chunk, { stream: true });
    if (text.length > LONGEST_ANSWER) break;
  }
  return text;
}

/** `[{ "Status": "OK", … }]`, or the same without brackets in older versions. */
function readStatuses(answer: string): string[] {
  try {
    const said: unknown = JSON.parse(answer);
    return [said].flat().map((each) => {
      return typeof each === "object" && each !== null && "Status" in each ? String(each.Status) : "";
    });
  } catch {
    return [];
  }
}
