#!/bin/sh
# Builds the sample site as Netlify does, from a fresh clone, twice: the second time only the kept cache is left,
# and nothing may be written. Set NETLIFY to a netlify-cli, else npm's is fetched.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
git clone --quiet . "$folder/site"
cd "$folder/site"
build() {
    ${NETLIFY:-npx --yes netlify-cli@26} build --offline >"$folder/log" 2>&1 || { cat "$folder/log"; exit 1; }
    grep 'papers in' "$folder/log"
}
build
rm -rf public .sitegen
build | tee "$folder/second"
grep -q ' 0 written, 0 removed' "$folder/second"
