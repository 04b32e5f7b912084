import { join } from "node:path";
import { INDEX_KEY, type ListedBackup } from "#app/services/operations/backup/backup-index.ts";
import { root } from "#workers/local/build.ts";
import type { Command } from "./command.ts";
import { table } from "./table.ts";

/** The backups that a restore can take. */
export const backupCommands = {
  "backups:list": {
    takes: "",
    act: async (typed, { environment }) => {
      if (typed.length > 0) return false;
      // Loading Miniflare takes a second, which other commands do not wait for.
      const { withBackups } = await import("#workers/local/commands/backup-bucket.ts");
      const data = process.env.PASS_DATA ?? join(root, ".data");
      const listed = await withBackups(environment ? { environment } : { data }, (source) => source.get(INDEX_KEY));
      const backups = listed ? (JSON.parse(new TextDecoder().decode(listed)) as ListedBackup[]) : [];
      console.log(table(backups.map(({ night, startedAt, rows }) => ({ night, "as of": startedAt, rows }))));
      return true;
    },
  },
} satisfies Record<string, Command>;
