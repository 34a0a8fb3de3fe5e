#!/bin/bash
# Full disks, readers that go away and signals: nothing half-written stands under the final name, nothing stays beside
# it, and it is said.
. "$top_srcdir/tests/routectl/tap.sh" || exit 99
shopt -s nullglob
cases 400 >"$tmp/cases.ndjson"
mkdir "$tmp/place" "$tmp/rules.d"
advise=("${rules[@]}" advise --format=json)
report=("${rules[@]}" report)
fairness=("${rules[@]}" fairness --group=/stage)
top=("${rules[@]}" top)

# ---- a full disk ----

# small COMMAND...: where no file may grow over a kilobyte, which is a full disk for who writes more
# (what counts lines, in a build that does, goes elsewhere: it would be cut off as well)
small () { (trap '' XFSZ; export GCOV_PREFIX="$tmp/counts"; ulimit -f 1; "$routectl" "$@" >"$tmp/out" 2>"$tmp/err"); status=$?; }
# keeps_old FILE COMMAND...: a command that cannot finish leaves the old file as it was, and nothing beside it
keeps_old () {
  local file=$1
  shift
  echo old >"$file"
  small "$@"
  [ "$status" = 1 ] || { echo "status $status"; cat "$tmp/err"; return 1; }
  same "$(cat "$file")" old && same "$(cd "$(dirname "$file")" && echo *)" "$(basename "$file")" && err_has "File too large"
}
file=$tmp/place/file
check "advise on a full disk" keeps_old "$file" "${advise[@]}" -o "$file" "$tmp/cases.ndjson"
check "with two jobs" keeps_old "$file" "${advise[@]}" --jobs=2 -o "$file" "$tmp/cases.ndjson"
check "report" keeps_old "$file" "${report[@]}" -o "$file" "$tmp/cases.ndjson"
check "report as JSON" keeps_old "$file" "${report[@]}" --format=json -o "$file" "$tmp/cases.ndjson"
check "register" keeps_old "$file" register -o "$file"
small plugins new my-party --directory "$tmp/place/my-party"
check "a folder for a new plugin is there whole or not at all" same "$status $(echo "$tmp"/place/*)" "1 $file"
check "which is told" err_has "File too large"
check "generate" keeps_old "$file" generate 100 -o "$file"
rm "$file"
small "${advise[@]}" -o "$file" "$tmp/cases.ndjson"
check "a file that was not there is not there" same "$status $(echo "$tmp"/place/*)" "1 "
if [ "$(id -u)" = 0 ] && mount -t tmpfs -o size=64k tmpfs "$tmp/place" 2>/dev/null; then
  gives 1 "${advise[@]}" -o "$file" "$tmp/cases.ndjson"
  check "nor on a disk that is really full" same "$status $(echo "$tmp"/place/*)" "1 "
  check "which is told" err_has "No space left on device"
  umount "$tmp/place"
fi
for verb in advise report fairness top; do
  declare -n words=$verb
  check "standard output on a full disk: $verb" same "$("$routectl" "${words[@]}" "$tmp/cases.ndjson" 2>&1 >/dev/full; echo $?)" \
    "routectl: standard output: No space left on device
1"
done

# ---- a reader that goes away ----

# leaves COMMAND...: its reader takes one byte and goes
leaves () {
  "$routectl" "$@" 2>"$tmp/err" | head -c 1 >/dev/null
  same "${PIPESTATUS[0]}" 1 && err_has "Broken pipe"
}
for jobs in 1 3; do check "a reader that goes away, $jobs jobs" leaves "${advise[@]}" --jobs=$jobs "$tmp/cases.ndjson"; done
# an endless input must not keep it going; a second reader sees that it ended
check "ends a batch that has no end" timeout 60 bash -c '
  (while cat "$1"; do :; done) 2>/dev/null | "${@:2}" 2>/dev/null | head -c 1 >/dev/null' - "$tmp/cases.ndjson" "$routectl" "${advise[@]}"

# ---- signals ----

