#!/bin/bash
# One registration through routectl, cold start included: wall time of whole processes, beside that of /bin/true.
set -u
routectl=$top_builddir/routectl/routectl
[ -x "$top_builddir/routectl/.libs/routectl" ] && routectl=$top_builddir/routectl/.libs/routectl
example=$top_srcdir/tests/bench/registration-3k.json
per_run () { # milliseconds a run, median of 5 rounds of 20
  for _ in 1 2 3 4 5; do
    begun=$(date +%s%N)
    for _ in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20; do "$@" >/dev/null; done
    echo $((($(date +%s%N) - begun) / 20000))
  done | sort -n | sed -n 3p
}
base=$(per_run /bin/true)
cold=$(per_run "$routectl" advise --format=json --rules-dir "$top_srcdir/rules.d" --plugin-dir "$top_builddir/plugins/.libs" "$example")
awk -v base="$base" -v cold="$cold" 'BEGIN { printf "cold start, one registration: %.1f ms; /bin/true: %.1f ms; ratio %.1f (target: under 15 ms)\n",
  cold / 1000, base / 1000, cold / base }'
