"""Which names a preview may be asked for by.

A page of another site can make a browser ask for *its* name at our address (DNS rebinding) and would then
read what is not published. So a request that names a host which is not this one is refused.
"""

from __future__ import annotations

import ipaddress
import socket
from urllib.parse import urlsplit


def host_of(header: str) -> str:
    """Give the host of a Host header, without its port and brackets; empty if it is none."""
    try:
        return (urlsplit(f"//{header}").hostname or "").rstrip(".")
    except ValueError:
        return ""


def is_ours(header: str, bound: str) -> bool:
    """Whether a Host header names this server, which listens on ``bound``.

    A loopback name always does; so does the name that was asked for at the start; and, where the server
    listens for everyone, any literal address (a name is needed to rebind) and the machine's own name.
    """
    host = host_of(header)
    if not host:
        return False
    if host == "localhost" or host.endswith(".localhost") or host == bound.lower():
        return True
    literal = _address(host)
    if literal and literal.is_loopback:
        return True
    if not _is_wildcard(bound):
        return False
    own = socket.gethostname().lower()
    return literal is not None or host in {own, f"{own}.local"}


def shown(bound: str) -> str:
    """Give the host to write into an address that a browser on this machine can open."""
    if _is_wildcard(bound):
        return "127.0.0.1"
    return f"[{bound}]" if ":" in bound else bound


def _is_wildcard(bound: str) -> bool:
    literal = _address(bound)
    return not bound or (literal is not None and literal.is_unspecified)


def _address(host: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    try:
        return ipaddress.ip_address(host)
    except ValueError:
        return None
