#!/bin/bash
# make.sh HARMS BUILT DIRECTORY: a copy of the built hostile plugin for every harm, under its party's name.
set -eu
harms=$1 built=$2 into=$3
mkdir -p "$into"
rm -f "$into"/*.so
placeholder='hostile-name-stands-here........'
sed -n 's/^HARM ("\([a-z0-9-]*\)",.*/\1/p' "$harms" | while read -r party; do
  padding=$(printf '\\x00%.0s' $(seq $((${#placeholder} - ${#party}))))
  LC_ALL=C sed "s/hostile-name-stands-here\.\.\.\.\.\.\.\./$party$padding/" "$built" >"$into/$party.so"
  chmod 644 "$into/$party.so"
done
