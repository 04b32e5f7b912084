import { MAX_DOCUMENT_BYTES } from "./document.ts";
export type RefusedFile = "too-large" | "not-accepted";
export type Inspection = { format: "pdf" | "docx" | "odt" } | { refused: RefusedFile };
export async function inspectFile(bytes: Uint8Array, name: string, _declaredType: string): Promise<Inspection> {
  if (bytes.length > MAX_DOCUMENT_BYTES) return { refused: "too-large" };
  const format = (["pdf", "docx", "odt"] as const).find((each) => name.toLowerCase().endsWith(`.${each}`));
  return format ? { format } : { refused: "not-accepted" };
}
export function refusedFileSentence(_refused: RefusedFile, name: string): string {
  return `« ${name} » n’est pas un PDF, un DOCX ou un ODT.`;
}
