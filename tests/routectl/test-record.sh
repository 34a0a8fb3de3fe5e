#!/bin/bash
# The decision record: written before an advice is shown, says nothing of a person, and can be made again.
. "$top_srcdir/tests/routectl/tap.sh" || exit 99
record=$tmp/record

check "an advice is recorded" gives 0 "${rules[@]}" advise --format=json --lang=en --record="$record" "$here/one.json"
cp "$tmp/out" "$tmp/first"
check "its head and key are as private as the record" same "$(stat -c %a "$record" "$record.head" "$record.key" | tr '\n' ' ')" "600 600 600 "
check "one and its first line" same "$(wc -l <"$record")" 2
check "a page in Dutch is too" gives 0 "${rules[@]}" advise --format=text --lang=nl --record="$record" "$here/one.json"
check "what is refused is not" gives 1 "${rules[@]}" advise --jobs=2 --record="$record" "$here/cases.ndjson"
check "the others are" same "$(wc -l <"$record")" 6
check "a record that a group may read" gives 0 "${rules[@]}" advise --record="$tmp/group" "$here/one.json"
chmod 640 "$tmp/group"
"$routectl" "${rules[@]}" advise --record="$tmp/group" "$here/one.json" >/dev/null
check "has a head that it may read" same "$(stat -c %a "$tmp/group.head")" 640
check "the record is sound" gives 0 verify-record "$record"
check "as many as were advised on" out_has "sound, 5 entries, last hash $(tail -n 1 "$record" | grep -o '"hash":"[0-9a-f]*"}$' | tr -dc 0-9a-f | tail -c 64)"
mv "$record.key" "$tmp/key"
check "without the key too" gives 0 verify-record "$record"
check "but then seals are not looked at" out_has "seals were not looked at"
check "the key may be elsewhere" gives 0 verify-record --record-key="$tmp/key" "$record"

printf '{"id":"secret","received":"2026-11-20","registered_by":"politie","narrative":"Zeer geheim verhaal","person":{"age":17,"municipality":"Nergenshuizen"},"incidents":[{"kind":"robbery","date":"2026-01-02"}]}' >"$tmp/secret.json"
check "another place for the key" gives 0 "${rules[@]}" advise --record="$tmp/other" --record-key="$tmp/key" "$tmp/secret.json"
check "no fact, no text and no criterion is in it" test -z "$(grep -oiE 'geheim|Nergens|robbery|2026-01-02|complex|"age"|met"' "$tmp/other")"
check "its id is" grep -q '"id":"secret"' "$tmp/other"
check "two cases that say the same do not look the same" same \
  "$(sed 's/"secret"/"other"/' "$tmp/secret.json" | "$routectl" "${rules[@]}" advise --record="$tmp/other" --record-key="$tmp/key" >/dev/null
     tail -n 2 "$tmp/other" | grep -o '"person":"[0-9a-f]*"' | sort -u | wc -l)" 2

replay () { gives "$1" "${rules[@]}" replay --record-key="$tmp/key" "${@:2}"; }
check "every advice is made again" replay 0 "$record" "$here/one.json" "$here/cases.ndjson"
check "bit for bit" out_has "5 of 5 advices made again, bit for bit"
check "another way to write a registration is the same one" same \
  "$("$routectl" "${rules[@]}" replay --record-key="$tmp/key" "$tmp/other" <(sed 's/"age":17,\(.*\)"},/\1","age": 17 },/' "$tmp/secret.json") <(sed 's/"secret"/"other"/' "$tmp/secret.json") 2>&1 | tail -n 1)" \
  "2 of 2 advices made again, bit for bit"
