#!/bin/bash
# doc/writing-plugins.md, as a partner follows it: every command of it in order, with nothing but the installed library.
set -u
# a partner builds without sanitizers, and what is built so cannot use a library with them
if grep -q '^SAN_CFLAGS = *-' "$top_builddir/Makefile"; then echo '1..0 # SKIP built with sanitizers'; exit 0; fi
staging=$(mktemp -d) || exit 1
trap 'rm -rf "$staging"' EXIT
n=0
result () { n=$((n + 1)); if [ "$1" -eq 0 ]; then echo "ok $n - $2"; else echo "not ok $n - $2"; sed 's/^/# /' "$staging/log"; fi; }

make -C "$top_builddir" -s install DESTDIR="$staging" >"$staging/log" 2>&1
result $? "make install into a staging directory"
prefix=$(sed -n 's/^prefix = //p' "$top_builddir/Makefile")
mkdir "$staging/pkgconfig" "$staging/partner"
sed "s|^prefix=|prefix=$staging|" "$(find "$staging" -name libroute.pc)" >"$staging/pkgconfig/libroute.pc"
export PKG_CONFIG_PATH=$staging/pkgconfig PATH=$staging$prefix/bin:$PATH LD_LIBRARY_PATH=$staging$prefix/lib
# what is compiled in names the place it was configured for
export ROUTE_PLUGIN_HOST=$staging$prefix/libexec/libroute/route-plugin-host
unset MAKEFLAGS MAKELEVEL MFLAGS
rules=$staging$prefix/share/libroute/rules.d plugins=$staging$prefix/lib/libroute/plugins
export rules plugins
routectl () { command routectl --rules-dir "$rules" "$@"; }
export -f routectl

# the blocks that begin with ```sh, one after the other, in one shell
awk '/^```sh$/ { on = 1; next } /^```$/ { if (on) print "echo \"== block\""; on = 0 } on' "$top_srcdir/doc/writing-plugins.md" >"$staging/commands"
wanted=$(grep -c '^```sh$' "$top_srcdir/doc/writing-plugins.md")
(cd "$staging/partner" && bash -e "$staging/commands") >"$staging/log" 2>&1
result $? "every command of the tutorial does what it should"
[ "$(grep -c '^== block$' "$staging/log")" = "$wanted" ] && [ "$wanted" -ge 6 ]
result $? "to the last of them"
grep -qE '^# verdict: reclamebureau 1.0 \(build [0-9a-f]+\) conforms: 17 checks, 0 failed$' "$staging/log"
result $? "the first verdict is the one that the tutorial shows"
grep -q '^100%: Checks: 3, Failures: 0, Errors: 0$' "$staging/log"
result $? "the plugin passes its own tests in use"
grep -q 'runs apart, process: ' "$staging/log"
result $? "the plugin runs apart"
[ "$(wc -l <"$top_srcdir/plugins/example/example.c")" -le 80 ]
result $? "the example it begins with has at most 80 lines"
# its Debian package, where there are the tools to make one
if command -v dpkg-buildpackage >/dev/null && command -v dh >/dev/null && command -v fakeroot >/dev/null; then
  # the library is in a staging directory and no package, so what it needs is not asked of dpkg
  (cd "$staging/partner/reclamebureau" && dpkg-buildpackage -us -uc -d) >"$staging/log" 2>&1
  result $? "its Debian package builds, with its own tests"
  dpkg-deb -c "$staging"/partner/libroute-plugin-reclamebureau_1.0_*.deb >"$staging/log" 2>&1 &&
    grep -q 'libroute/plugins/reclamebureau.so$' "$staging/log" && grep -q 'man7/reclamebureau.7.gz$' "$staging/log"
  result $? "and holds the plugin and its page"
  dpkg-deb -f "$staging"/partner/libroute-plugin-reclamebureau_1.0_*.deb Package Version >"$staging/log" 2>&1 &&
    grep -qx 'Package: libroute-plugin-reclamebureau' "$staging/log" && [ -f "$staging/partner/libroute-plugin-reclamebureau_1.0.dsc" ]
  result $? "under its name, with its source"
else
  n=$((n + 1))
  echo "ok $n # SKIP its Debian package: no dpkg-buildpackage, dh or fakeroot here (Debian: dpkg-dev, debhelper, fakeroot)"
fi
echo "1..$n"
