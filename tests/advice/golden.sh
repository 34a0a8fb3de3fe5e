#!/bin/bash
# The advices on the examples, as JSON and as pages for each audience in both languages, against those kept in golden/. With --update they are taken over.
set -u
golden=$top_srcdir/tests/advice/golden
n=0
# build ids and the library's version change with every build, and say nothing here
steady () { sed -E 's/"build_id": "[0-9a-f]*"/"build_id": "0"/; s/"library": "[^"]*"/"library": "0"/'; }
compare () { # file, what
  n=$((n + 1))
  if [ "$update" = yes ]; then cp "$now" "$golden/$1"; return; fi
  if difference=$(diff -u "$golden/$1" "$now"); then echo "ok $n - $1"
  else echo "not ok $n - $1"; sed 's/^/# /' <<<"$difference" | head -n 40; fi
}
update=no
[ "${1:-}" = --update ] && update=yes
now=$(mktemp)
trap 'rm -f "$now"' EXIT
for example in "$top_srcdir"/doc/examples/*.json "$top_srcdir"/tests/advice/golden/*.registration.json; do
  [ -f "$example" ] || continue
  name=$(basename "$example" .json)
  name=${name%.registration}
  advise () { "$top_builddir/routectl/routectl" advise --rules-dir "$top_srcdir/rules.d" --plugin-dir "$top_builddir/plugins/.libs" "$@" "$example"; }
  advise --format=json --lang=en | steady >"$now"; compare "$name.json"
  for page in director.nl director.en registrant.nl registrant.en person.nl person.en; do
    audience=${page%.*} language=${page#*.}
    [ "$audience" = director ] && page=$language
    advise --format=text --audience="$audience" --lang="$language" >"$now"; compare "$name.$page.txt"
    n=$((n + 1))
    if grep -nE ' $' "$now"; then echo "not ok $n - $name.$page has no trailing space"; else echo "ok $n - $name.$page has no trailing space"; fi
    n=$((n + 1))
    if awk '{ gsub(/[\x80-\xbf]/, "") } length > 80 { bad = 1 } END { exit bad }' <(LC_ALL=C cat "$now"); then echo "ok $n - $name.$page keeps to 80 columns"
    else echo "not ok $n - $name.$page keeps to 80 columns"; fi
  done
  # what --explain adds, on the examples: the page for the director, and the JSON
  case $example in */doc/examples/*) ;; *) continue ;; esac
  # one page to read, the rest behind it
  for language in nl en; do
    n=$((n + 1))
    lines=$(advise --format=text --lang=$language | sed '/^Achter deze bladzijde$/,$d; /^Behind this page$/,$d' | wc -l)
    if [ "$lines" -le 75 ]; then echo "ok $n - $name.$language is about one page"; else echo "not ok $n - $name.$language has $lines lines before what stands behind"; fi
  done
  advise --format=json --lang=nl --explain | steady >"$now"; compare "$name.explain.json"
  for language in nl en; do
    advise --format=text --lang=$language --explain >"$now"; compare "$name.explain.$language.txt"
    n=$((n + 1))
    if awk '{ gsub(/[\x80-\xbf]/, "") } length > 80 { bad = 1 } END { exit bad }' <(LC_ALL=C cat "$now"); then echo "ok $n - $name.explain.$language keeps to 80 columns"
    else echo "not ok $n - $name.explain.$language keeps to 80 columns"; fi
  done
done
echo "1..$n"
