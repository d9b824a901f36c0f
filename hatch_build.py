"""Build hook: puts lunr.js, the one third-party script we ship, into ``static/js/vendor``.

The file comes out of the wheel of mkdocs, which the build system's own requirements bring, so no code
here talks to a network and nothing third-party is committed. Its bytes are checked against a pinned hash.
"""

from __future__ import annotations

import hashlib
from importlib.metadata import distribution
from pathlib import Path
from typing import Any

import rjsmin
from hatchling.builders.config import BuilderConfig
from hatchling.builders.hooks.plugin.interface import BuildHookInterface

LUNR_IN_WHEEL = "mkdocs/contrib/search/templates/search/lunr.js"
LUNR_SHA256 = "c1a28d9e95163292fbcc07ff794f1f0e1ade8741c513afe96d5b1046a18110bc"


class VendorHook(BuildHookInterface[BuilderConfig]):
    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        target = Path(self.root, "static/js/vendor/lunr.js")
        source = Path(str(distribution("mkdocs").locate_file(LUNR_IN_WHEEL))).read_bytes()
        found = hashlib.sha256(source).hexdigest()
        if found != LUNR_SHA256:
            raise RuntimeError(f"lunr.js has sha256 {found}, expected {LUNR_SHA256}")
        licence = source.split(b"*/", 1)[0] + b"*/\n"
        code = rjsmin.jsmin(source.decode())
        data = licence + code.encode() + b"\n"
        # A site that is built at this moment must not find half a file.
        if not target.exists() or target.read_bytes() != data:
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(data)
