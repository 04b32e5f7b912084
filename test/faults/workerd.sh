#!/bin/sh
# Miniflare starts this in the place of workerd: keeps its number, arguments and configuration, then becomes workerd.
echo $$ >"$KEPT/pid"
printf '%s\n' "$@" >"$KEPT/arguments"
cat >"$KEPT/config"
exec "$WORKERD" "$@" <"$KEPT/config"
