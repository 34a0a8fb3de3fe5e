#!/bin/bash
# Invented registrations: the same ones every time, all of them fit to be advised on, and of every kind.
. "$top_srcdir/tests/routectl/tap.sh" || exit 99

check "as many as asked for" gives 0 generate 300 --seed=7 --output="$tmp/cases.ndjson"
check "each a line" same "$(wc -l <"$tmp/cases.ndjson")" 300
check "the same again" gives 0 generate 300 --seed=7
check "to the byte" cmp "$tmp/out" "$tmp/cases.ndjson"
check "and what was once written" same "$(sha256sum <"$tmp/out" | cut -c1-16)" "57ef8d03ddfea3e0"
check "a longer series begins with the shorter" gives 0 generate 20 --seed=7
check "line by line" same "$(cat "$tmp/out")" "$(head -n 20 "$tmp/cases.ndjson")"
check "another seed" gives 0 generate 300 --seed=8
check "gives others" test "$(comm -12 <(sort "$tmp/out") <(sort "$tmp/cases.ndjson") | wc -l)" = 0
check "none is refused" gives 0 advise --format=json --jobs=2 "$tmp/cases.ndjson"
for suggestion in not-eligible more-information other-municipality process-meeting pad-core-team \
  consider-escalation consider-closing; do
  check "some lead to $suggestion" out_has "\"routing\":{\"suggestion\":\"$suggestion\""
done
check "a day may be named" gives 0 generate 1 --received=2020-02-29
check "it is theirs" out_has '"received":"2020-02-29"'
for wrong in "" 0 -- x 1.5 10000001 "1 2"; do check "'$wrong' is wrong use" gives 2 generate $wrong; done
check "so is a day that is none" gives 2 generate 1 --received=2026-02-30
check "a full disk is told" gives 1 generate 5 -o /dev/full
finish
