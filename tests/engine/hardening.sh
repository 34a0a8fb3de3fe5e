#!/bin/bash
# What is built is hardened: read-only relocations bound at start, no executable stack, random addresses, protected stacks, fortified calls.
set -u
if ! grep -q '^HARDEN_CFLAGS = .' "$top_builddir/Makefile"; then echo '1..0 # SKIP configured without hardening'; exit 0; fi
command -v readelf >/dev/null || { echo '1..0 # SKIP no readelf'; exit 0; }
n=0
# check WHAT, COMMAND...
check () {
  local what=$1
  shift
  n=$((n + 1))
  if "$@" >"$said" 2>&1; then echo "ok $n - $what"; else echo "not ok $n - $what"; sed 's/^/# /' "$said"; fi
}
flag () { grep -qE -- "^HARDEN_[A-Z]*FLAGS = .*$1" "$top_builddir/Makefile"; }
# wants WHAT OPTION PATTERN / never WHAT OPTION PATTERN: of the file in $file, as readelf shows it
wants () { readelf -W "$2" "$file" 2>/dev/null | grep -qE "$3" || { echo "$1"; wrong=1; }; }
never () { ! readelf -W "$2" "$file" 2>/dev/null | grep -qE "$3" || { echo "$1"; wrong=1; }; }

hardened () {
  local file=$1 wrong=0
  ! flag relro || wants "relocations are not read-only" -l GNU_RELRO
  ! flag now || wants "relocations are not bound at start" -d 'BIND_NOW|FLAGS_1.*NOW'
  wants "the stack is executable" -l 'GNU_STACK .* RW +0x'
  never "a segment is writable and executable" -l 'LOAD .* RWE '
  never "code is relocated" -d TEXTREL
  wants "it does not run at any address" -h 'Type: +DYN'
  return $wrong
}

protected () {
  local file=$1 wrong=0
  ! flag stack-protector || wants "stacks are not protected" --dyn-syms __stack_chk_fail
  ! flag FORTIFY || wants "calls are not fortified" --dyn-syms '__[a-z]*_chk@'
  return $wrong
}

said=$(mktemp) fifo=$(mktemp -u)
trap 'rm -f "$said" "$fifo"' EXIT
# the program itself, where libtool did not put a script in its place
program=$top_builddir/routectl/.libs/routectl
[ -x "$program" ] || program=$top_builddir/routectl/routectl
library=$(find "$top_builddir/libroute/.libs" -name 'libroute.so.*.*.*' | head -n 1)
check "there is a library" test -f "$library"
for file in "$program" "$library"; do check "$(basename "$file"): stacks and calls" protected "$file"; done
for file in "$program" "$top_builddir/libexec/route-plugin-host" "$library" "$top_builddir"/plugins/.libs/*.so; do check "$(basename "$file"): memory" hardened "$file"; done

# a crash must leave no text about a person in a file: core dumps are off before anything is read
mkfifo "$fifo"
"$program" advise --no-plugins --rules-dir "$top_srcdir/tests/routectl/rules" - <"$fifo" >/dev/null 2>&1 &
exec 3>"$fifo"
printf '{' >&3
limit () { for _ in 1 2 3 4 5 6 7 8 9 10; do grep -qE 'Max core file size +0 +0 ' "/proc/$1/limits" && return 0; sleep 0.1; done; return 1; }
if [ -r /proc/self/limits ]; then check "the command leaves no core dumps" limit $!; fi
exec 3>&-
wait
echo "1..$n"
