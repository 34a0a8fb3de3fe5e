#!/bin/bash
# Two rule sets on 100,000 invented cases: how long routectl diff takes on two processors, with and without cases to explain.
set -u
routectl=$top_builddir/routectl/routectl
[ -x "$top_builddir/routectl/.libs/routectl" ] && routectl=$top_builddir/routectl/.libs/routectl
cases=${cases:-100000}
tmp=$(mktemp -d) || exit 1
trap 'rm -rf "$tmp"' EXIT
"$routectl" generate "$cases" --output="$tmp/cases.ndjson" || exit 1
timed () { # WHAT ARGUMENT...: seconds on the clock and of work, and the rate
  local what=$1 TIMEFORMAT='%R %U %S'
  shift
  { time "$routectl" diff --jobs=2 --plugin-dir "$top_builddir/plugins/.libs" --from "$top_srcdir/rules.d" "$@" "$tmp/cases.ndjson" >"$tmp/out"; } 2>"$tmp/time"
  awk -v n="$cases" -v what="$what" -v told="$(tail -n 1 "$tmp/out")" '{ printf "diff, %s: %.1f s, %.0f cases a second; %.1f s of work (target: 100,000 in under a minute; %s)\n",
    what, $1, n / $1, $2 + $3, told }' "$tmp/time"
}
cp -r "$top_srcdir/rules.d" "$tmp/same"
timed "nothing changed" --to "$tmp/same"
cp -r "$top_srcdir/rules.d" "$tmp/new"
sed -i '/^\[setting chains-least\]/,/^value/s/^value = .*/value = 3/' "$tmp/new/08-settings.rules"
sed -i 's/^when = impact.area$/when = impact.area or impact.decline/' "$tmp/new/10-complex-0-100.rules"
sed -i 's/(P4 or P5)/P4 and P5/' "$tmp/new/20-pad.rules"
timed "three edits" --to "$tmp/new"
