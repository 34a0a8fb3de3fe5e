#!/bin/bash
# The cases beside the shipped rules, with the plugins of the build tree; the report is TAP already.
LC_ALL=C exec "$top_builddir/routectl/routectl" test --coverage
