"""How files for programs point at the site: with scheme and host where ``base_url`` tells them."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

from sitegen import urls
from sitegen.config import Config
from sitegen.model import Mention

# For ids of a site that does not know its address.
_NAMESPACE = "b0a7a0be-2a55-5c8e-9a1b-6d1f2f3f4c5d"


class Links(NamedTuple):
    """Makes links, ids and times for one site."""

    config: Config

    def full(self, address: str, fragment: str = "") -> str:
        """Link with scheme and host; without a ``base_url``, from the host's root."""
        return urls.href(self.config.base_url or self.config.base_path, address, fragment)

    def path(self, address: str, fragment: str = "") -> str:
        """Link from the host's root: short, and right wherever the file is read from."""
        return urls.href(self.config.base_path, address, fragment)

    def paper(self, mention: Mention) -> tuple[str, str]:
        """Give the address and the fragment at which a paper is read."""
        return urls.paper_in(self.config.paper_pages, mention.key, mention.date)

    def identity(self, address: str, fragment: str = "") -> str:
        """Give what names a thing for ever: its full address; without a ``base_url``, a name made from it."""
        if self.config.base_url:
            return self.full(address, fragment)
        from uuid import UUID, uuid5  # noqa: PLC0415 - it loads the system's own, and few sites need it

        return uuid5(UUID(_NAMESPACE), f"{self.config.title}\n{address}#{fragment}").urn

    def moment(self, date: str) -> str:
        """Give the instant at which a day begins where the site is published (RFC 3339)."""
        from zoneinfo import ZoneInfo  # noqa: PLC0415 - not before a feed is made

        return datetime.fromisoformat(date).replace(tzinfo=ZoneInfo(self.config.timezone)).isoformat()
