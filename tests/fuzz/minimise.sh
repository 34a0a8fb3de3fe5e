#!/bin/bash
# minimise.sh SOURCE-DIRECTORY TARGET...: of what fuzz.sh found and what was kept before, keeps in tests/fuzz/TARGET.corpus the fewest
# inputs that reach all the same code; seeds stay beside them. Called in the directory that fuzz.sh was called in.
set -u
. "$1/tests/fuzz/corpus.sh"
source=$1 work=$PWD/fuzz-work most_bytes=65536
shift
for name; do
  [ -x "$work/fuzz-$name" ] || { echo "minimise $name: not built, \`make fuzz\` does"; exit 1; }
  rm -rf "$work/$name.few" && mkdir -p "$work/$name.few" && unpack "$source/tests/fuzz/$name.corpus" "$work/$name.corpus"
  # what the seeds reach needs no other input
  cp "$source/tests/fuzz/$name.in"/* "$work/$name.few/"
  "$work/fuzz-$name" -merge=1 -max_len=2048 -timeout=5 "$work/$name.few" "$work/$name.new" "$work/$name.corpus" >"$work/$name.merge" 2>&1 ||
    { echo "minimise $name: failed, see $work/$name.merge"; exit 1; }
  for seed in "$source/tests/fuzz/$name.in"/*; do rm -f "$work/$name.few/${seed##*/}"; done
  pack "$work/$name.few" "$source/tests/fuzz/$name.corpus" "$most_bytes"
  echo "minimise $name: $(wc -l <"$source/tests/fuzz/$name.corpus") inputs of $(find "$work/$name.few" -type f | wc -l)"
done
