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

# ten calls of each, in the function that count-advise makes them in: what loading takes, and the first calls, are not counted
cases=("$top_srcdir"/doc/examples/*.json "$top_srcdir/tests/bench/registration-3k.json")
valgrind --tool=callgrind --callgrind-out-file="$work/calls" --toggle-collect=counted_calls --dump-after=counted_calls \
  "$program" "${cases[@]}" >"$work/log" 2>&1 || { cat "$work/log"; exit 1; }
[ -n "$update" ] && echo "$here" >"$work/new"
n=0
for case in "${cases[@]}"; do
  name=$(basename "$case" .json)
  n=$((n + 1))
  call=$(($(sed -n 's/^\(totals\|summary\): //p' "$work/calls.$n" | head -n 1) / 10))
  if [ -n "$update" ]; then echo "$name $call" >>"$work/new"; continue; fi
  before=$(sed -n "s/^$name //p" "$kept" 2>/dev/null)
  if [ "$(head -n 1 "$kept" 2>/dev/null)" != "$here" ]; then said="not compared: kept for $(head -n 1 "$kept" 2>/dev/null)"
  elif [ -z "$before" ]; then said="nothing is kept for it"
  else said=$(awk -v a="$before" -v b="$call" 'BEGIN { c = 100 * (b - a) / a; printf "%s%+.1f %%", (c > 3 || c < -3) ? "WARNING: changed by " : "", c }'); fi
  echo "ok $n - $name: $call instructions a call, $said"
done
[ -n "$update" ] && cp "$work/new" "$kept" && cat "$kept" && exit 0
echo "1..$n"
