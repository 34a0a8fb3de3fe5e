# shellcheck shell=bash
# How a corpus is kept: one input a line, in base64, so that thousands of small files with odd bytes are one file of text.

# unpack FILE DIRECTORY: an input a file; none where there is no corpus
unpack () {
  local n=0 line
  mkdir -p "$2"
  [ -f "$1" ] || return 0
  while read -r line; do
    n=$((n + 1))
    base64 -d <<<"$line" >"$2/$n"
  done <"$1"
}

# pack DIRECTORY FILE MOST-BYTES: the smallest first, as many as there is room for
pack () {
  local total=0 size name
  : >"$2"
  while read -r size name; do
    total=$((total + size))
    [ "$total" -le "$3" ] || break
    base64 -w0 "$name" >>"$2"
    echo >>"$2"
  done < <(find "$1" -type f -size +0 -printf '%s %p\n' | sort -n)
}
