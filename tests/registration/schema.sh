#!/bin/bash
# The reader and the published JSON Schema judge alike (needs python3-jsonschema 4 or later).
set -u
judgements=$(mktemp) || exit 1
trap 'rm -f "$judgements"' EXIT
"$top_builddir/tests/registration/judge" >"$judgements" || { echo "1..1"; echo "not ok 1 - the reader judges"; exit 0; }
PYTHONDONTWRITEBYTECODE=1 PYTHONIOENCODING=utf-8 python3 "$top_srcdir/tests/registration/schema.py" \
  "$top_srcdir/doc/schema/registration-1.schema.json" "$top_srcdir/tests/registration/cases" "$judgements"
status=$?
if [ $status -eq 77 ] || [ $status -eq 127 ]; then echo "1..0 # SKIP no python3-jsonschema with draft 2020-12 here"; exit 0; fi
exit $status
