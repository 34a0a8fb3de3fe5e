#!/bin/bash
# The schema of an advice against the golden advices, the code and the rules (needs python3-jsonschema 4 or later).
set -u
PYTHONDONTWRITEBYTECODE=1 PYTHONIOENCODING=utf-8 python3 "$top_srcdir/tests/advice/schema.py" "$top_srcdir"
status=$?
if [ $status -eq 77 ] || [ $status -eq 127 ]; then echo "1..0 # SKIP no python3-jsonschema with draft 2020-12 here"; exit 0; fi
exit $status
