import type { Fields } from "#app/http/forms.ts";

/** Why an operator does what her form does, as she typed it (`ReasonField`); null when she did not say. */
export function readReason(fields: Fields): string | null {
  const reason = (fields.get("raison") ?? "").replace(/[\p{Cc}\p{Cf}\s]+/gu, " ").trim();
  return reason.slice(0, 200) || null;
}
