import {
  MaxFileSizeExceededError,
  MaxTotalSizeExceededError,
  parseMultipartRequest,
} from "@remix-run/multipart-parser";
import { MAX_DOCUMENT_BYTES, MAX_REQUEST_BYTES } from "#app/domain/documents/document.ts";
import { type Fields, firstValues } from "./forms.ts";
import { inRoom, noRoom } from "./upload-room.ts";

/** A file of a form, as it comes in. `bytes` is null when it is larger than a document may be. */
type ComingFile = { field: string; name: string; type: string; bytes: Uint8Array | null };

/** Beside the files: the fields, and what separates the parts. */
const ROOM = 256 * 1024;
const MAX_PARTS = 60;
/** What is read of a form that is too large, so that the browser hears the answer rather than a broken line. */
const DRAINED_BYTES = 100 * 1024 * 1024;

type OnFile = (file: ComingFile, fields: Fields) => Promise<void>;
type ReadForm = { fields: Fields; ended: "whole" | "too-large" | "malformed" };

/**
 * Reads a form with files as it comes in, one file in memory at a time: each is handed over, and dropped before the next
 * one. Fields come before files.
 * @param onFile is given the fields so far
 * @returns the fields, and how it ended: what came before the end was handed over
 * @throws a 503 that says when to come back, when too much is being sent at once
 */
export async function readUpload(request: Request, onFile: OnFile): Promise<ReadForm> {
  const read = await inRoom(request, () => readParts(request, onFile));
  if (read !== "full") return read;
  await drain(request).catch(() => null);
  throw noRoom();
}

async function readParts(request: Request, onFile: OnFile): Promise<ReadForm> {
  const pairs: [string, string][] = [];
  let ended: ReadForm["ended"] = "whole";
  let handing = false;
  const limits = { maxFileSize: MAX_REQUEST_BYTES, maxTotalSize: MAX_REQUEST_BYTES + ROOM, maxParts: MAX_PARTS };
  try {
    for await (const part of parseMultipartRequest(request, limits)) {
      const { name: field = "", filename } = part;
      if (filename === undefined) {
        if (part.size <= ROOM) pairs.push([field, part.text]);
        continue;
      }
      // A file field that was left empty comes as a file without name and content.
      if (filename === "" && part.size === 0) continue;
      const bytes = part.size > MAX_DOCUMENT_BYTES ? null : part.bytes;
      part.content.length = 0;
      handing = true;
      await onFile({ field, name: filename, type: part.mediaType ?? "", bytes }, firstValues(pairs));
      handing = false;
    }
  } catch (error) {
    if (handing) throw error;
    // What else goes wrong is the form's, or the line's: « Network connection lost ».
    const tooLarge = error instanceof MaxTotalSizeExceededError || error instanceof MaxFileSizeExceededError;
    ended = tooLarge ? "too-large" : "malformed";
    // A line that was cut has nothing more to say.
    await drain(request).catch(() => null);
  }
  return { fields: firstValues(pairs), ended };
}

async function drain({ body }: Request): Promise<void> {
  if (!body || body.locked) return;
  let size = 0;
  for await (const chunk of body) {
    size += chunk.length;
    if (size > DRAINED_BYTES) return;
  }
}
