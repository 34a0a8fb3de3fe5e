#!/bin/bash
# The shared library exports exactly what the installed headers declare.
set -u
echo 1..2
library=$(find "$top_builddir/libroute/.libs" -name 'libroute.so.*.*.*' | head -n 1)
declared=$(cat "$top_srcdir"/include/route/*.h | sed 's:/\*.*\*/::' | grep -v '^ \*' |
  grep -oE '\broute_[a-z0-9_]+ \(' | tr -d ' (' | sort -u)
exported=$(nm -D --defined-only "$library" | awk '$2 ~ /[TDRB]/ { print $3 }' | sed 's/@.*//' | sort -u)
# inline helpers and documentation of plugins' side live in route-plugin.h and are exported by nobody
inline=$(grep -oE '^route_[a-z_]+ \(' "$top_srcdir/include/route/route-plugin.h" | tr -d ' (' | sort -u)
missing=$(comm -23 <(comm -23 <(echo "$declared") <(echo "$inline")) <(echo "$exported"))
extra=$(comm -13 <(echo "$declared") <(echo "$exported"))
if [ -z "$missing" ]; then echo "ok 1 - every declared function is exported"; else echo "not ok 1 - declared but not exported:" $missing; fi
if [ -z "$extra" ]; then echo "ok 2 - nothing else is exported"; else echo "not ok 2 - exported but not declared:" $extra; fi
