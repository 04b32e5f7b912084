import { chmodSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";

/** When a command of the stand-in fails the first time that it is run: before it has done its work, or after. */
export type Failing = "never" | "before" | "after";

/**
 * A program that answers as wrangler does, and keeps in a folder what was made: databases, buckets, queues, secrets and
 * deployments. It refuses to make a thing twice.
 * @returns its folder, to be put before the PATH, and what was asked of it
 */
export function standInWrangler(failing: Failing) {
  const folder = mkdtempSync(join(tmpdir(), "pass-wrangler-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  for (const kind of ["d1", "r2", "queues", "secrets", "failed", "versions"]) mkdirSync(join(folder, kind));
  writeFileSync(join(folder, "wrangler"), script(folder, failing));
  chmodSync(join(folder, "wrangler"), 0o755);
  return {
    folder,
    /** The names of what was made: of a secret, its worker and its name. */
    made: (kind: "d1" | "r2" | "queues" | "secrets") => readdirSync(join(folder, kind)).sort(),
    secret: (name: string) => readFileSync(join(folder, "secrets", name), "utf8"),
    /** Every command that did its work, in order. */
    done: () => readFileSync(join(folder, "done"), "utf8").trim().split("\n"),
    /** The command whose line holds these words fails from now on. */
    break: (words: string) => writeFileSync(join(folder, "broken"), words),
  };
}

const script = (folder: string, failing: Failing) => `#!/bin/sh
cd ${folder}
all="$*"
fail() { echo "✘ [ERROR] $1" >&2; exit 1; }
key=$(echo "$all" | cksum | tr -d ' ')
first=no
[ ${failing} != never ] && [ ! -e "failed/$key" ] && first=yes && : > "failed/$key"
[ "$first" = yes ] && [ ${failing} = before ] && fail "A request to the Cloudflare API failed."
[ -e broken ] && case "$all" in *"$(cat broken)"*) fail "A request to the Cloudflare API failed.";; esac
make() { [ -e "$1" ] && fail "$1 already exists"; cat > "$1"; }
config=$(echo "$all" | sed -n 's/.*--config \\([^ ]*\\).*/\\1/p' | tr / _)
case "$all" in
  "d1 list"*) printf '['; sep=; for each in $(ls d1); do printf '%s{"name":"%s","uuid":"id-of-%s"}' "$sep" $each $each; sep=,; done; printf ']' ;;
  "d1 create"*) make "d1/$3" < /dev/null ;;
  "r2 bucket list"*) for each in $(ls r2); do printf 'name:           %s\\ncreation_date:  today\\n\\n' $each; done ;;
  "r2 bucket create"*) make "r2/$4" < /dev/null ;;
  "queues list --page 1") for each in $(ls queues); do echo "│ 5f1 │ $each │ 1 │"; done ;;
  "queues list"*) ;;
  "queues create"*) make "queues/$3" < /dev/null ;;
  "secret list"*)
    ls secrets | grep -q "^$config:" || fail "Worker \\"pass\\" (env: staging) not found."
    printf '['; sep=; for each in $(ls secrets | sed -n "s/^$config://p"); do printf '%s{"name":"%s"}' "$sep" $each; sep=,; done; printf ']' ;;
  "secret put"*) make "secrets/$config:$3" ;;
  "deployments status"*) [ -e "versions/$config" ] || fail "The Worker pass has no deployments."
    printf '{"versions":[{"version_id":"%s","percentage":100}]}' "$(cat versions/$config)" ;;
  "deploy"*) echo new > "versions/$config" ;;
  "rollback"*) echo "$2" > "versions/$config" ;;
  "d1 migrations apply"*) ;;
  *) fail "Unknown command: $all" ;;
esac
echo "$all" >> done
[ "$first" = yes ] && fail "A request to the Cloudflare API failed."
exit 0
`;
