import { eq } from "drizzle-orm";
import type { Accounts } from "./database.ts";
import { suppressions } from "./schema.ts";

/** Why an address gets no alert: the provider says that it takes no mail, or its owner complained. Null when it does. */
export async function findSuppression(db: Accounts, emailKey: string): Promise<"bounce" | "complaint" | null> {
  const found = await db.select().from(suppressions).where(eq(suppressions.emailKey, emailKey)).get();
  return found?.reason ?? null;
}
