#!/bin/bash
# What the command says of plugins, without running them.
. "$top_srcdir/tests/routectl/tap.sh" || exit 99
example=$top_builddir/plugins/example/.libs/example.so

check "a plugin is inspected" gives 0 plugins inspect "$example"
check "its party and name" out_has "example  Example partner"
check "its fields" grep -qE '^  /person/housing/kind +Help is for' "$tmp/out"
check "its reasons with points" grep -qE '^  involved +40  We already help' "$tmp/out"
LC_ALL=nl_NL.UTF-8 "$routectl" plugins inspect "$example" >"$tmp/out" 2>"$tmp/err"
check "in Dutch" out_has "Voorbeeldpartner"
check "as JSON" gives 0 plugins inspect --format=json "$example"
check "with both languages" out_has '"nl": "Voorbeeldpartner"'
check "a file that is no plugin" gives 1 plugins inspect "$here/one.json"
check "is named" err_has "one.json"
check "a file that is not there" gives 1 plugins inspect "$tmp/none.so"
check "is named, once" test "$(grep -o "$tmp/none.so" "$tmp/err" | wc -l)" = 1
mkfifo "$tmp/pipe.so"
check "a pipe does not hold it up" gives 1 plugins inspect "$tmp/pipe.so"
check "and is no plugin" err_has "pipe.so: is no regular file"
check "nor is a directory" gives 1 plugins inspect "$tmp"
cp "$example" "$tmp/other.so"
check "a plugin under another's name" gives 1 plugins inspect "$tmp/other.so"
check "plugins of a directory" gives 0 --rules-dir "$here/rules" --plugin-dir "${example%/*}" plugins list
check "are listed" grep -qE '^example +1\.0 +care +2 reasons +/' "$tmp/out"
mkdir "$tmp/plugins"
cp "$here/one.json" "$tmp/plugins/broken.so"
check "one that does not load is passed by" gives 0 --rules-dir "$here/rules" --plugin-dir "$tmp/plugins" plugins list
check "and named" grep -qE '^broken +not loaded: ' "$tmp/out"
check "check tells it" gives 0 --rules-dir "$here/rules" --plugin-dir "$tmp/plugins" check --today=2026-11-20
check "as a warning" err_has "broken.so"
mkdir "$tmp/critical"
broken=(--rules-dir "$here/rules" --rules-dir "$tmp/critical" --plugin-dir "$tmp/plugins")
printf '[plugin broken]\ncritical = yes\n' >"$tmp/critical/50-critical.rules"
check "a critical one is an error" gives 3 "${broken[@]}" advise "$here/one.json"
check "and named" err_has "broken.so: error P001"
printf '[plugin absent]\ncritical = yes\n[define faulty]\nwhen = persn.age > 3\nbasis = b\n' >>"$tmp/critical/50-critical.rules"
check "with it" gives 1 "${broken[@]}" check --today=2026-11-20
check "the next one is told" err_has "there is no absent.so"
check "and what is wrong with the rules" err_has "50-critical.rules:6:8: error E010"
check "each once" err_has "3 errors, 1 warning"
check "without plugins there is none" gives 0 "${rules[@]}" plugins list
check "so nothing is said" silent

check "a good plugin passes the kit, with its cases" gives 0 plugins check "$example" "$top_srcdir/plugins/example/tests"
check "as TAP" grep -qx "1..17" "$tmp/out"
check "with a line to send in" grep -qE "^# verdict: example 1.0 \(build [0-9a-f]+\) conforms: 17 checks, 0 failed$" "$tmp/out"
check "or as JSON" gives 0 plugins check --format=json "$example"
check "with the verdict" out_has '"verdict": "conforms"'
hasty=$top_builddir/tests/routectl/.libs/hasty.so
check "a hasty one does not" gives 1 plugins check "$hasty"
fails () { grep -qE "^not ok [0-9]+ - $1" "$tmp/out" || { cat "$tmp/out"; return 1; }; }
check "one that remembers is seen" fails "the same registration gets the same answer"
check "so is one that rests on nothing" fails "what is met or unknown rests on facts"
check "one that declares more than it reads" fails "it reads every field that it declares"
check "one that proposes itself without ground" fails "who is proposed has a lawful ground"
check "one that takes unknown for an answer" fails "a fact that is taken away"
check "the fact is named" out_has 'and met without {"person":'
echo '{"registration": {"received": "2026-11-20", "registered_by": "politie"}, "expect": {"attend": "invite"}}' >"$tmp/case.json"
hostile=$top_builddir/tests/hostile/made
# told HARM WHAT SENTENCE: the check that fails, and what it says
told () { run plugins check "$hostile/$1.so"; [ "$status" = 1 ] && fails "$2" && out_has "$3" && out_has "does not conform"; }
check "a crash ends the plugin and not the kit" told crash-in-assess "apart, it answers in time" "crashed (signal 11) while it was asked"
check "so does an endless loop" told loop-in-constructor "apart, it answers in time" "took longer than it may while it was loaded"
check "and taking all memory" told allocate "apart, it answers in time" "while it was asked"
check "what prints is seen" told print "apart, it answers in time" "printed something"
check "what is called is seen without running it" told fork-bomb "it calls nothing" "fork(): a plugin that starts processes is none"
# a helper with a sanitizer in it is only denied what would end another: the sanitizer reaches out itself
if grep -q '^SAN_CFLAGS = *-' "$top_builddir/Makefile"; then
  check "so is reaching out" told connect "it calls nothing" "it calls socket()"
