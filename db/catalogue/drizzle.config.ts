import { defineConfig } from "drizzle-kit";

export default defineConfig({
  dialect: "sqlite",
  casing: "snake_case",
  schema: "./db/catalogue/**/schema.ts",
  out: "./migrations/catalogue",
});
