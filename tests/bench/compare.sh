#!/bin/bash
# compare.sh SOURCE-DIRECTORY REVISION: builds that revision and this tree alike, runs bench-advise of both in turn, and tells the ratios, figure
# by figure. Work stays in bench-work/ of the directory it is called in.
set -eu
source=$1 base=$2
work=$PWD/bench-work
mkdir -p "$work"
revision=$(git -C "$source" rev-parse --short "$base^{commit}")
prepare () { # name, tree
  [ -x "$2/configure" ] || (cd "$2" && autoreconf --install >/dev/null 2>&1)
  mkdir -p "$work/build-$1"
  [ -x "$work/build-$1/config.status" ] || (cd "$work/build-$1" && "$2/configure" CFLAGS='-g -O2' >configure.log)
  make -C "$work/build-$1" -s -j"$(nproc)" all tests/bench/bench-advise >"$work/make-$1.log" 2>&1 || { tail "$work/make-$1.log"; exit 1; }
}
[ -d "$work/$revision" ] || git -C "$source" worktree add --detach "$work/$revision" "$revision" >/dev/null
prepare "$revision" "$work/$revision"
prepare now "$source"
for round in 1 2 3; do
  for name in "$revision" now; do
    tree=$source; [ "$name" = now ] || tree=$work/$revision
    top_srcdir=$tree top_builddir=$work/build-$name "$work/build-$name/tests/bench/bench-advise" "$source/tests/bench/registration-3k.json" 20000 |
      sed -nE "s/^([a-z, ]+): ([0-9.]+) us.*/\1\t\2\t$name/p"
  done
done | awk -F'\t' -v base="$revision" '
  { key = $1; if (!(key in seen)) { order[++n] = key; seen[key] = 1 } values[key, $3] = values[key, $3] " " $2 }
  function median (text,   parts, m, i, j, t) {
    m = split(text, parts, " ")
    for (i = 1; i < m; i++) for (j = i + 1; j <= m; j++) if (parts[i] + 0 > parts[j] + 0) { t = parts[i]; parts[i] = parts[j]; parts[j] = t }
    return parts[int((m + 1) / 2)]
  }
  END { for (i = 1; i <= n; i++) { a = median(values[order[i], base]); b = median(values[order[i], "now"])
          printf "%-48s %9.1f us at %s, %9.1f us now, ratio %.2f\n", order[i], a, base, b, b / a } }'
git -C "$source" worktree remove --force "$work/$revision"
