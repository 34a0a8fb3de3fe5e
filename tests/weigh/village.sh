#!/bin/bash
# A village with few rules, all kinds of them: the advices on its registrations, as JSON and as pages with what would change them, against those
# kept beside the rules. With --update they are taken over; read the difference before it is committed.
. "$top_srcdir/tests/routectl/tap.sh" || exit 99

village=$top_srcdir/tests/weigh/village
advise () {
  "$routectl" --no-plugins --rules-dir "$village/rules" advise --lang=en "$@" "$village/registrations.ndjson" |
    sed -E 's/,"made_with":\{.*/}/'
}
advise --format=json >"$tmp/advices.json"
advise --format=text --explain >"$tmp/pages.txt"
if [ "${1:-}" = --update ]; then cp "$tmp/advices.json" "$tmp/pages.txt" "$village"; fi
check "the advices are those that are kept" diff "$village/advices.json" "$tmp/advices.json"
check "and so are the pages" diff "$village/pages.txt" "$tmp/pages.txt"
finish
