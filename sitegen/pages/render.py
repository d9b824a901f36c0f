"""Pages become HTML: the only importer of ``jinja2``.

Line breaks in a template are never output where a tag or a statement begins or ends beside them; a space
on one line is. So templates can be laid out for people while pages stay small.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping
from contextlib import suppress

import jinja2
import jinja2.meta

from sitegen.model import Page
from sitegen.pages.articles import Read
from sitegen.pages.compiling import Compiling, Environment, Generator, Macro, escaped
from sitegen.pages.fault import TemplateFault
from sitegen.pages.site import Site
from sitegen.pages.views import view

# Statements that name a template, and what follows in those that name it plainly.
_NAMING = re.compile(r"\{%[-+]?\s*(?:extends|include|import|from)\b(.*?)[-+]?%\}", re.DOTALL)
_PLAIN = re.compile(r"""\s*["']([^"'\\]*)["'](?:\s+(?:import|as|ignore|with|without)\b[^"']*)?\s*""")
_ASSET = re.compile(r"asset\(\s*['\"]([^'\"]+)['\"]\s*\)")


class Renderer:
    """Renders pages of one site."""

    def __init__(self, site: Site) -> None:
        self._site = site
        self._environment = _environment(site)

    def prepare(self) -> Iterator[None]:
        """Compile the templates ahead of time, one after another as it is asked to go on."""
        # First the parts that pages of many kinds are made of.
        for name in sorted(self._site.templates, key=lambda name: "/" not in name):
            if name.endswith(".html"):
                # Whatever is wrong with one is told when a page needs it.
                with suppress(jinja2.TemplateError):
                    self._environment.get_template(name)
                yield

    def render(self, page: Page, read: Read) -> bytes:
        """Render a page; ``read`` gives the entry of a mention. Raises ``TemplateFault``."""
        name = f"{page.kind}.html"
        # Apart from the template: what fails here is no mistake of the template's.
        shown = view(page, self._site, read)
        try:
            text = self._environment.get_template(name).render(shown)
        except jinja2.TemplateSyntaxError as error:
            raise TemplateFault(error.name or name, error.lineno, error.message or "") from error
        except jinja2.TemplateNotFound as error:
            raise TemplateFault(name, 0, f"there is no template {error.name}") from error
        except jinja2.TemplateError as error:
            raise TemplateFault(*self._blamed(error, name), error.message or "") from error
        except RecursionError as error:
            where, line = self._blamed(error, name)
            if where not in self._site.theirs:
                raise
            raise TemplateFault(where, line, self._endless(where)) from error
        except Exception as error:
            places = self._places(error)
            # Where it was met in a template of ours, it is ours to mend, and the traceback tells where.
            if not places or places[-1][0] not in self._site.theirs:
                raise
            raise TemplateFault(*places[-1], f"{type(error).__name__}: {error}") from error
        return text.encode("utf-8", "replace")

    def _blamed(self, error: Exception, name: str) -> tuple[str, int]:
        """Name the line that an error came of: the last one of the user's, since ours are tried."""
        places = self._places(error)
        theirs = [place for place in places if place[0] in self._site.theirs]
        return (theirs or places or [(name, 0)])[-1]

    def _places(self, error: Exception) -> list[tuple[str, int]]:
        """Find the templates and lines in a traceback: Jinja rewrites it to the templates' own places."""
        found, trace = [], error.__traceback__
        while trace:
            if (file := trace.tb_frame.f_code.co_filename) in self._site.templates:
                found.append((file, trace.tb_lineno))
            trace = trace.tb_next
        return found

    def _endless(self, name: str) -> str:
        ours = f"sitegen/{name}"
        hint = f'; sitegen\'s own is named "{ours}"' if ours in self._site.templates else ""
        return f"this template extends, includes or calls itself without end{hint}"


def template_fingerprints(site: Site) -> dict[str, str]:
    """Hash, for each kind of page, all templates that it is made of and the names of their assets.

    Where the assets are is left out: a page whose assets move is the same page.

    Raises ``TemplateFault``.
    """
    known = {name: _referenced(name, site) for name in sorted(site.templates)}
    return {
        name.removesuffix(".html"): _fingerprint(name, site, known)
        for name in known
        if name.endswith(".html") and "/" not in name
    }


def check_templates(site: Site) -> None:
    """Raise ``TemplateFault`` for a template that cannot be read."""
    environment = _environment(site)
    for name, source in sorted(site.templates.items()):
        if name.endswith(".html"):
            _parsed(environment, name, source)


def _parsed(environment: jinja2.Environment, name: str, source: str) -> jinja2.nodes.Template:
    try:
        return environment.parse(source)
    except jinja2.TemplateSyntaxError as error:
        raise TemplateFault(name, error.lineno, error.message or "") from error


def _referenced(name: str, site: Site) -> list[str]:
    """The templates that a template extends, includes or imports."""
    source = site.templates[name]
    # Every build asks, and to parse all templates takes longer than to render a few pages.
    plain = [_PLAIN.fullmatch(rest) for rest in _NAMING.findall(source)]
    if None not in plain:
        return sorted({match[1] for match in plain if match})
    found = set(jinja2.meta.find_referenced_templates(_parsed(_environment(site), name, source)))
    # A name known only at run time may be any template.
    return sorted(site.templates) if None in found else sorted(str(other) for other in found)


def _fingerprint(name: str, site: Site, known: Mapping[str, list[str]]) -> str:
    frame = f"{site.words.source}\0{site.own_links}"
    hasher = hashlib.blake2b(frame.encode("utf-8", "surrogatepass"), digest_size=12)
    waiting, done = [name], set()
    while waiting:
        current = waiting.pop()
        if current in done:
            continue
        done.add(current)
        source = site.templates.get(current, "")
        hasher.update(f"{current}\0{source}\0".encode("utf-8", "surrogatepass"))
        for asset in _ASSET.findall(source):
            hasher.update(f"{asset}={asset in site.assets}\0".encode())
        waiting += known.get(current, [])
    return hasher.hexdigest()


def _source(name: str, site: Site) -> tuple[str, str, None] | None:
    """Give a template as Jinja wants it, with its name as its file's, which tracebacks then name."""
    return (site.templates[name], name, None) if name in site.templates else None


def _environment(site: Site) -> Environment:
    environment = Environment(
        loader=jinja2.FunctionLoader(lambda name: _source(name, site)),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        extensions=["jinja2.ext.i18n", Compiling],
    )
    words = site.words
    environment.install_gettext_callables(words.gettext, words.ngettext, newstyle=True)  # type: ignore[attr-defined]
    environment.filters["number"] = words.number

    def asset(name: str) -> str:
        if name not in site.assets:
            raise jinja2.TemplateRuntimeError(f"there is no static file {name}")
        return site.href(site.assets[name])

    environment.code_generator_class = Generator
    environment.extend(escaped=escaped, Macro=Macro, constants={"_": site.gettext, "asset": asset})
    environment.globals.update(
        asset=asset, site=site.config, href=site.href, nav=site.nav, own=site.own_links
    )
    return environment
