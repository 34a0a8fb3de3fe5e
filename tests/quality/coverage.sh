#!/bin/bash
# coverage.sh SOURCE-DIRECTORY: builds for gcov in coverage-work/ of the directory it is called in, runs the suite, and tells which part of
# libroute/ it ran, a layer a line. A page with every line is in coverage-work/page/.
set -eu
source=$1
command -v lcov >/dev/null || { echo "coverage needs lcov (Debian: lcov)"; exit 77; }
work=$PWD/coverage-work
mkdir -p "$work/build" "$work/page"
[ -x "$work/build/config.status" ] ||
  (cd "$work/build" && "$source/configure" --enable-coverage CFLAGS='-g -O0' >configure.log)
find "$work/build" -name '*.gcda' -delete
# what is wrong with counting goes here, not into what suites compare
export GCOV_ERROR_FILE=$work/gcov.log
# plugins are not counted: one that writes down what ran when its process ends is none, says the kit that the suite holds them to
mapfile -t plugins < <(sed -nE 's/^(plugin|check)_LTLIBRARIES \+= (.*)/\2/p' "$source"/plugins/*/local.mk)
{ make -C "$work/build" -s -j"$(nproc)" SAN_CFLAGS= "${plugins[@]}" && make -C "$work/build" -s -j"$(nproc)" all; } >"$work/make.log" 2>&1 ||
  { tail -n 30 "$work/make.log"; exit 1; }
# without optimisation and counted, suites take several times as long; one that fails is told, and what the others ran is counted
export CK_TIMEOUT_MULTIPLIER=5
failed=0
make -C "$work/build" -s -k -j"$(nproc)" check >"$work/check.log" 2>&1 || { failed=1; grep -E '^(FAIL|ERROR): ' "$work/check.log" || tail -n 30 "$work/check.log"; }
branches=(--rc lcov_branch_coverage=1)
lcov "${branches[@]}" -q -c -d "$work/build/libroute" -b "$source" --no-external -o "$work/all.info" 2>"$work/lcov.log"
lcov "${branches[@]}" -q -e "$work/all.info" "$source/libroute/*" -o "$work/libroute.info"
genhtml "${branches[@]}" -q -p "$source" -o "$work/page" "$work/libroute.info"
# lines and branches that ran, and that are there, a layer a line and all together
awk -F'[:,]' -v top="$source/libroute/" '
  /^SF:/ { layer = substr($0, 4); sub(top, "", layer); if (!sub("/.*", "", layer)) layer = "engine" }
  /^LF:/ { lines[layer] += $2; lines["all"] += $2 }
  /^LH:/ { ran[layer] += $2; ran["all"] += $2 }
  /^BRF:/ { branches[layer] += $2; branches["all"] += $2 }
  /^BRH:/ { taken[layer] += $2; taken["all"] += $2 }
  END { for (layer in lines) printf "%-14s lines %5.1f %% of %5d, branches %5.1f %% of %5d\n", layer,
          100 * ran[layer] / lines[layer], lines[layer], branches[layer] ? 100 * taken[layer] / branches[layer] : 100, branches[layer] }
' "$work/libroute.info" | sort
exit "$failed"
