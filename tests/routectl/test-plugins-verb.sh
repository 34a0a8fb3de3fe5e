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
printf '[plugin broken]\ncritical = yes\n' >"$tmp/plugins/50-critical.rules"
check "a critical one is an error" \
  gives 3 --rules-dir "$here/rules" --rules-dir "$tmp/plugins" --plugin-dir "$tmp/plugins" advise "$here/one.json"
check "without plugins there is none" gives 0 "${rules[@]}" plugins list
check "so nothing is said" silent
finish
