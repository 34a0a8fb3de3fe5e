#!/bin/bash
# The worked example, built with nothing but the installed library, and run, in a staging directory.
set -u
echo 1..6
staging=$(mktemp -d) || exit 1
trap 'rm -rf "$staging"' EXIT
n=0
result () { n=$((n + 1)); if [ "$1" -eq 0 ]; then echo "ok $n - $2"; else echo "not ok $n - $2"; sed 's/^/# /' "$staging/log"; fi; }

make -C "$top_builddir" -s install DESTDIR="$staging" >"$staging/log" 2>&1
result $? "make install into a staging directory"

# the .pc file names the place it was configured for; in a copy it names the staging directory
pc=$(find "$staging" -name libroute.pc)
mkdir "$staging/pkgconfig"
sed "s|^prefix=|prefix=$staging|" "$pc" >"$staging/pkgconfig/libroute.pc"
export PKG_CONFIG_PATH=$staging/pkgconfig
flags () { pkg-config "$@" libroute; }
libdir=$(flags --variable=libdir)
# the sanitizers of the build must be in the program too
read -ra sanitize <<<"$(sed -n 's/^SAN_CFLAGS = //p' "$top_builddir/Makefile")"
read -ra compile <<<"$(flags --cflags --libs)"
${CC:-cc} -Wall -Wextra -Werror "${sanitize[@]}" "$top_srcdir/doc/examples/embed.c" "${compile[@]}" -o "$staging/embed" >"$staging/log" 2>&1
result $? "the example compiles against the installed headers and library"

LD_LIBRARY_PATH=$libdir "$staging/embed" "$top_srcdir/doc/examples/huurachterstand.json" \
  "$(flags --variable=rulesdir)" "$(flags --variable=plugindir)" >"$staging/out" 2>"$staging/log"
result $? "the example runs"
grep -q '^[^ ]*: not-eligible$' "$staging/out" && grep -q '"schema": "route.advice/1"' "$staging/out"
result $? "it prints the suggestion and the advice"

# no static library is installed unless asked for; this one has what it would have, and the same needs
read -ra static <<<"$(flags --static --libs | sed 's/ *-lroute / /')"
${CC:-cc} "${sanitize[@]}" "$top_srcdir/doc/examples/embed.c" $(flags --cflags) \
  "$top_builddir/libroute/.libs/libroute-core.a" "${static[@]}" -o "$staging/embed-static" >"$staging/log" 2>&1
result $? "the static flags name all that the library needs"
"$staging/embed-static" "$top_srcdir/doc/examples/huurachterstand.json" \
  "$(flags --variable=rulesdir)" "$(flags --variable=plugindir)" 2>"$staging/log" | cmp - "$staging/out" >>"$staging/log" 2>&1
result $? "linked so, it prints the same"
