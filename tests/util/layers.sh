#!/bin/bash
# Layers point one way: every #include of one layer in another must go to the left. See the list in libroute/local.mk.
set -u
cd "$top_srcdir" || exit 1
layers=(util registration feel rules host weigh advice)
# the condition language stands alone beside registrations
declare -A sees=([feel]="util")
n=0
check () { # LAYER ALLOWED...: includes of LAYER that are not of an allowed one
  local layer=$1
  shift
  n=$((n + 1))
  local allowed bad
  allowed=$(IFS='|'; echo "$*")
  bad=$(grep -rnE '#[[:space:]]*include[[:space:]]*"' --include='*.[ch]' --include='*.def' "libroute/$layer" |
    grep -vE "include[[:space:]]*\"libroute/($allowed)/[^\"]*\"" | grep -vE 'include[[:space:]]*"config\.h"')
  if [ -z "$bad" ]; then echo "ok $n - $layer includes only $*"
  else echo "not ok $n - $layer includes only $*"; sed 's/^/# /' <<<"$bad"; fi
}
for i in "${!layers[@]}"; do
  layer=${layers[i]}
  left=(${sees[$layer]:-${layers[@]:0:i}})
  check "$layer" "${left[@]}" "$layer"
done
# the condition language has one door; its own tests may look inside
n=$((n + 1))
bad=$(grep -rnE '#[[:space:]]*include[[:space:]]*"(libroute/)?feel/' --include='*.[ch]' --include='*.def' \
        include libroute routectl plugins tests |
  grep -vE '^(libroute|tests)/feel/|"libroute/feel/feel\.h"')
if [ -z "$bad" ]; then echo "ok $n - of the condition language others include feel.h alone"
else echo "not ok $n - of the condition language others include feel.h alone"; sed 's/^/# /' <<<"$bad"; fi
n=$((n + 1))
bad=$(grep -nE '#[[:space:]]*include' include/route/*.h | grep -vE '<(route/route-[a-z]+|glib|glib-object|std(int|bool|def))\.h>')
if [ -z "$bad" ]; then echo "ok $n - installed headers include only each other, GLib and standard headers"
else echo "not ok $n - installed headers include only each other, GLib and standard headers"; sed 's/^/# /' <<<"$bad"; fi
echo "1..$n"
