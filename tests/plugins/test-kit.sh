#!/bin/bash
# Every plugin that is shipped is held to what partners are held to: the conformance kit, with its own cases.
. "$top_srcdir/tests/routectl/tap.sh" || exit 99
conforms () { gives 0 plugins check "$top_builddir/plugins/.libs/$1.so" "$top_srcdir/plugins/$1/tests" || { grep -A 3 '^not ok' "$tmp/out"; return 1; }; }

for plugin in "$top_builddir"/plugins/.libs/*.so; do
  party=$(basename "$plugin" .so)
  check "$party conforms" conforms "$party"
done
check "that is all thirty" test "$n" = 30
finish
