import { defineConfig } from "drizzle-kit";

export default defineConfig({
  dialect: "sqlite",
  casing: "snake_case",
  schema: ["./db/accounts/schema.ts", "./db/accounts/{publishing,operations}/**/schema.ts"],
  out: "./migrations/accounts",
});
