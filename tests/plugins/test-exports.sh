#!/bin/sh
# A plugin exports its descriptor and nothing else, and needs nothing of libroute or GLib.
set -u
NM=${NM:-nm}
READELF=${READELF:-readelf}
n=0
failed=0
for plugin in "$top_builddir"/plugins/.libs/*.so "$top_builddir"/plugins/example/.libs/*.so; do
	n=$((n + 1))
	party=$(basename "$plugin" .so)
	exported=$($NM -D --defined-only "$plugin" | awk '{ print $NF }')
	needed=$($READELF -d "$plugin" | grep NEEDED | grep -E 'libroute|libglib|libgobject')
	if [ "$exported" = route_plugin_v1 ] && [ -z "$needed" ]; then
		echo "ok $n - $party exports its descriptor alone"
	else
		echo "not ok $n - $party exports: $exported; needs: $needed"
		failed=1
	fi
done
echo "1..$n"
exit $failed
