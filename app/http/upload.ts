import {
  MaxFileSizeExceededError,
  MaxTotalSizeExceededError,
  parseMultipartRequest,
} from "@remix-run/multipart-parser";
import { MAX_DOCUMENT_BYTES, MAX_REQUEST_BYTES } from "#app/domain/documents/document.ts";
import { type Fields, firstValues } from "./forms.ts";
import { inRoom, noRoom } from "./upload-room.ts";

/** A file of a form. `bytes` is null when the file is larger than a document may be. */
type SentFile = { field: string; name: string; type: string; bytes: Uint8Array | null };

/** The bytes allowed for the fields and for the boundaries between the parts of a form. */
const ROOM = 256 * 1024;
const MAX_PARTS = 60;
/**
 * How many more bytes of a form that is too large are read. A browser whose form is not read shows a broken connection
 * instead of our answer.
 */
const DRAINED_BYTES = 100 * 1024 * 1024;

type OnFile = (file: SentFile, fields: Fields) => Promise<void>;
type ReadForm = { fields: Fields; ended: "whole" | "too-large" | "malformed" };

/**
 * Reads a form with files while it arrives, with one file in memory at a time. The fields stand before the files.
 * @param onFile called with each file and the fields before it. The next file is read when the call is done.
 * @returns the fields, and how the form ended. When it ended early, the files before that end were given to `onFile`.
 * @throws a 503 that says when to come back, when too many forms are being sent
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
  let inFile = false;
  const limits = { maxFileSize: MAX_REQUEST_BYTES, maxTotalSize: MAX_REQUEST_BYTES + ROOM, maxParts: MAX_PARTS };
  try {
    for await (const part of parseMultipartRequest(request, limits)) {
      const { name: field = "", filename } = part;
      if (filename === undefined) {
        if (part.size <= ROOM) pairs.push([field, part.text]);
        continue;
      }
      // Browsers send an empty file field as a file without a name and without content.
      if (filename === "" && part.size === 0) continue;
      const bytes = part.size > MAX_DOCUMENT_BYTES ? null : part.bytes;
      part.content.length = 0;
      inFile = true;
      await onFile({ field, name: filename, type: part.mediaType ?? "", bytes }, firstValues(pairs));
      inFile = false;
    }
  } catch (error) {
    if (inFile) throw error;
    // Any other error is a malformed form, or a lost connection (« Network connection lost »).
    const tooLarge = error instanceof MaxTotalSizeExceededError || error instanceof MaxFileSizeExceededError;
    ended = tooLarge ? "too-large" : "malformed";
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
