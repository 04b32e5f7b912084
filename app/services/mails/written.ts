import type { SQL } from "drizzle-orm";
import type { MailContent } from "#app/domain/mails/mail.ts";
import type { Accounts } from "#db/accounts/database.ts";
import type { Catalogue } from "#db/catalogue/database.ts";

export type WritingDeps = {
  accounts: Accounts;
  /** What reminders of offers tell of. */
  catalogue: Catalogue;
  /** `SIGNING_KEY`: it signs the links of reminders. */
  signingKey: string | undefined;
  siteUrl: string;
};

/** A mail that is ready to be frozen. `statements` run in the same transaction: they store the token of its link. */
export type Written = {
  recipient: string;
  candidateId: number | null;
  content: MailContent;
  statements?: (stillRequested: SQL) => SQL[];
};
