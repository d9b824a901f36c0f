"""What lets a browser install the site and keep its last days: the manifest and the worker."""

from __future__ import annotations

import json
from collections.abc import Mapping

from sitegen import urls
from sitegen.config import Config

_WORKER = "root/sw.js"
# As in static/css/tokens.css, where a manifest cannot look.
_PAPER = "#fdfcfa"
_UNSET, _SET = b"const DAYS = 0;", b"const DAYS = %d;"


def installed(config: Config, static: Mapping[str, tuple[str, bytes]]) -> dict[str, tuple[str, bytes]]:
    """Add the manifest to the static files, by name, and tell the worker how many days it keeps.

    With none there is no manifest, and a worker that some browser may still have takes its leave.
    """
    files = dict(static)
    days = config.offline_days
    if _WORKER in files:
        address, body = files[_WORKER]
        files[_WORKER] = address, body.replace(_UNSET, _SET % days, 1)
    if days:
        files.setdefault(f"root/{urls.MANIFEST}", (urls.MANIFEST, _manifest(config, static)))
    return files


def _manifest(config: Config, static: Mapping[str, tuple[str, bytes]]) -> bytes:
    base = config.base_path
    told = {
        "id": base,
        "name": config.title,
        "short_name": config.title,
        "description": config.description,
        "lang": config.language,
        "start_url": base,
        "scope": base,
        "display": "standalone",
        "background_color": _PAPER,
        "theme_color": _PAPER,
        "icons": [
            {"src": urls.href(base, static[name][0]), "type": kind, "sizes": sizes}
            for name, kind, sizes in (
                ("icon.svg", "image/svg+xml", "any"),
                ("root/apple-touch-icon.png", "image/png", "180x180"),
            )
            if name in static
        ],
    }
    text = json.dumps({name: value for name, value in told.items() if value}, ensure_ascii=False, indent=1)
    return text.encode("utf-8", "replace")
