#!/bin/sh
# Prints the path of the Nu Html Checker for the tests of our markup: the one named by VNU_JAR, else npm's
# package vnu-jar in the folder given, fetched if it is not there, else a clear error. It needs Java to run.
set -u
version=26.9.27
jar="$1/node_modules/vnu-jar/build/dist/vnu.jar"
command -v java >/dev/null || { echo "no Java found, which the Nu Html Checker needs" >&2; exit 1; }
[ -n "${VNU_JAR:-}" ] && echo "$VNU_JAR" && exit 0
# npm trusts certificates of its own; those of the system are what everything else here trusts.
system=/etc/ssl/certs/ca-certificates.crt
[ -f "$jar" ] || npm install --silent --no-audit --no-fund --prefix "$1" \
  $([ -f "$system" ] && echo --cafile "$system") "vnu-jar@$version" >&2 || true
[ -f "$jar" ] && echo "$jar" && exit 0
echo "no Nu Html Checker found: install npm's vnu-jar or set VNU_JAR=/path/to/vnu.jar" >&2
exit 1
