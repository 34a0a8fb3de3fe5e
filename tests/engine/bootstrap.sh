#!/bin/bash
# What ./bootstrap says and calls, in a tree of its own where configure, make and packages are stand-ins.
. "$top_srcdir/tests/routectl/tap.sh" || exit 99

mkdir "$tmp/bin"
printf '#!/bin/sh\necho "install ok installed"\n' >"$tmp/bin/dpkg-query"
printf '#!/bin/sh\nexit 0\n' >"$tmp/bin/make"
chmod +x "$tmp/bin"/*

# tree PATH: what bootstrap looks at; its configure tells in a log how it was called
tree () {
  mkdir -p "$1"/{libroute,plugins,rules.d,routectl,po,doc,tests}
  cp "$top_srcdir/bootstrap" "$1"
  touch "$1/configure.ac" "$1/Makefile.am" "$1/Makefile.in"
  printf '#!/bin/sh\necho "$0" >>called\n: >config.status\nchmod +x config.status\n' >"$1/configure"
  chmod +x "$1/configure"
}
boot () { PATH="$tmp/bin:$PATH" "$1/bootstrap" "${@:2}" >"$tmp/out" 2>"$tmp/err"; status=$?; }
# ends STATUS TREE ARGUMENT...
ends () { boot "${@:2}"; same "$status" "$1"; }

tree "$tmp/tree"
check "without a word of what to do it ends with 2" ends 2 "$tmp/tree"
check "says so" err_has "bootstrap: it must be told what to do"
check "and what can be done" err_has "./bootstrap check"
check "what it cannot do ends with 2" ends 2 "$tmp/tree" install
check "and is named" err_has "bootstrap: there is no 'install' to do"
check "so does an option that is none" ends 2 "$tmp/tree" build --builddir=x
check "which is named" err_has "bootstrap: there is no option '--builddir=x'"
check "help is no mistake" ends 0 "$tmp/tree" --help
check "and stands on standard output" out_has "./bootstrap run"

check "a tree is configured" ends 0 "$tmp/tree" build
check "from where it lies" same "$(cat "$tmp/tree/build/called")" "$tmp/tree/configure"
check "a second time" ends 0 "$tmp/tree" build
check "without a word" silent
check "nothing is configured again" same "$(wc -l <"$tmp/tree/build/called")" 1
check "with another option" ends 0 "$tmp/tree" build --strict
check "it is" same "$(wc -l <"$tmp/tree/build/called")" 2

tree "$tmp/my own tree"
check "a path may have spaces" ends 0 "$tmp/my own tree" build
check "of which configure hears nothing" same "$(cat "$tmp/my own tree/build/called")" "../configure"
check "from elsewhere it would" ends 1 "$tmp/my own tree" build --build="$tmp/elsewhere"
check "which is said" err_has "the build tools take no such path: $tmp/my own tree"
check "before anything is made" test ! -e "$tmp/elsewhere"
tree "$tmp/it's"
check "a path with a quote is refused" ends 1 "$tmp/it's" build
check "in words of its own" err_has "the build tools take no such path: $tmp/it's"
finish
