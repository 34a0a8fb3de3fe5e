#!/bin/bash
# valgrind.sh TOOL SUITE...: the suites under memcheck or helgrind, one after the other, in the build directory. A finding that
# valgrind.supp does not name, with the reason, fails its suite; so does a test that fails.
set -u
tool=$1
shift
here=$top_srcdir/tests/quality
command -v valgrind >/dev/null || { echo "this needs valgrind (Debian: valgrind)"; exit 77; }
work=$PWD/valgrind-work
mkdir -p "$work"
# in one process: what a child leaves behind would be no leak of the suite; as everywhere, GLib gives memory back piece by piece
export CK_FORK=no G_SLICE=always-malloc G_DEBUG=gc-friendly CK_DEFAULT_TIMEOUT=0 CK_TIMEOUT_MULTIPLIER=50
# a program that is not there is told by posix_spawn() through memory that parent and child share, which valgrind has none of
export ROUTE_UNDER_VALGRIND=yes
options=(--tool="$tool" --error-exitcode=9 --suppressions="$here/valgrind.supp" --num-callers=30 --read-var-info=no --fair-sched=yes)
case $tool in
memcheck) options+=(--leak-check=full --show-leak-kinds=definite,indirect --errors-for-leak-kinds=definite,indirect) ;;
helgrind) options+=(--history-level=approx) ;;
esac
failed=0
for suite; do
  log=$work/$tool-$(basename "$suite").log
  begun=$SECONDS
  if timeout -k 5 1200 valgrind "${options[@]}" --log-file="$log" "./$suite" >"$log.tap" 2>&1; then verdict=clean
  else verdict="$(grep -c '^not ok' "$log.tap") tests fail, see $log"; failed=$((failed + 1)); fi
  printf '%s %s: %s, %d s, %s\n' "$tool" "$suite" "$verdict" $((SECONDS - begun)) "$(sed -n 's/.*ERROR SUMMARY: //p' "$log" | tail -n 1)"
done
echo "$tool: $# suites, $failed with findings"
[ $failed = 0 ]
