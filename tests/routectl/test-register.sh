#!/bin/bash
# The entry for the Algoritmeregister: what the standard asks, from the rules, and what it still lacks.
. "$top_srcdir/tests/routectl/tap.sh" || exit 99
vendor=$top_srcdir/rules.d/03-register.rules

check "the shipped rules have an entry" gives 0 register
check "a page to read" out_has "Korte omschrijving"
check "stand-ins are marked on it" out_has "Contactgegevens [voorbeeldwaarde]"
check "and told" err_has "contact_email (Contactgegevens): is a stand-in"
check "it names the criteria" out_has "K3 Het drukt op het gezin"
check "and the facts" out_has "protective"
check "no term is left" test -z "$(grep '[{}]' "$tmp/out")"
check "it cannot be published as it is" gives 1 register --final
check "as JSON" gives 0 register --format=json --output="$tmp/entry.json"
check "with the version of the standard" grep -q '"standard_version": "1.0"' "$tmp/entry.json"
check "and links as the standard has them" grep -q '"title": "Data Protection Impact Assessment (DPIA)"' "$tmp/entry.json"
check "advices do not hang on it" same "$(mkdir "$tmp/rules.d"; cp "$top_srcdir"/rules.d/*.rules "$tmp/rules.d"; rm "$tmp/rules.d/03-register.rules"
  "$routectl" --rules-dir "$tmp/rules.d" advise "$here/one.json" | sha256sum)" "$("$routectl" advise "$here/one.json" | sha256sum)"

# with SITE-RULES: the test rules with the shipped entry, and what a site says over it
with () { rm -rf "$tmp/site"; mkdir "$tmp/site"; cp "$here"/rules/*.rules "$vendor" "$tmp/site"; printf '[register algoritmeregister]\n%b' "$1" >"$tmp/site/90-site.rules"; }
site=(--no-plugins --rules-dir "$tmp/site")
for key in name description-short organization status contact-email publication-category lang standard-version; do
  with 'tags = x\n'
  awk -v key="$key" '$0 ~ "^" key " = " { skip = 1; next } skip && /^[[:space:]]/ { next } { skip = 0; print }' "$vendor" >"$tmp/site/03-register.rules"
  check "without $key" gives 1 "${site[@]}" register
  check "it is missed" err_has "${key//-/_} ("
  check "as required" err_has "is missing, and required"
done
wrong () { with "$1"; check "$1 is wrong" gives 1 "${site[@]}" register; check "and told" err_has "$2"; }
wrong 'status = Klaar\n' 'status (Status): "Klaar" is none of "In ontwikkeling"'
wrong 'begin-date = 2026-13\n' 'begin_date (Begindatum): must be a month'
wrong 'url = www.delft.nl\n' 'url (Link naar bronregistratie): must be a web address'
wrong 'contact-email = bel ons\n' 'must be a mail or web address'
wrong "name = $(printf 'x%.0s' $(seq 101))\n" 'name (Naam): is too long, 101; at most 100'
wrong 'category = a; b; c; d\n' 'category (Thema): is too long, 4; at most 3'
wrong 'goal = {purpose}\n' '90-site.rules:2: there is nothing called {purpose}'
wrong 'stand-in = purpose\n' 'there is no key "purpose"'
with 'purpose = x\n'
check "a key that the standard has not is refused with the rules" gives 3 "${site[@]}" register
check "as any" err_has "E005"
with 'stand-in = lars\nlars = 123\nstatus = In gebruik\n'
check "what a site has filled in is no stand-in any more" gives 0 "${site[@]}" register
check "it is told so" same "$(grep -c 'stand-in' "$tmp/err")" 1
rm "$tmp/site/03-register.rules"
check "rules without an entry miss all that is required" gives 1 "${site[@]}" register
check "each" same "$(grep -c required "$tmp/err")" 7
check "no arguments" gives 2 register something
check "a full disk is told" gives 1 register -o /dev/full
finish
