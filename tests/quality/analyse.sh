#!/bin/bash
# analyse.sh SOURCE-DIRECTORY: gcc -fanalyzer, clang-tidy and cppcheck over the code and the headers that are made for it, in
# analyse-work/ of the directory it is called in.
# A finding that exceptions.txt does not name, with the reason, fails; so does an exception that nothing needs any more.
set -u
source=$1
here=$source/tests/quality
work=$PWD/analyse-work
for tool in gcc clang-tidy cppcheck; do command -v $tool >/dev/null || { echo "analysing needs $tool (Debian: gcc clang-tidy cppcheck)"; exit 77; }; done
mkdir -p "$work/build"
[ -f "$work/build/config.h" ] || (cd "$work/build" && "$source/configure" CC=gcc >configure.log) || exit 1
make -C "$work/build" -s routectl/new-plugin.h routectl/report-page.h || exit 1 # sources that are made
mapfile -t files < <(cd "$source" && find libroute routectl libexec plugins doc/examples -name '*.c' | sort)
read -ra flags <<<"-std=gnu17 $(pkg-config --cflags glib-2.0 gobject-2.0 libpcre2-8 yajl check)"
flags+=(-I"$source" -I"$source/include" -I"$work/build" -DHAVE_CONFIG_H -DPCRE2_CODE_UNIT_WIDTH=8 '-DG_LOG_DOMAIN="libroute"')
# what the Makefiles say of the place of installation
flags+=("-DPACKAGE_VERSION=$(sed -n 's/^#define PACKAGE_VERSION //p' "$work/build/config.h")")
for word in ROUTE_PLUGIN_HOST ROUTE_VERSION ROUTE_VENDOR_RULES ROUTE_RUN_RULES ROUTE_SITE_RULES ROUTE_PLUGIN_DIR; do
  flags+=(-D"$word=\"\"")
done
cache=()
type ccache >/dev/null 2>&1 && cache=(ccache)

# each COMMAND...: for each file, which it names as {}
each () { (cd "$source" && printf '%s\0' "${files[@]}" | xargs -0 -P"$(nproc)" -I{} "$@"); }

# every finding as "tool file: what", without line numbers: those change; what a tool did not come to the end of is a finding too
analyse_one () { "${@:2}" || echo "$1:1:1: error: gcc ended with $?" >&2; }
analyser () {
  (cd "$source" && dirname "${files[@]}") | sort -u | sed "s#^#$work/objects/#" | xargs mkdir -p
  each bash -c 'analyse_one "$@"' analyse {} "${cache[@]}" gcc -c -o "$work/objects/{}.o" -fanalyzer -O1 "${flags[@]}" {} \
    >"$work/analyser.log" 2>&1
  sed -nE 's#^([^:]*):[0-9]+:[0-9]+: (warning|error|fatal error): (.*)#analyser \1: \3#p' "$work/analyser.log"
}
# tidy_one FILE FLAG...: what it says of a file is kept, for as long as the file says the same once it is preprocessed
tidy_one () {
  local kept ended=0
  kept=$work/tidy/$({ cat .clang-tidy && gcc -E "${@:2}" "$1"; } | sha256sum | cut -c1-64)
  if [ ! -f "$kept" ]; then
    clang-tidy -quiet "$1" -- "${@:2}" >"$kept.$$" 2>"$kept.said" || ended=$?
    [ $ended -le 1 ] || { echo "$1:1:1: error: clang-tidy ended with $ended, see $kept.said"; return; }
    mv "$kept.$$" "$kept" && rm "$kept.said"
  fi
  cat "$kept"
}
export -f analyse_one tidy_one
export work
tidy () {
  mkdir -p "$work/tidy"
  each bash -c 'tidy_one "$@"' tidy {} "${flags[@]}" >"$work/tidy.log"
  sed -nE "s#^($source/)?([^:]*):[0-9]+:[0-9]+: (warning|error): (.*)#tidy \2: \4#p" "$work/tidy.log"
}
# one job alone would also look from file to file, and find other things on a machine with one processor
check () {
  (cd "$source" && cppcheck -q -j"$(($(nproc) + 1))" --library=gtk \
    --enable=warning,performance,portability,missingInclude --suppress=missingIncludeSystem \
    '-DG_GNUC_PRINTF(a,b)=' '-DG_GNUC_FORMAT(a)=' -DG_GNUC_WARN_UNUSED_RESULT= '-DG_DEFINE_EXTENDED_ERROR(a,b)=' -Iinclude -I. -I"$work/build" \
    --template='{file}:{line}:{column}: {severity}: {message} [{id}]' "${files[@]}" || echo "cppcheck:1:1: error: ended with $?") >"$work/cppcheck.log" 2>&1
  sed -nE 's#^([^: ]*):[0-9]+:[0-9]+: [a-z]+: (.*)#cppcheck \1: \2#p' "$work/cppcheck.log"
}

{ analyser; tidy; check; } | sort -u >"$work/findings.txt"
python3 - "$work/findings.txt" "$here/exceptions.txt" <<'JUDGE'
import sys
findings = open(sys.argv[1], encoding="utf-8").read().splitlines()
exceptions = [line.split(" | ") for line in open(sys.argv[2], encoding="utf-8").read().splitlines() if line and not line.startswith("#")]
used = set()
bad = 0
for finding in findings:
    fitting = [i for i, (what, _) in enumerate(exceptions) if finding.startswith(what)]
    used.update(fitting)
    if not fitting:
        bad += 1
        print(finding)
for i, (what, reason) in enumerate(exceptions):
    if i not in used:
        bad += 1
        print(f"exceptions.txt names what is not found any more: {what}")
print(f"{len(findings)} findings, {len(used)} of them excepted with a reason, {bad} to mend")
sys.exit(1 if bad else 0)
JUDGE
