#!/bin/bash
# How the command is called and how it ends: 0 done, 1 refused, 2 wrong use, 3 does not load.
. "$top_srcdir/tests/routectl/tap.sh" || exit 99

check "help ends well" gives 0 --help
check "help lists the verbs" out_has advise
check "version ends well" gives 0 --version
check "version names the version" out_has "libroute"
check "a verb has help" gives 0 advise --help
check "help of a verb lists its options" out_has --jobs
check "verbs of a verb have help" gives 0 rules --help
check "the same" gives 0 plugins list --help

check "no verb is wrong use" gives 2
check "an unknown verb is wrong use" gives 2 advize
check "the right one is suggested" err_has "'advise'"
check "an unknown verb of a verb is wrong use" gives 2 rules lost
check "a missing verb of a verb is wrong use" gives 2 plugins
check "an unknown option is wrong use" gives 2 advise --formt=json
check "an unknown option before the verb is wrong use" gives 2 --formt advise
check "an unknown format is wrong use" gives 2 advise --format=xml
check "an unknown audience is wrong use" gives 2 advise --format=text --audience=press
check "JSON for one audience is wrong use" gives 2 advise --format=json --audience=person
check "an unknown language is wrong use" gives 2 advise --lang=fr
check "JSON in two languages is wrong use" gives 2 advise --format=json --lang=en,nl
for jobs in 0 -1 257 x; do
  check "--jobs=$jobs is wrong use" gives 2 advise --jobs=$jobs
done
check "check takes no arguments" gives 2 check something
check "check wants a date" gives 2 check --today=tomorrow
check "rules show wants an id" gives 2 rules show
check "feel wants an expression" gives 2 feel
check "wrong use prints nothing on standard output" test ! -s "$tmp/out"

check "rules that are not there do not load" gives 3 advise --rules-dir "$tmp/none" "$here/one.json"
mkdir "$tmp/bad"
printf '[criterion x]\nwen = 1\n' >"$tmp/bad/10-bad.rules"
check "bad rules do not load" gives 3 advise --no-plugins --rules-dir "$tmp/bad" "$here/one.json"
check "the finding has its place" err_has "10-bad.rules:"
check "nothing was advised" test ! -s "$tmp/out"
printf '[]' >"$tmp/--jobs"
check "what follows -- is no option" gives 0 feel -- '-1 + 2'
check "but an argument" same "$(cat "$tmp/out")" 1
check "not even when it looks like one" same "$(cd "$tmp" && "$routectl" "${rules[@]}" advise --format=text -- --jobs 2>&1 | cut -c1-7)" "--jobs:"
check "options may stand before the verb" gives 0 --no-plugins --rules-dir "$here/rules" rules list
check "a rule is listed with its place" out_has "rules/10-test.rules:23"
finish
