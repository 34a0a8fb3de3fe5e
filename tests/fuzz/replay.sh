#!/bin/bash
# Replays the seeds of every fuzz target, findings of earlier runs among them, and its corpus.
set -u
n=0
for target in "$top_builddir"/tests/fuzz/fuzz-*; do
  [ -x "$target" ] && [ ! -d "$target" ] || continue
  case $target in *.o | *.trs | *.log) continue ;; esac
  name=${target##*/fuzz-}
  n=$((n + 1))
  if [ ! -d "$top_srcdir/tests/fuzz/$name.in" ]; then echo "not ok $n - $name has no seeds"; continue; fi
  inputs=("$top_srcdir/tests/fuzz/$name.in")
  [ ! -f "$top_srcdir/tests/fuzz/$name.corpus" ] || inputs+=("$top_srcdir/tests/fuzz/$name.corpus")
  if timeout 60 "$target" "${inputs[@]}" >/tmp/replay.$$ 2>&1 && ! grep -q '^not ok' /tmp/replay.$$; then
    echo "ok $n - $name: $(grep -c '^ok' /tmp/replay.$$) seeds"
  else
    echo "not ok $n - $name"
    tail -n 20 /tmp/replay.$$ | sed 's/^/# /'
  fi
done
rm -f /tmp/replay.$$
echo "1..$n"
