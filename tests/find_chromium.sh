#!/bin/sh
# Prints the path of a Chromium for the browser tests: the system's if there is one, else installed from
# Debian's packages, else a clear error.
set -u
find_one() {
    if [ -n "${CHROMIUM:-}" ]; then echo "$CHROMIUM"; return 0; fi
    for name in chromium chromium-browser google-chrome google-chrome-stable chrome; do
        command -v "$name" && return 0
    done
    return 1
}
find_one && exit 0
if command -v apt-get >/dev/null; then
    sudo=""
    [ "$(id -u)" = 0 ] || sudo="sudo -n"
    { $sudo apt-get update -qq && DEBIAN_FRONTEND=noninteractive $sudo apt-get install -y -qq chromium; } >&2 || true
fi
find_one && exit 0
echo "no Chromium found: install one (Debian: apt-get install chromium) or set CHROMIUM=/path/to/it" >&2
exit 1
