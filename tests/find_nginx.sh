#!/bin/sh
# Prints the path of an nginx for the tests of how a site is served: the system's if there is one, else
# unpacked, not installed, from Debian's package into the folder given, else a clear error.
set -u
find_one() {
    if [ -n "${NGINX:-}" ]; then echo "$NGINX"; return 0; fi
    command -v nginx && return 0
    for file in /usr/sbin/nginx "$1/usr/sbin/nginx"; do
        [ -x "$file" ] && echo "$file" && return 0
    done
    return 1
}
find_one "$1" && exit 0
if command -v apt-get >/dev/null; then
    {
        mkdir -p "$1" && cd "$1" &&
        { apt-get download -qq nginx || { apt-get update -qq && apt-get download -qq nginx; }; } &&
        dpkg -x nginx_*.deb .
    } >&2 || true
fi
find_one "$1" && exit 0
echo "no nginx found: install one (Debian: apt-get install nginx) or set NGINX=/path/to/it" >&2
exit 1
