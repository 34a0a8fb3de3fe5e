#!/bin/bash
# analyse.sh SOURCE-DIRECTORY: gcc -fanalyzer, clang-tidy and cppcheck over the code, in analyse-work/ of the directory it is called in.
# A finding that exceptions.txt does not name, with the reason, fails; so does an exception that nothing needs any more.
set -u
source=$1
here=$source/tests/quality
work=$PWD/analyse-work
for tool in gcc clang-tidy cppcheck; do command -v $tool >/dev/null || { echo "analysing needs $tool (Debian: gcc clang-tidy cppcheck)"; exit 77; }; done
mkdir -p "$work/build"
(cd "$work/build" && "$source/configure" CC=gcc CFLAGS='-g -O1 -fanalyzer' >configure.log) || exit 1
mapfile -t files < <(cd "$source" && find libroute routectl plugins -name '*.c' | sort)
read -ra glib <<<"$(pkg-config --cflags glib-2.0 gobject-2.0 libpcre2-8 yajl check)"
words=(PACKAGE_VERSION ROUTE_PLUGIN_HOST ROUTE_VERSION ROUTE_VENDOR_RULES ROUTE_RUN_RULES ROUTE_SITE_RULES ROUTE_PLUGIN_DIR)
flags=(-I"$source" -I"$source/include" -I"$work/build" -DHAVE_CONFIG_H -DPCRE2_CODE_UNIT_WIDTH=8 '-DG_LOG_DOMAIN="libroute"')

# every finding as "tool file: what", without line numbers: those change
analyser () {
  make -C "$work/build" -s -k -j"$(nproc)" all >"$work/analyser.log" 2>&1 || { tail -n 5 "$work/analyser.log" >&2; echo "analyser build: it does not build"; }
  sed -nE "s#^(.*/)?((libroute|routectl|plugins)/[^:]*):[0-9]+:[0-9]+: warning: (.*)#analyser \2: \4#p" "$work/analyser.log"
}
tidy () {
  (cd "$source" && printf '%s\n' "${files[@]}" | xargs -P"$(nproc)" -n4 sh -c 'flags=$1; shift; eval "clang-tidy -quiet \"\$@\" -- $flags"' tidy \
    "$(printf '%q ' -std=gnu17 "${flags[@]}" "${words[@]/%/=\"\"}" "${glib[@]}" | sed -E 's/(^| )(ROUTE_|PACKAGE_)/\1-D\2/g')") >"$work/tidy.log" 2>/dev/null
  sed -nE "s#^$source/([^:]*):[0-9]+:[0-9]+: (warning|error): (.*)#tidy \1: \3#p" "$work/tidy.log"
}
check () {
  (cd "$source" && cppcheck -q -j"$(nproc)" --enable=warning,performance,portability --library=gtk --suppress=missingInclude \
    '-DG_GNUC_PRINTF(a,b)=' '-DG_GNUC_FORMAT(a)=' -DG_GNUC_WARN_UNUSED_RESULT= '-DG_DEFINE_EXTENDED_ERROR(a,b)=' -Iinclude -I. -I"$work/build" \
    --template='{file}:{line}:{column}: {severity}: {message} [{id}]' libroute routectl plugins) >"$work/cppcheck.log" 2>&1
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
