#!/bin/sh
# Stands for workerd (MINIFLARE_WORKERD_PATH): adds flags of V8 to the configuration, which Miniflare has no option for.
config=$(mktemp)
"$BENCH_NODE" "$(dirname "$0")/add-v8-flags.mjs" >"$config" || exit 1
exec 9<"$config"
rm "$config"
# V8 tells of its collections by lines, which would otherwise wait for a full buffer.
exec stdbuf -oL "$BENCH_WORKERD" "$@" <&9 9<&-
