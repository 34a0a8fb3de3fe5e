#!/bin/bash
# One page that counts what the rules did, and holds nothing of any registration.
. "$top_srcdir/tests/routectl/tap.sh" || exit 99

words () { sed 's/<[^>]*>/ /g' "$1" | tr -s ' ' >"$tmp/words"; }
has () { grep -qE "$1" "$tmp/words" || { echo "lacks: $1"; cat "$tmp/words"; return 1; }; }

check "a report" gives 1 "${rules[@]}" report --output="$tmp/report.html" "$here/cases.ndjson" "$here/one.json"
check "tells what is refused" same "$(wc -l <"$tmp/err")" 3
words "$tmp/report.html"
check "counts registrations" has "^ ?7 registrations, 3 refused; 1 advices"
check "counts suggestions" has "^ process-meeting 2 50.0 %"
check "of every kind" has "^ more-information 1 25.0 %"
check "counts criteria" has "^ complex-0-100/K1 A problem is known 2 1 1 "
check "and unknown facts, whatever their place in a list" has "^ /problems 1 25.0 %"
check "needs nothing beside itself" test -z "$(grep -oiE 'https?://|<script|<link|<img|@import|src=' "$tmp/report.html")"
check "names no registration" test -z "$(grep -E 'case-|alone' "$tmp/report.html")"
if type xmllint >/dev/null 2>&1; then
  check "is HTML" xmllint --html --noout "$tmp/report.html"
fi
env LC_ALL= LC_MESSAGES=nl_NL.UTF-8 "$routectl" "${rules[@]}" report "$here/one.json" >"$tmp/report.html"
words "$tmp/report.html"
check "in Dutch on standard output" has "Wat de regels doen"
check "marks what never differs" has "altijd voldaan"
check "cases are needed" gives 2 "${rules[@]}" report
check "a full disk is told" gives 1 "${rules[@]}" report -o /dev/full "$here/one.json"
finish
