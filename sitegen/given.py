"""What a build is given: options, configuration, what lies in the folders, what was published last."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from sitegen import config, sources, urls
from sitegen.config import Config
from sitegen.diagnostics import Diagnostic
from sitegen.extensions import extensions
from sitegen.manifest import Manifest
from sitegen.memory import Memory
from sitegen.model import OwnPage, SourceFile
from sitegen.output import Output
from sitegen.pages.assets import assets
from sitegen.pages.hashing import config_fingerprint
from sitegen.pages.installing import installed
from sitegen.pages.site import Site
from sitegen.pages.words import words
from sitegen.sources import ContentFile, SourceFault
from sitegen.store import Store, content_key
from sitegen.workers import Shared


@dataclass(frozen=True, slots=True)
class Options:
    """What to build and how. Paths are as the user gave them; ``jobs`` 0 means one a core."""

    root: Path
    content: Path | None = None
    output: Path | None = None
    config: Path | None = None
    base_url: str | None = None
    host: str | None = None
    jobs: int = 0
    clean: bool = False
    write: bool = True
    strict: bool = False


class BuildError(Exception):
    """A build that could not be done, for a reason that is not in the content: says which and what to do."""


@dataclass(frozen=True, slots=True)
class Given:
    """All that a build starts from: what was read, where things are, and what was published last."""

    site: Site
    static: dict[str, tuple[str, bytes]]
    files: dict[str, ContentFile]
    content: Path
    version: str
    everything: str
    store: Store
    output: Output
    past: Manifest
    shared: Shared

    def placed(self, diagnostics: Iterable[Diagnostic]) -> list[Diagnostic]:
        """Name files as the user does: with the content folder before them."""
        return [
            replace(d, position=replace(d.position, file=str(self.content / d.position.file)))
            for d in diagnostics
        ]

    def named(self) -> dict[str, str]:
        """Give the static files that are published under their own names: by address, where each was read."""
        return {at: f"static/{name}" for name, (at, _) in self.static.items() if name == f"root/{at}"}

    def made_of(self, memory: Memory) -> dict[str, str]:
        """Give a hash of each thing that the site is made of, by its name."""
        site = self.site
        return {
            "code": self.version,
            "configuration": config_fingerprint(site.config),
            **{f"look {kind}": look for kind, look in memory.looks(site).items()},
            **{f"templates/{name}": content_key(source) for name, source in site.templates.items()},
            **{f"static/{name}": address for name, address in site.assets.items()},
            **{f"content {self.content / file.path}": key for key, file in self.files.items()},
        }


def configuration(options: Options) -> tuple[Config, list[Diagnostic]]:
    """Read the configuration and what is wrong with it; raises ``BuildError`` where it cannot be read."""
    file = options.config or options.root / "sitegen.toml"
    try:
        settings, found = config.load(sources.text(file), str(file))
    except FileNotFoundError:
        if options.config:
            raise BuildError(f"there is no configuration file {file}") from None
        settings, found = Config(), ()
    except SourceFault as fault:
        raise BuildError(str(fault)) from fault
    if options.base_url is not None:
        settings = replace(settings, base_url=config.base_url(options.base_url))
    if options.host is not None:
        settings = replace(settings, host=options.host)
    return settings, list(found)


def read(options: Options, settings: Config, memory: Memory, cache: Path) -> Given:
    """Read what a build starts from.

    Raises ``SourceFault``, ``OutputFault``, ``ExtensionFault``, ``OSError`` and ``TemplateFault``.
    """
    root, further = options.root, extensions()
    settings = replace(settings, labels={**further.labels, **settings.labels})
    content = options.content or root / settings.content
    output = Output(options.output or root / settings.output, write=options.write)
    output.claim([root, content, root / settings.cache])
    past = memory.past(cache, output.folder, ignore=options.clean)
    if not content.is_dir() and (options.content or settings.content != Config().content or _tells(past)):
        # A slip in its name is not to empty the site. A new site may be without: its first digest makes it.
        raise SourceFault(f"there is no content folder {content}: make it, or set `content` in sitegen.toml")
    templates = sources.templates(root)
    static = installed(settings, assets(sources.static(root), words(settings.language, templates).gettext))
    pages = sources.own_pages(content)
    assets_of = {name: address for name, (address, _) in static.items()}
    site = Site(settings, templates, assets_of, _own(pages), _theirs(templates))
    version = memory.code_version() + further.version
    labels = repr((sorted(settings.labels.items()), settings.paper_pages == "all"))
    # A digest's key holds all that its stored form depends on.
    files = {
        content_key(version, labels, file.path, file.digest): file
        for file in sources.content_files(content, cache, ignore=options.clean)
    }
    # An address holds a hash of its file's bytes, but for those that are published under their own names.
    assets_given = [part for address, data in static.values() for part in (address, data)]
    everything = content_key(
        version, repr(settings), repr(site.templates), repr(pages), *assets_given, "", *files
    )
    shared = Shared(site, cache, output.folder, memory.texts, options.write)
    return Given(site, static, files, content, version, everything, Store(cache), output, past, shared)


def _tells(past: Manifest) -> bool:
    """Say whether the site that stands has digests."""
    return any(address.startswith(urls.ARCHIVE) and address != urls.ARCHIVE for address in past.inputs)


def _own(files: Sequence[SourceFile]) -> tuple[OwnPage, ...]:
    if not files:
        return ()
    from sitegen.pages import own  # noqa: PLC0415 - heavy, and most sites have no such page

    return tuple(map(own.read, files))


def _theirs(templates: Mapping[str, str]) -> frozenset[str]:
    """Name the templates that replace one of sitegen's or stand beside them."""
    ours = sources.built_in("templates")
    return frozenset(
        name
        for name in templates
        if f"sitegen/{name}" in templates or not (ours / name.removeprefix("sitegen/")).is_file()
    )
