#!/bin/bash
# How many instructions an advise call takes on the fixed set of examples, beside what instructions.txt keeps. A change of more than 3 % is
# told, never a failure; `make update-instructions` keeps the new figures. Counted by valgrind, so that the load of the machine does not matter.
set -u
kept=$top_srcdir/tests/bench/instructions.txt
update=${1:-}
skip () { echo "1..0 # SKIP $1"; exit 0; }
command -v valgrind >/dev/null || skip "valgrind is not installed"
case " $(sed -n 's/^SAN_CFLAGS = //p' "$top_builddir/Makefile") $(sed -n 's/^CFLAGS = //p' "$top_builddir/Makefile") " in
*fsanitize* | *coverage*) skip "built to look, not to be counted" ;;
esac
program=$top_builddir/tests/bench/count-advise
[ -x "$program" ] || skip "the program is not built"
compiler=$(sed -n 's/^CC = //p' "$top_builddir/Makefile"); compiler=$($compiler -dumpfullversion), flags=$(sed -n 's/^CFLAGS = //p' "$top_builddir/Makefile")
here="$(uname -m), $compiler, $flags"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# a call = (11 calls - 1 call) / 10: what loading takes falls out
count () {
  valgrind --tool=callgrind --callgrind-out-file=/dev/null "$program" "$1" "$2" 2>&1 | sed -n 's/.*Collected : //p'
}
[ -n "$update" ] && echo "$here" >"$work/new"
n=0
for case in "$top_srcdir"/doc/examples/*.json "$top_srcdir/tests/bench/registration-3k.json"; do
  name=$(basename "$case" .json)
  one=$(count "$case" 1) many=$(count "$case" 11)
  call=$(((many - one) / 10))
  n=$((n + 1))
  if [ -n "$update" ]; then echo "$name $call" >>"$work/new"; continue; fi
  before=$(sed -n "s/^$name //p" "$kept" 2>/dev/null)
  if [ "$(head -n 1 "$kept" 2>/dev/null)" != "$here" ]; then said="not compared: kept for $(head -n 1 "$kept" 2>/dev/null)"
  elif [ -z "$before" ]; then said="nothing is kept for it"
  else said=$(awk -v a="$before" -v b="$call" 'BEGIN { c = 100 * (b - a) / a; printf "%s%+.1f %%", (c > 3 || c < -3) ? "WARNING: changed by " : "", c }'); fi
  echo "ok $n - $name: $call instructions a call, $said"
done
[ -n "$update" ] && cp "$work/new" "$kept" && cat "$kept" && exit 0
echo "1..$n"
