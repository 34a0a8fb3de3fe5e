#!/bin/bash
# A long stream must not grow the process: its largest size for 2 MB and for 200 MB of input.
. "$top_srcdir/tests/routectl/tap.sh" || exit 99

line='{"id":"a-1","received":"2026-11-20","registered_by":"nobody","narrative":"'$(printf 'x%.0s' {1..20000})'"}'
lines () { yes "$line" | head -n "$1"; }

# peak of the process in kB, read before it ends: its input stays open until then
peak () {
  mkfifo "$tmp/in"
  "$routectl" "${rules[@]}" advise --jobs="$2" <"$tmp/in" >/dev/null 2>&1 &
  local pid=$!
  exec 3>"$tmp/in"
  lines "$1" >&3
  sed -nE 's/^VmHWM:[[:space:]]*([0-9]+) kB/\1/p' "/proc/$pid/status"
  exec 3>&-
  wait $pid
  rm "$tmp/in"
}

for jobs in 1 2; do
  small=$(peak 100 $jobs) large=$(peak 10000 $jobs)
  check "with $jobs jobs 200 MB need no more than 2 MB and a buffer ($small kB, $large kB)" \
    test -n "$small" -a "$large" -lt $((small + 24000))
done
finish
