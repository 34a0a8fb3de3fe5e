#!/bin/bash
# Reads and writes that move a few bytes and are interrupted (fitful.c) change no byte of what comes out: advices, records, plugins in
# processes of their own, at both ends of the talk with them.
. "$top_srcdir/tests/routectl/tap.sh" || exit 99
shim=$top_builddir/tests/faults/.libs/fitful.so
[ -f "$shim" ] || { echo "1..0 # SKIP $shim is not built"; exit 0; }
# a sanitizer wants to be the first library; that it is not costs nothing here
export ASAN_OPTIONS=verify_asan_link_order=0:${ASAN_OPTIONS-}
golden=$top_srcdir/tests/advice/golden
shipped=(--rules-dir "$top_srcdir/rules.d" --plugin-dir "$top_builddir/plugins/.libs")

# fitful ARGUMENT...: the command under it
fitful () { LD_PRELOAD="$shim" "$routectl" "$@"; }
# its helpers have an environment of their own
printf '#!/bin/sh\nexec env LD_PRELOAD="%s" ASAN_OPTIONS="%s" "%s" "$@"\n' "$shim" "$ASAN_OPTIONS" "$ROUTE_PLUGIN_HOST" >"$tmp/helper"
chmod 755 "$tmp/helper"

cut_short () { local got; got=$(LD_PRELOAD="$shim" dd if=/dev/zero bs=1000 count=1 2>/dev/null | wc -c); [ "$got" -lt 1000 ]; }
check "it does cut short" cut_short

# what golden.sh leaves out as well
steady () { sed -E 's/"build_id": "[0-9a-f]*"/"build_id": "0"/; s/"library": "[^"]*"/"library": "0"/'; }
golden_advice () { fitful "${shipped[@]}" advise --format=json --lang=en "$top_srcdir/doc/examples/$1.json" | steady | diff "$golden/$1.json" -; }
golden_page () { fitful "${shipped[@]}" advise --format=text --lang=nl "$top_srcdir/doc/examples/$1.json" | diff "$golden/$1.nl.txt" -; }
for name in huurachterstand psychose-woonoverlast; do check "the advice on $name" golden_advice $name; done
export ROUTE_PLUGIN_HOST=$tmp/helper
check "with helpers whose talk is as fitful" golden_advice pad-jongere
check "and as a page" golden_page pad-jongere

cases 60 >"$tmp/cases.ndjson"
"$routectl" "${rules[@]}" advise --format=json "$tmp/cases.ndjson" >"$tmp/whole"
# pieces FILE: its bytes in pieces of 1 to 997, each a write of its own
pieces () { python3 -c 'import os, sys
data, at = open(sys.argv[1], "rb").read(), 0
while at < len(data):
    at += os.write(1, data[at:at + 1 + at * 7919 % 997])' "$1"; }
in_pieces () {
  pieces "$tmp/cases.ndjson" | fitful "${rules[@]}" advise --format=json --jobs="$1" -o "$tmp/out" && cmp "$tmp/out" "$tmp/whole"
}
for jobs in 1 3; do check "a batch whose input comes in pieces, $jobs jobs" in_pieces $jobs; done

same_output () { "$routectl" "$@" >"$tmp/quiet" && fitful "$@" >"$tmp/out" && cmp "$tmp/out" "$tmp/quiet"; }
check "fairness" same_output "${rules[@]}" fairness --group=/stage "$tmp/cases.ndjson"
check "generate" same_output generate 20 --seed=3
check "register" same_output register

# a record that is begun in quiet goes on, and is whole
record=$tmp/record
goes_on () {
  "$routectl" "${rules[@]}" advise --record="$record" "$tmp/cases.ndjson" >/dev/null &&
    fitful "${rules[@]}" advise --record="$record" "$here/one.json" >/dev/null && fitful verify-record "$record" >"$tmp/out" &&
    out_has "61 entries" && "$routectl" verify-record "$record" && fitful "${rules[@]}" replay "$record" "$tmp/cases.ndjson" "$here/one.json"
}
check "a record goes on and is replayed" goes_on
sets_aside () {
  printf '{"torn":"%0900d' 1 >>"$record"
  fitful verify-record --set-aside "$record"
  same "$?" 1 && same "$(wc -c <"$record.torn")" 909 && "$routectl" verify-record "$record"
}
check "and its torn end is set aside whole" sets_aside
finish