check "a registration that is not handed in is missed" replay 1 "$record" "$here/one.json"
check "by id and line" out_has "record:4: case-1: missing"
sed 's/"narrative":"/&Nu /; s/"age":17/"age":18/' "$tmp/secret.json" >"$tmp/changed.json"
check "one that was changed is told" replay 1 "$tmp/other" "$tmp/changed.json"
check "with what changed" out_has "secret: registration differs: /narrative, /person"
cp -r "$here/rules" "$tmp/rules"
printf '[criterion complex-0-100/K1]\npoints = 17\n' >"$tmp/rules/90-site.rules"
rules=(--no-plugins --rules-dir "$tmp/rules")
check "other rules are told" replay 1 "$record" "$here/one.json" "$here/cases.ndjson"
check "and what they change" out_has "alone: advice differs: rules, approaches"
check "as JSON" replay 1 --format=json "$record" "$here/one.json"
check "an entry a line" out_has '{"entry":1,"registration":"alone","outcome":"advice","differs":["rules","approaches"'
rm "$tmp/rules/90-site.rules"
printf '[pattern site]\ntitle = Word\ntitle[nl] = Woord\nmatch = neverthere\nquestion = Which?\nquestion[nl] = Welk?\nbasis = test\n' >"$tmp/rules/90-site.rules"
check "rules that say the same here" replay 1 "$record" "$here/one.json"
check "are told to be others" out_has "alone: made with something else: rules"
rules=(--no-plugins --rules-dir "$here/rules")

check "a page is not shown when it cannot be recorded" gives 1 "${rules[@]}" advise --record="$tmp/none/record" "$here/one.json"
check "nothing comes out" test ! -s "$tmp/out"
check "a device is no record" gives 1 "${rules[@]}" advise --record=/dev/full "$here/one.json"
mv "$tmp/key" "$record.key"
# (what counts lines, in a build that does, goes elsewhere: it would be cut off as well)
(export GCOV_PREFIX="$tmp/counts"; ulimit -f $(( $(stat -c %s "$record") / 1024 + 1 )); trap '' XFSZ
 for i in 1 2 3 4; do "$routectl" "${rules[@]}" advise --record="$record" "$here/one.json"; done >"$tmp/out" 2>"$tmp/err"; echo $? >"$tmp/status")
check "a full disk is told" same "$(cat "$tmp/status") $(grep -c 'File too large' "$tmp/err" | sed 's/[1-9]/some/')" "1 some"
check "and the record stays sound" gives 0 verify-record "$record"
(trap '' PIPE; for i in $(seq 60); do cat "$here/cases.ndjson"; done | "$routectl" "${rules[@]}" advise --record="$tmp/pipe" 2>/dev/null) | head -n 1 >/dev/null
check "a reader that goes away leaves a sound record" gives 0 verify-record "$tmp/pipe"

printf '{"entry":' >>"$record"
check "a torn line is no entry" gives 1 verify-record "$record"
check "it has its line" err_has "record:$(wc -l <"$record" | awk '{ print $1 + 1 }'): is torn"
check "nothing is added to it" gives 1 "${rules[@]}" advise --record="$record" "$here/one.json"
check "it is still there" same "$(tail -c 9 "$record")" '{"entry":'
check "it is set aside when asked" gives 1 verify-record --set-aside "$record"
check "as it was" same "$(cat "$record.torn")" '{"entry":'
check "then it goes on" gives 0 "${rules[@]}" advise --record="$record" "$here/one.json"
sed -i '3s/"at":"20/"at":"19/' "$record"
check "a changed line is found" gives 1 verify-record "$record"
check "and named" err_has "record:3: was changed"
check "nothing is made again from it" gives 1 "${rules[@]}" replay "$record" "$here/one.json"
check "a record is needed" gives 2 verify-record
check "registrations are needed" gives 2 replay "$record"
check "a record that is not there is told" gives 1 verify-record "$tmp/none"

classes () { sed -nE 's/^CLASS \(([a-z_]+), ([A-Z]+)\)/\1 \L\2/p' "$top_srcdir/routectl/decision-classes.def" | sort; }
check "the schema and the record agree on classes" same "$(classes)" "$(awk '
  /^  "properties"/ { inside = 1 } /^  "\$defs"/ { inside = 0 }
  inside && match($0, /^    "[a-z_]+": \{/) { split($0, word, "\""); key = word[2] }
  inside && match($0, /"x-class": "[a-z]+"/) { print key, substr($0, RSTART + 12, RLENGTH - 13) }' \
  "$top_srcdir/doc/schema/registration-1.schema.json" | sort)"
finish
