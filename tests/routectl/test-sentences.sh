#!/bin/bash
# What `rules show` says of a condition, in English and Dutch.
exec python3 "$top_srcdir/tests/routectl/sentences.py" "$top_builddir/routectl/routectl" "$(cd "$top_srcdir" && pwd)"