else check "so does reaching out, where the kernel can see that" told connect "apart, it answers in time" "tried to reach beyond its process"; fi
check "what leaks, keeps files open, or handles signals" gives 1 plugins check "$top_builddir/tests/routectl/.libs/untidy.so"
# a sanitizer has an allocator of its own, and finds leaks itself
grep -q '^SAN_CFLAGS = *-' "$top_builddir/Makefile" || check "leaks" fails "memory does not grow"
grep -q '^SAN_CFLAGS = *-' "$top_builddir/Makefile" || check "takes much memory for one answer" grep -qE "^# [0-9]+ MiB more in use at once" "$tmp/out"
check "asks for what it did not declare" out_has "it reads a field that it did not declare"
check "answers other threads otherwise" fails "threads do not disturb each other"
grep -q '^SAN_CFLAGS = *-' "$top_builddir/Makefile" || check "prints" grep -qx "# it printed something" "$tmp/out"
check "is not taken for a part of the report" test "$(grep -c '^# verdict' "$tmp/out")" = 1
check "leaves traces" fails "it leaves the process as it was"
check "one that changes the process it is in" gives 1 plugins check "$top_builddir/tests/routectl/.libs/changes.so"
for trace in "another working directory" "another mask for new files" "another environment" "another way of rounding" \
  "another set of blocked signals" "1 fewer open files than before"; do
  check "leaves $trace" grep -qx "# $trace" "$tmp/out"
done
check "a crash when the process ends is seen" out_has "it crashed (signal 11) when the process ended"
for called in chdir close environ feholdexcept __assert_fail __cxa_at_quick_exit _setjmp; do
  check "$called() is no plugin's business" grep -qE "^# it calls ([a-z_]+[(][)], )*$called[(][)]" "$tmp/out"
done
check "a case that is not as expected" gives 1 plugins check "$example" "$tmp/case.json"
check "is told" out_has '# /attend: expected "invite", found "not"'
check "what is no plugin" gives 1 plugins check "$tmp/plugins/broken.so"
check "is told why" err_has "broken.so"
check "what is not there" gives 1 plugins check "$tmp/plugins/none.so"

