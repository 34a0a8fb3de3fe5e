#!/bin/bash
# The manual and the completion know what the command knows: every verb, every option, and no others.
. "$top_srcdir/tests/routectl/tap.sh" || exit 99
man=$top_srcdir/doc/man

# long options of a help text, and of a page
of_help () { "$routectl" "$@" --help | grep -oE -- '--[a-z][a-z-]*' | sort -u; }
of_page () { grep -E '^\.It Fl' "$1" | grep -oE -- 'Fl -[a-z][a-z-]*' | sed 's/Fl -/--/' | sort -u; }
common=$(of_page "$man/routectl.1")

verbs=$("$routectl" --help | sed -nE 's/^  ([a-z][a-z-]*) .*/\1/p')
check "there are verbs" test -n "$verbs"
for verb in $verbs; do
  page=$man/routectl-$verb.1
  check "$verb has a page" test -s "$page"
  check "the first page names $verb" grep -qx ".It Cm $verb" "$man/routectl.1"
  subs=$("$routectl" "$verb" --help | sed -nE 's/^  ([a-z][a-z-]*) .*/\1/p')
  [ "$("$routectl" "$verb" --help | head -n 1)" = "Usage:" ] && subs=
  helped=$(for sub in ${subs:-""}; do of_help "$verb" $sub; done | sort -u)
  check "the page of $verb has the options of its help" same \
    "$( (of_page "$page"; echo "$common") | sort -u | tr '\n' ' ')" "$(echo "$helped" | tr '\n' ' ')"
  for sub in $subs; do check "the page of $verb has $sub" grep -q "^.It Cm $sub" "$page"; done
done
if type groff >/dev/null 2>&1; then
  for page in "$man"/*.1; do
    check "$(basename "$page") is set without warnings" same "$(groff -man -mdoc -ww -Tutf8 -z "$page" 2>&1)" ""
  done
fi

if type xgettext msgcmp >/dev/null 2>&1; then
  xgettext --from-code=UTF-8 --keyword=N_ --keyword=rt_cli_plural:2,3 -o "$tmp/texts.pot" "$top_srcdir"/routectl/*.c
  check "every text of the command is there in Dutch" msgcmp "$top_srcdir/po/nl.po" "$tmp/texts.pot"
  (cd "$top_srcdir" && xgettext --files-from=po/POTFILES --from-code=UTF-8 --keyword=N_ --keyword=rt_text:2 --keyword=rt_note_say:2 \
    --keyword=rt_text_plural:2,3 --keyword=rt_cli_plural:2,3 -o - ) >"$tmp/texts.pot"
  check "every text of the pages is too" msgcmp "$top_srcdir/po/nl.po" "$tmp/texts.pot"
fi

# what every group may say stands in the table of groups; whose it is and on which basis may be said nearly everywhere
missing=$(grep -oP '^KEY \(\K[a-z]+, [a-z0-9-]+' "$top_srcdir/libroute/rules/groups.def" | while IFS=', ' read -r group key; do
  case $group/$key in register/* | */basis | */owner) continue ;; esac
  [ "$group" = statement ] && group=theme
  grep "^| .*\`\[$group[] ]" "$top_srcdir/doc/rules.md" | grep -qE "[\` ]$key[\` ]" || echo "$group/$key"
done)
check "the table of groups has every key" same "$missing" ""

. "$top_srcdir/routectl/completion/routectl"
compopt () { :; }
complete_words () {
  COMP_WORDS=("$routectl" "$@") COMP_CWORD=$# COMPREPLY=()
  _routectl "$routectl"
  echo "${COMPREPLY[*]}"
}
check "verbs complete" same "$(complete_words adv)" "advise"
check "verbs of verbs complete" same "$(complete_words rules de)" "delta"
check "options complete" same "$(complete_words advise --ex)" "--explain"
check "options of verbs of verbs complete" same "$(complete_words rules list --fo)" "--format="
check "values complete" same "$(complete_words advise --format = j)" "json"
check "files complete" same "$(cd "$here" && complete_words advise one.j)" "one.json"
finish
