#!/bin/bash
# A process that gets less and less memory: it gives the whole answer or none, leaves the file of before in its place, and a decision
# record that is sound. What no step of ours can refuse ends the process, with a word of GLib on what it wanted.
. "$top_srcdir/tests/routectl/tap.sh" || exit 99
(ulimit -v 1000000; "$routectl" --version >/dev/null 2>&1) || { echo "1..0 # SKIP a sanitizer reserves more than can be limited"; exit 0; }
mkdir "$tmp/place"
file=$tmp/place/file record=$tmp/record
cases 30 >"$tmp/cases.ndjson"
printf '{"id":"long","received":"2026-11-20","registered_by":"politie","narrative":"%04000000d"}\n' 1 >>"$tmp/cases.ndjson"
cases 30 >>"$tmp/cases.ndjson"
advise=("${rules[@]}" advise --format=json --record="$record" -o "$file" "$tmp/cases.ndjson")
# the long one is refused
gives 1 "${advise[@]}"
mv "$file" "$tmp/whole"

starved=0 fed=0
# gets KIBIBYTES
gets () {
  echo old >"$file"
  (ulimit -c 0; ulimit -v "$1"; "$routectl" "${advise[@]}" >"$tmp/out" 2>"$tmp/err") 2>/dev/null
  status=$?
  # the long one, line 31, is refused for its length; where there is no memory for it, reading ends there and says so
  if [ $status = 1 ] && [ "$(head -c 3 "$file")" != old ]; then
    fed=$((fed + 1)) last=\$
    grep -q ':31: Cannot allocate memory' "$tmp/err" && last=30
    cmp <(sed -n "1,${last}p" "$file") <(sed -n "1,${last}p" "$tmp/whole")
  else starved=$((starved + 1)); same "$(cat "$file")" old && [ -s "$tmp/err" ]; fi &&
    same "$(cd "$tmp/place" && echo *)" file && "$routectl" verify-record "$record"
}
# with less not every build gets as far as its first word
for ((kib = 8000; kib <= 32000; kib += 2000)); do
  check "with $kib KiB it is whole or not there, and the record is sound" gets $kib
done
check "some had too little" test $starved -ge 2
check "and some enough" test $fed -gt 2
finish
