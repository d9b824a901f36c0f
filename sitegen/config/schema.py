"""The one declaration of every key of ``sitegen.toml``: its name, kind, default and meaning.

``Config`` is what the rest of the program reads. Validation, the suggestion of the nearest key and
``docs/configuration.md`` are all drawn from its fields, so a key is added by adding a field here.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from typing import Any
from urllib.parse import urlsplit

from sitegen.config import kinds
from sitegen.config.arxiv import CATEGORY_NAMES
from sitegen.config.kinds import Kind
from sitegen.diagnostics import Diagnostic, Severity


@dataclass(frozen=True, slots=True)
class Key:
    """A key of the file: dotted ``name``, the ``Config`` field it fills, its kind and its documentation.

    With ``is_table`` the key is a table whose own keys are free and whose values are each of ``kind``.
    """

    name: str
    attribute: str
    kind: Kind
    default: Any
    meaning: str
    example: str
    is_table: bool

    @property
    def table(self) -> str:
        """The table the key stands in; empty at the top of the file."""
        return self.name.rpartition(".")[0]


def _key(kind: Kind, default: object, meaning: str, example: str, *, name: str = "") -> Any:  # noqa: ANN401 (as dataclasses.field)
    """A field of ``Config`` with what its key needs; ``name`` where it differs from the attribute's."""
    about = {"kind": kind, "meaning": meaning, "example": example, "name": name}
    if isinstance(default, dict):
        return field(default_factory=lambda: dict(default), metadata=about)
    return field(default=default, metadata=about)


@dataclass(frozen=True, slots=True, kw_only=True)
class Config:
    """What ``sitegen.toml`` says, checked and normalised, with defaults for what it leaves out."""

    title: str = _key(
        kinds.TITLE, "Paper digests", "The site's name: in every page's title, the header and the feeds.",
        '"Robotics digests"',
    )  # fmt: skip
    description: str = _key(
        kinds.LINE, "", "One sentence for search engines and the feeds.",
        '"New papers on robotics, every weekday"',
    )  # fmt: skip
    language: str = _key(
        kinds.LANGUAGE, "en",
        "The language of the interface. The language of the papers' texts is found text by text.",
        '"zh-CN"',
    )  # fmt: skip
    timezone: str = _key(
        kinds.TIMEZONE, "UTC", "The time zone in which a digest's day begins: it dates the feeds' entries.",
        '"Asia/Shanghai"',
    )  # fmt: skip
    base_url: str = _key(
        kinds.BASE_URL, "",
        "Where the site will be, sub-path included. Feeds, sitemap and canonical links need it; "
        "without it the site is taken to be at the root of its host.",
        '"https://example.org/digests/"',
    )  # fmt: skip
    author: str = _key(kinds.LINE, "", "Who publishes the site: named in the feeds.", '"The robotics group"')
    content: str = _key(
        kinds.FOLDER,
        "content",
        "The folder of digest files; below it, in `pages`, are pages of your own.",
        '"digests"',
    )
    output: str = _key(
        kinds.FOLDER, "public",
        "The folder the site is written to.", '"site"',
    )  # fmt: skip
    cache: str = _key(
        kinds.FOLDER, ".sitegen",
        "The folder that keeps what past builds learned. It may be deleted at any time.", '".cache/sitegen"',
    )  # fmt: skip
    host: str = _key(
        kinds.choice("none", "netlify", "github", "cloudflare"), "none",
        "Where the site will be published: each build then compares it with that host's limits.",
        '"cloudflare"',
    )  # fmt: skip
    paper_pages: str = _key(
        kinds.choice("all", "linked", "none"), "all",
        "Which papers have a page of their own. With `none`, for hosts that count files, a paper is read "
        "where its first digest tells of it, and everything leads there: `/digests/2025-05-27/#2505.18830`. "
        "With `linked` the same is so, and a paper that was told of again, on another day or in other words, "
        "has a page beside, which gathers all that was said; its places in digests link to it. Choose before "
        "you publish: another choice gives papers other addresses.",
        '"none"',
    )  # fmt: skip
    silence: tuple[str, ...] = _key(
        kinds.CODES, (), "Codes of diagnostics that are not to be shown. Errors cannot be silenced.",
        '["total-differs"]',
    )  # fmt: skip
    category_order: tuple[str, ...] = _key(
        kinds.NAMES, (), "Categories in the order they are listed across digests; all others follow by name.",
        '["cs.LG", "cs.CL"]', name="categories.order",
    )  # fmt: skip
    category_names: Mapping[str, str] = _key(
        kinds.TITLE, CATEGORY_NAMES, "What categories are called. arXiv's own names are built in.",
        '"cs.LG" = "Machine learning"', name="categories.names",
    )  # fmt: skip
    feed_entries: int = _key(
        kinds.whole(1, kinds.MOST_FEED_ENTRIES),
        30,
        "How many entries a feed holds.",
        "50",
        name="feeds.entries",
    )
    feed_content: str = _key(
        kinds.choice("digest", "paper"), "digest", "What an entry of a feed is: a day's digest, or a paper.",
        '"paper"', name="feeds.content",
    )  # fmt: skip
    api: str = _key(
        kinds.choice("brief", "full"), "brief",
        "What the JSON API tells of a paper: title, authors, TL;DR and links; or all of its fields too, "
        "which makes the site about a fifth larger.",
        '"full"',
    )  # fmt: skip
    offline_days: int = _key(
        kinds.whole(0, 31), 3,
        "How many of the last days a browser keeps, beside the papers that were saved in it, for reading "
        "without a network; 0 turns this off, and with it that the site can be installed.",
        "7",
    )  # fmt: skip
    labels: Mapping[str, str] = _key(
        kinds.FIELD_NAME, {},
        "Labels of fields in digests that sitegen does not know, each with the name of the field it begins.",
        '"研究动机" = "motivation"',
    )  # fmt: skip

    def silences(self, diagnostic: Diagnostic) -> bool:
        """Whether a diagnostic is not to be shown. Errors always are."""
        return diagnostic.severity < Severity.ERROR and diagnostic.code in self.silence

    @property
    def base_path(self) -> str:
        """The path under which the site stands on its host: ``/`` or, for example, ``/digests/``."""
        return urlsplit(self.base_url).path or "/"


def _keys() -> tuple[Key, ...]:
    defaults = Config()
    return tuple(
        Key(
            name=part.metadata["name"] or part.name,
            attribute=part.name,
            kind=part.metadata["kind"],
            default=getattr(defaults, part.name),
            meaning=part.metadata["meaning"],
            example=part.metadata["example"],
            is_table=isinstance(getattr(defaults, part.name), Mapping),
        )
        for part in fields(Config)
    )


KEYS = _keys()
