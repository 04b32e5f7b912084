// The tables of every room where something of a candidate may stand, as one list: their export and their erasure are tested
// against it, table by table. Those who publish and who operate have tables of their own (publishing/schema.ts,
// operations/schema.ts), which hold nothing of candidates.
// Instants are ISO 8601 in UTC, days YYYY-MM-DD. Of a secret, only the SHA-256 is stored, in hexadecimal.

export * from "./account/schema.ts";
export * from "./alerts/schema.ts";
export * from "./common-tables.ts";
export * from "./documents/schema.ts";
export * from "./kept-offers/schema.ts";
export * from "./mails/schema.ts";
export * from "./saved-searches/schema.ts";
