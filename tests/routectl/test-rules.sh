#!/bin/bash
# What the command says of rules: as they count, where they are written, what a site changed, and what is wrong with them.
. "$top_srcdir/tests/routectl/tap.sh" || exit 99
both=(--no-plugins --rules-dir "$here/rules" --rules-dir "$here/site")

check "good rules give no word" gives 0 "${rules[@]}" check --today=2026-11-20
check "at all" silent
check "as JSON that is an empty list" gives 0 "${rules[@]}" check --today=2026-11-20 --format=json
check "that is an empty list" same "$(cat "$tmp/out")" "[]"

mkdir "$tmp/bad"
cp "$here/rules/10-test.rules" "$tmp/bad"
cat >"$tmp/bad/50-bad.rules" <<'END'
[criterion complex-0-100/K1]
review-by = 2026-01-31

[criterion complex-0-100/K2]
title = Wrong
title[nl] = Fout
when = count(problem) >= 1
points = 10
basis = test
END
check "a finding that is an error ends with 1" gives 1 --no-plugins --rules-dir "$tmp/bad" check
check "its place is named" err_has "$tmp/bad/50-bad.rules:7:14: error E010"
check "its line is shown" err_has "when = count(problem) >= 1"
check "with a caret under the place" err_has "             ^"
check "and counted" err_has "1 error"
check "as JSON it ends alike" gives 1 --no-plugins --rules-dir "$tmp/bad" check --format=json
check "and has line and column" out_has '"column": 14'
sed -i 's/count(problem)/count(problems)/' "$tmp/bad/50-bad.rules"
check "a review date that has passed is a warning" gives 0 --no-plugins --rules-dir "$tmp/bad" check --today=2026-11-20
check "with its code" err_has "warning W103"
# a criterion that its formula does not read is told of at any date: here the formula reads it
printf '[approach complex-0-100]\neligible = K1 or K2\n' >"$tmp/bad/60-formula.rules"
check "before that date it is not" gives 0 --no-plugins --rules-dir "$tmp/bad" check --today=2026-01-30
check "and silence" silent
rm "$tmp/bad/60-formula.rules"
check "a directory that is not there" gives 1 --no-plugins --rules-dir "$tmp/none" check

check "rules are listed" gives 0 "${both[@]}" rules list
check "with their kind, id, place and title" \
  grep -qE '^criterion +complex-0-100/K1 +rules/10-test.rules:23 +A problem is known$' "$tmp/out"
check "and their files" out_has "$here/site/50-site.rules"
check "the list as JSON" gives 0 "${both[@]}" rules list --format=json
check "has the fingerprint" grep -qE '"fingerprint": "[0-9a-f]{64}"' "$tmp/out"
check "a rule is shown" gives 0 "${both[@]}" rules show complex-0-100/K1
check "a value of the vendor with its place" same "$(grep -B1 '^when = ' "$tmp/out" | head -n 1)" "# $here/rules/10-test.rules:25"
check "a value of the site with its place, and what it replaces" same "$(grep -B1 '^points = 40' "$tmp/out" | head -n 1)" \
  "# $here/site/50-site.rules:2, instead of rules/10-test.rules:26"
check "by its short name" gives 0 "${both[@]}" rules show K1
check "by kind and name" gives 0 "${both[@]}" rules show criterion complex-0-100/K1
check "as JSON" gives 0 "${both[@]}" rules show K1 --format=json
check "with the place" out_has '"instead_of": "rules/10-test.rules:26"'
check "a rule that is not there" gives 1 "${both[@]}" rules show K9
check "what the site changed" gives 0 "${both[@]}" rules delta
check "is a table of before and after" same "$(tr -s ' ' <"$tmp/out" | tr '\n' '|')" \
  "RULE KEY VENDOR SITE|criterion complex-0-100/K1 points 30 40 site/50-site.rules:2|"
check "as JSON" gives 0 "${both[@]}" rules delta --format=json
check "likewise" out_has '"value": "40"'
check "without a site" gives 0 "${rules[@]}" rules delta
check "nothing is said" silent
cp "$here/rules/10-test.rules" "$tmp/bad/10-test.rules"
cp -r "$tmp/bad" "$tmp/vendor"
mkdir "$tmp/mask"
ln -s /dev/null "$tmp/mask/50-bad.rules"
check "what a site masks" gives 0 --rules-dir "$tmp/vendor" --rules-dir "$tmp/mask" rules delta
check "is gone" grep -qE "review-by +2026-01-31 +-$" "$tmp/out"
check "and listed" gives 0 --rules-dir "$tmp/vendor" --rules-dir "$tmp/mask" rules list
check "as masked" grep -q "50-bad.rules.*masked" "$tmp/out"

# each shipped rule says on what it rests and who keeps it up; the approaches are the covenant's, the register is no rule
unowned () { # the groups of the shipped rules that lack a key
  awk -v key="$1" '
    function done() { if (group != "" && !found) print group }
    /^\[/ { done(); group = $0; found = group ~ /^\[(approach|register) / }
    $1 == key && $2 == "=" { found = 1 }
    END { done() }' "$top_srcdir"/rules.d/*.rules
}
for key in basis owner; do
  unowned "$key" >"$tmp/lacking"
  check "every shipped rule has its $key" same "$(cat "$tmp/lacking")" ""
done
check "there is something to look at" test "$(cat "$top_srcdir"/rules.d/*.rules | grep -c '^\[\(pattern\|ask\) ')" -ge 127
finish
