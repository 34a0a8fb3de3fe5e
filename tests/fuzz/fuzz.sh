#!/bin/bash
# fuzz.sh SOURCE-DIRECTORY SECONDS TARGET...: builds each target with libFuzzer, ASan and UBSan, and runs it that long.
# New seeds and findings stay in fuzz-work/ of the directory it is called in; a finding ends it with status 1.
set -u
. "$1/tests/fuzz/corpus.sh"
source=$1 seconds=$2
shift 2
command -v clang >/dev/null || { echo "fuzzing needs clang (Debian: clang, libclang-rt-14-dev)"; exit 77; }
work=$PWD/fuzz-work
mkdir -p "$work/build"
read -ra flags <<<"$(pkg-config --cflags glib-2.0 gobject-2.0 libpcre2-8 yajl)"
read -ra libraries <<<"$(pkg-config --libs glib-2.0 gobject-2.0 libpcre2-8 yajl)"
if [ ! -x "$work/build/config.status" ]; then
  (cd "$work/build" && "$source/configure" --disable-shared --enable-static CC=clang \
    CFLAGS='-g -O1 -fsanitize=fuzzer-no-link,address,undefined -fno-sanitize-recover=undefined' >configure.log) || exit 1
fi
make -C "$work/build" -s -j"$(nproc)" libroute/libroute-core.la routectl/libroutectl.la || exit 1
failed=0
for name; do
  clang -std=gnu17 -g -O1 -fsanitize=fuzzer,address,undefined -fno-sanitize-recover=undefined -I"$source" -I"$source/include" \
    -I"$work/build" -DPCRE2_CODE_UNIT_WIDTH=8 "${flags[@]}" "$source/tests/fuzz/fuzz-$name.c" \
    "$work/build/routectl/.libs/libroutectl.a" "$work/build/libroute/.libs/libroute-core.a" "${libraries[@]}" -lbidgcc000 -lm -ldl -o "$work/fuzz-$name" || exit 1
  mkdir -p "$work/$name.new" "$work/$name.found"
  unpack "$source/tests/fuzz/$name.corpus" "$work/$name.corpus"
  dictionary=()
  [ ! -f "$source/tests/fuzz/$name.dict" ] || dictionary=("-dict=$source/tests/fuzz/$name.dict")
  "$work/fuzz-$name" -max_total_time="$seconds" -timeout=5 -rss_limit_mb=2048 -print_final_stats=1 "${dictionary[@]}" \
    -artifact_prefix="$work/$name.found/" "$work/$name.new" "$work/$name.corpus" "$source/tests/fuzz/$name.in" >"$work/$name.log" 2>&1
  if [ $? -eq 0 ]; then echo "fuzz $name: $(grep -o 'stat::number_of_executed_units: .*' "$work/$name.log" | tr -d ' ' | cut -d: -f4) runs, nothing found"
  else failed=$((failed + 1)); echo "fuzz $name: FOUND, see $work/$name.log"; tail -n 30 "$work/$name.log"; fi
done
echo "$(($# - failed)) passed, $failed failed"
[ $failed -eq 0 ]
