#!/bin/bash
# Advice on many and on one: every line in its place, what is refused too.
. "$top_srcdir/tests/routectl/tap.sh" || exit 99

check "a file with refused lines ends with 1" gives 1 "${rules[@]}" advise --format=json "$here/cases.ndjson"
check "every line has its answer" same "$(wc -l <"$tmp/out")" 6
ids () { sed -nE 's/.*"registration":("[^"]*"|null).*/\1/p' "$1" | tr -d '"' | tr '\n' ' '; }
check "in the order of the input" same "$(ids "$tmp/out")" "case-1 case-2 case-3 case-4 null case-6 "
check "an unknown party is refused in place" \
  same "$(sed -n 2p "$tmp/out" | grep -o '^{"registration":"case-2","error":{"path":"/registered_by"')" \
  '{"registration":"case-2","error":{"path":"/registered_by"'
check "file, line and pointer of an unknown party" err_has "cases.ndjson:2: /registered_by: "
check "lines are counted with blank ones" err_has "cases.ndjson:4: /received: "
check "a line that is no JSON has its line" err_has "cases.ndjson:6: "
check "no more than those are refused" same "$(wc -l <"$tmp/err")" 3
cp "$tmp/out" "$tmp/alone"
for jobs in 2 5; do
  check "$jobs jobs end alike" gives 1 "${rules[@]}" advise --format=json --jobs=$jobs "$here/cases.ndjson"
  check "$jobs jobs give the same bytes" cmp "$tmp/out" "$tmp/alone"
done

check "one value over lines" gives 0 "${rules[@]}" advise --format=json "$here/one.json"
check "is written for people" test "$(wc -l <"$tmp/out")" -gt 5
check "standard input, named" gives 0 "${rules[@]}" advise --format=json - <"$here/one.json"
check "standard input, not named" gives 0 "${rules[@]}" advise --format=json <"$here/one.json"
check "json is the default where no terminal is" same "$(head -c 1 "$tmp/out")" "{"
check "two files give a line each" gives 0 "${rules[@]}" advise "$here/one.json" "$here/one.json"
check "two files give a line each" same "$(wc -l <"$tmp/out")" 2
check "a page" gives 0 "${rules[@]}" advise --format=text "$here/one.json"
check "is not JSON" test "$(head -c 1 "$tmp/out")" != "{"
check "two languages give two pages" gives 0 "${rules[@]}" advise --format=text --lang=en,nl "$here/one.json"
check "an English one" out_has "Process meeting"
check "and a Dutch one" out_has "Procesoverleg"
env LC_ALL= LC_MESSAGES=nl_NL.UTF-8 LANG=en_GB.UTF-8 "$routectl" "${rules[@]}" advise --format=text "$here/one.json" >"$tmp/out"
check "the locale chooses" out_has "Procesoverleg"

check "empty input is refused" gives 1 "${rules[@]}" advise </dev/null
check "saying so" err_has "<stdin>: "
check "with its object" out_has '{"registration":null,"error":{"path":"","message":'
check "a missing file is refused, the rest is done" gives 1 "${rules[@]}" advise "$tmp/none" "$here/one.json"
check "the rest" same "$(ids "$tmp/out")" "null alone "
check "in text a refusal is on standard error alone" gives 1 "${rules[@]}" advise --format=text "$tmp/none"
check "so nothing comes out" test ! -s "$tmp/out"

printf '{"id":"x","received":"2026-11-20","registered_by":"politie","\\u001b[31mnaam":"Jan de Tester"}' >"$tmp/name.json"
check "a name is refused" gives 1 "${rules[@]}" advise "$tmp/name.json"
check "and never repeated" test -z "$(grep -l 'Jan de Tester' "$tmp/out" "$tmp/err")"
check "no control sequence reaches the terminal" test -z "$(grep -lP '[\x00-\x08\x0b-\x1f]' "$tmp/out" "$tmp/err")"

printf '{"id":"x","received":"2026-11-20","registered_by":"politie","person":{"municipality":"Del\\u001b[31mft\\u009b5m\\u202e"}}' >"$tmp/place.json"
check "a page tells a text that was given" gives 0 --no-plugins --rules-dir "$top_srcdir/rules.d" advise --explain --format=text "$tmp/place.json"
check "with marks for what steers a terminal or turns text" out_has $'Del\xef\xbf\xbd[31mft\xef\xbf\xbd5m\xef\xbf\xbd'
check "and none of these" test -z "$(grep -P '[\x00-\x08\x0b-\x1f]' "$tmp/out")"

check "output to a file" gives 1 "${rules[@]}" advise --output="$tmp/advice" --jobs=2 "$here/cases.ndjson"
check "says nothing elsewhere" test ! -s "$tmp/out"
check "and holds the same" cmp "$tmp/advice" "$tmp/alone"
check "a full disk is told" gives 1 "${rules[@]}" advise --output=/dev/full "$here/one.json"
check "with the place" err_has "/dev/full: "
check "a directory is no output" gives 1 "${rules[@]}" advise --output="$tmp" "$here/one.json"
"$routectl" "${rules[@]}" advise "$here/one.json" >/dev/full 2>"$tmp/err"
check "a full disk behind standard output is told" same "$? $(grep -c 'No space' "$tmp/err")" "1 1"
for i in $(seq 400); do cat "$here/cases.ndjson"; done >"$tmp/many.ndjson"
(trap '' PIPE; "$routectl" "${rules[@]}" advise --jobs=2 "$tmp/many.ndjson" 2>"$tmp/err"; echo $? >"$tmp/status") | head -n 1 >/dev/null
check "a reader that goes away is told" same "$(cat "$tmp/status") $(grep -c 'Broken pipe' "$tmp/err")" "1 1"

# ---- a pipe whose other end waits for each answer ----

# answers JOBS: each line is answered when it is there; the first when a second tells that there are several
answers () {
  local line answer="" heard="" i=0
  mkfifo "$tmp/ask" "$tmp/say"
  "$routectl" "${rules[@]}" advise --format=json --jobs="$1" <"$tmp/ask" >"$tmp/say" 2>/dev/null &
  local pid=$!
  exec 3>"$tmp/ask" 4<"$tmp/say"
  while read -r line; do
    i=$((i + 1))
    echo "$line" >&3
    [ $i -gt 1 ] || continue
    read -r -t 60 answer <&4 || break
    heard+="$answer"$'\n'
  done < <(cases 6)
  exec 3>&-
  heard+=$(cat <&4)
  exec 4<&-
  wait $pid
  rm "$tmp/ask" "$tmp/say"
  [ -n "$answer" ] || { echo "no answer to line $i"; return 1; }
  cases 6 | "$routectl" "${rules[@]}" advise --format=json --jobs="$1" >"$tmp/at-once"
  same "$heard" "$(cat "$tmp/at-once")"
}
for jobs in 1 2; do check "who waits for each answer gets it, $jobs jobs" answers $jobs; done
finish