# a batch in the midst of its work: its input is open, and all that came so far is weighed
begin () {
  mkfifo "$tmp/in"
  # a shell has commands in the background ignore SIGINT
  env --default-signal=INT "$routectl" "$@" <"$tmp/in" >"$tmp/out" 2>"$tmp/err" &
  pid=$!
  exec 3>"$tmp/in"
  # more than a pipe holds: when the last goes in, most is taken out
  cat "$tmp/cases.ndjson" >&3
}
end () {
  exec 3>&-
  # what the shell says of who died by a signal is no news
  { wait "$pid"; status=$?; } 2>/dev/null
  rm "$tmp/in"
}
for signal in INT TERM HUP KILL; do
  echo old >"$file"
  begin "${advise[@]}" -o "$file"
  kill -$signal $pid
  end
  check "SIG$signal ends a batch" same "$status" $((128 + $(kill -l $signal)))
  check "and the old file is as it was, with nothing beside it" same "$(cat "$file") $(cd "$tmp/place" && echo *)" "old file"
done
"$routectl" "${advise[@]}" "$tmp/cases.ndjson" >"$tmp/whole"
begin "${advise[@]}" --jobs=2 -o "$file"
for ((i = 0; i < 50; i++)); do kill -WINCH $pid; kill -CONT $pid; done
kill -STOP $pid
kill -CONT $pid
end
check "signals that mean nothing to it change nothing" same "$status $(cmp "$file" "$tmp/whole" 2>&1)" "0 "

# ---- a decision record through all this ----

record=$tmp/record
for signal in TERM KILL; do
  begin "${advise[@]}" --record="$record"
  kill -$signal $pid
  end
  check "SIG$signal leaves a sound record" gives 0 verify-record "$record"
  check "of what was shown, at least" test "$(wc -l <"$tmp/out")" -le "$(wc -l <"$record")"
done
check "which goes on" gives 0 "${advise[@]}" --record="$record" "$here/one.json"
rm "$record"*
pids=()
for i in 1 2 3; do "$routectl" "${advise[@]}" --record="$record" "$tmp/cases.ndjson" >/dev/null 2>"$tmp/err$i" & pids+=($!); done
wait "${pids[@]}"
check "three that write one record at once say nothing" same "$(cat "$tmp"/err[123])" ""
check "and it is sound" gives 0 verify-record "$record"
check "with all of theirs" out_has "1200 entries"

# ---- other plugins than those of the record ----

if type objcopy >/dev/null 2>&1; then
  mkdir "$tmp/plugins"
  cp "$top_builddir"/plugins/.libs/*.so "$tmp/plugins"
  chmod -R go-w "$tmp/plugins"
  "$routectl" generate 20 --seed=11 >"$tmp/few.ndjson"
  with=(--rules-dir "$top_srcdir/rules.d" --plugin-dir "$tmp/plugins")
  "$routectl" "${with[@]}" advise --format=json --record="$tmp/few" "$tmp/few.ndjson" >/dev/null
  check "the same plugins say the same" gives 0 "${with[@]}" replay "$tmp/few" "$tmp/few.ndjson"
  objcopy -O binary --only-section=.note.gnu.build-id "$tmp/plugins/politie.so" "$tmp/note"
  printf '\001\002\003\004' | dd of="$tmp/note" bs=1 seek=20 conv=notrunc 2>/dev/null
  objcopy --update-section .note.gnu.build-id="$tmp/note" "$tmp/plugins/politie.so"
  check "another build of one is told" gives 1 "${with[@]}" replay "$tmp/few" "$tmp/few.ndjson"
  check "by its name, though it says the same" out_has "made with something else: plugin politie"
  check "and no other" test -z "$(grep -o 'plugin [a-z-]*' "$tmp/out" | grep -v 'plugin politie')"
  rm "$tmp/plugins/gemeente-delft.so"
  check "one that is gone is told" gives 1 "${with[@]}" replay "$tmp/few" "$tmp/few.ndjson"
  check "by its name too" out_has "plugin gemeente-delft"
fi
finish
