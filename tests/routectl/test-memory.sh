#!/bin/bash
# A long stream must not grow the process: its largest size for 2 MB and for 200 MB of input.
. "$top_srcdir/tests/routectl/tap.sh" || exit 99
# an address sanitizer keeps what is freed for a while
export ASAN_OPTIONS=quarantine_size_mb=4:${ASAN_OPTIONS-}

# block BYTES LINES: lines of that size that are refused, to be repeated
block () {
  printf '{"id":"a-1","received":"2026-11-20","registered_by":"nobody","narrative":"%s"}\n' \
    "$(head -c "$1" /dev/zero | tr '\0' x)" >"$tmp/line"
  for ((i = 0; i < $2; i++)); do cat "$tmp/line"; done >"$tmp/block"
}

# peak BLOCKS JOBS: largest size in kB, read before the process ends: its input stays open until then
peak () {
  mkfifo "$tmp/in"
  "$routectl" "${rules[@]}" advise --jobs="$2" <"$tmp/in" >/dev/null 2>&1 &
  local pid=$!
  exec 3>"$tmp/in"
  for ((i = 0; i < $1; i++)); do cat "$tmp/block"; done >&3
  sed -nE 's/^VmHWM:[[:space:]]*([0-9]+) kB/\1/p' "/proc/$pid/status"
  exec 3>&-
  wait $pid
  rm "$tmp/in"
}

block 20000 100
for jobs in 1 2; do
  small=$(peak 1 $jobs) large=$(peak 100 $jobs)
  check "with $jobs jobs 200 MB need no more than 2 MB and a buffer ($small kB, $large kB)" \
    test -n "$small" -a "$large" -lt $((small + 24000))
done

# few registrations may be very large: no more than some are held at once
block 3000000 1
large=$(peak 150 8)
check "with 8 jobs and 3 MB a line it stays within bounds ($large kB)" test -n "$large" -a "$large" -lt 200000
finish
