# What the scripts of this folder share: the command, a directory of their own, and TAP. Ends with `finish`.
set -u
export LC_ALL=C
here=$top_srcdir/tests/routectl
routectl=$top_builddir/routectl/routectl
rules=(--no-plugins --rules-dir "$here/rules")
tmp=$(mktemp -d) || exit 99
trap 'rm -rf "$tmp"' EXIT
n=0

# check WHAT COMMAND...: one case; what the command prints is shown when it fails
check () {
  local what=$1
  shift
  n=$((n + 1))
  if "$@" >"$tmp/.check" 2>&1; then echo "ok $n - $what"; else echo "not ok $n - $what"; head -n 20 "$tmp/.check" | sed 's/^/# /'; fi
}

# run ARGUMENT...: the command with its status in $status, its outputs in $tmp/out and $tmp/err
run () { "$routectl" "$@" >"$tmp/out" 2>"$tmp/err"; status=$?; }

# gives STATUS ARGUMENT...: runs it and demands the status
gives () {
  local wanted=$1
  shift
  run "$@"
  [ "$status" = "$wanted" ] || { echo "status $status, not $wanted"; cat "$tmp/err"; return 1; }
}

same () { [ "$1" = "$2" ] || { printf 'wanted: %s\nfound:  %s\n' "$2" "$1"; return 1; }; }
out_has () { grep -qF -- "$1" "$tmp/out" || { echo "standard output lacks: $1"; head -c 3000 "$tmp/out"; return 1; }; }
err_has () { grep -qF -- "$1" "$tmp/err" || { echo "standard error lacks: $1"; head -c 3000 "$tmp/err"; return 1; }; }
silent () { [ ! -s "$tmp/out" ] && [ ! -s "$tmp/err" ] || { cat "$tmp/out" "$tmp/err"; return 1; }; }
finish () { echo "1..$n"; }

# cases N: registrations for the rules of this folder, each another
cases () {
  awk -v n="$1" 'BEGIN { split("finances housing mental-health", domain, " ")
    for (i = 1; i <= n; i++) {
      problems = ""
      for (j = 0; j < i % 4; j++) problems = problems (j ? "," : "") sprintf("{\"domain\":\"%s\",\"level\":%d}", domain[j + 1], 1 + (i + j) % 4)
      printf "{\"id\":\"n-%d\",\"received\":\"2026-11-%02d\",\"registered_by\":\"%s\",\"narrative\":\"%0200d\"", i, 1 + i % 28,
        i % 2 ? "politie" : "gemeente-delft", i
      printf i % 5 ? ",\"problems\":[%s]}\n" : "}\n", problems
    } }'
}