# what a plugin saw and said, kept as cases without a person in them
recorded=$tmp/recorded
check "what a plugin sees and says is recorded" gives 0 --rules-dir "$top_srcdir/rules.d" --plugin-dir "$top_builddir/plugins/.libs" \
  advise --format=json --record-plugin="woonbron:$recorded" "$top_srcdir"/doc/examples/*.json
check "a case each" test "$(ls "$recorded")" = "$(printf 'woonbron-%04d.json\n' 1 2 3)"
check "no id of a registration is in it" test -z "$(grep -lE '2026-01[0-9]' "$recorded"/*)"
check "nor a text" test -z "$(grep -lE 'Delft|schuld|psychose|overlast' "$recorded"/*)"
check "nor a field that it did not declare" test -z "$(grep -lE '"(narrative|question|conditions|measures|impact)"' "$recorded"/*)"
day () { grep -oE '"received": ?"[^"]*"' "$1" | grep -oE '[0-9]{4}-[0-9]{2}-[0-9]{2}'; }
check "nor the day it was received" test "$(day "$recorded/woonbron-0001.json")" \< "$(day "$top_srcdir/doc/examples/huurachterstand.json")"
check "a landlord that is no Party is somebody" sh -c "sed 's/\"landlord\": *\"[^\"]*\"/\"landlord\": \"Familie Voorbeeld\"/' \
  '$top_srcdir/doc/examples/huurachterstand.json' >'$tmp/private.json'; grep -q Voorbeeld '$tmp/private.json'"
check "and is recorded" gives 0 --rules-dir "$top_srcdir/rules.d" --plugin-dir "$top_builddir/plugins/.libs" \
  advise --format=json --record-plugin="woonbron:$tmp/private" "$tmp/private.json"
check "without a name" test -z "$(grep -l Voorbeeld "$tmp/private"/*)"
check "nobody else may read it" test "$(stat -c %a "$tmp/private/woonbron-0001.json")" = 600
check "what is there is not written over" gives 1 --rules-dir "$top_srcdir/rules.d" --plugin-dir "$top_builddir/plugins/.libs" \
  advise --format=json --record-plugin="woonbron:$tmp/private" "$tmp/private.json"
check "it holds" gives 0 plugins replay "$top_builddir/plugins/.libs/woonbron.so" "$recorded"
check "with a verdict" out_has "woonbron 1.0"
mkdir "$tmp/nothing"
check "of nothing, nothing is said to hold" gives 1 plugins replay "$top_builddir/plugins/.libs/woonbron.so" "$tmp/nothing"
check "and that is told" err_has "nothing that was recorded of woonbron"
sed -i 's/"attend":"[a-z]*"/"attend":"never"/' "$recorded/woonbron-0001.json"
check "and another answer is seen" gives 1 plugins replay "$top_builddir/plugins/.libs/woonbron.so" "$recorded"
check "and told" out_has '/attend: expected "never"'
check "pseudonyms are others in another recording" test "$("$routectl" --rules-dir "$top_srcdir/rules.d" \
  --plugin-dir "$top_builddir/plugins/.libs" advise --format=json --record-plugin="woonbron:$tmp/again" \
  "$top_srcdir/doc/examples/huurachterstand.json" >/dev/null; grep -o '"id":"[^"]*"' "$tmp/again/woonbron-0001.json")" != \
  "$(grep -o '"id":"[^"]*"' "$recorded/woonbron-0001.json")"
check "a party without a plugin has nothing to record" gives 1 --rules-dir "$top_srcdir/rules.d" --plugin-dir \
  "$top_builddir/plugins/.libs" advise --record-plugin="nobody:$recorded" "$here/one.json"
check "more jobs would mix up the numbers" gives 2 advise --jobs=2 --record-plugin="woonbron:$recorded" "$here/one.json"

made=$tmp/my-party
check "a folder for a new plugin" gives 0 plugins new my-party --name "Mijn Partij" --directory "$made"
check "says what comes next" out_has "make check"
check "says nothing of the example" test -z "$(grep -rlE 'example|Example|Voorbeeld|does not exist' "$made/README.md" "$made/Makefile" "$made/tests")"
check "bears the name" grep -q '"Mijn Partij", "Mijn Partij"' "$made/my-party.c"
check "builds and passes its tests" \
  env -u MAKEFLAGS -u MAKELEVEL -u MFLAGS make -s -C "$made" check ROUTECTL="$routectl" CPPFLAGS="-I$top_srcdir/include"
check "has what Debian needs" test -x "$made/debian/rules" -a -f "$made/debian/control" -a -f "$made/debian/source/format"
check "under its own name" grep -q '^Package: libroute-plugin-my-party$' "$made/debian/control"
check "with tests of the plugin in use" grep -q 'define PARTY "my-party"' "$made/tests/test-plugin.c"
check "another licence" gives 0 plugins new other-party --licence=MIT --directory "$tmp/other-party"
check "is named everywhere" test -z "$(grep -rl 'EUPL' "$tmp/other-party")" -a -n "$(grep -l '"MIT"' "$tmp/other-party/other-party.c")"
check "whom to ask is nobody until it is said" grep -q '"nobody@partner.invalid"' "$tmp/other-party/other-party.c"
check "and then it is said everywhere" gives 0 plugins new asked --contact=plugins@partij.example --directory "$tmp/asked"
check "in the plugin and in its package" test "$(grep -rlF plugins@partij.example "$tmp/asked" | wc -l)" = 4 -a \
  -z "$(grep -rlE 'nobody@|github' "$tmp/asked")"
check "a page will do as well" gives 0 plugins new paged --contact=https://partij.example/ --directory "$tmp/paged"
check "with nobody in its package" grep -q 'nobody@' "$tmp/paged/debian/control"
check "whom to ask has an address" gives 2 plugins new x --contact='the help desk'
check "a licence has a name" gives 2 plugins new x --licence='a b'
check "has a manual page" grep -q '^.Nd plugin of Mijn Partij' "$made/my-party.7"
check "and loads" gives 0 --rules-dir "$here/rules" --plugin-dir "$made" plugins list
check "as what it is" grep -q '^my-party  *1.0' "$tmp/out"
check "a folder that is there is left alone" gives 1 plugins new my-party --directory "$made"
check "a party has an id" gives 2 plugins new "My Party"
check "and a name without quotes" gives 2 plugins new x --name 'a"b'
check "nor what old C reads as another character" gives 2 plugins new x --name 'Wat nu??'
finish
