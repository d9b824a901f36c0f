"""The plan of papers' pages: by far the most pages of a site, so this is written to be fast."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from sitegen import urls
from sitegen.catalog import page_since
from sitegen.insights import SEAL, Firsts, Near
from sitegen.model import Catalog, Mention, Page
from sitegen.pages.hashing import hashed
from sitegen.pages.layout import DayLayout


class Place(NamedTuple):
    """One appearance of a paper: the mention and the page where it stands that day."""

    mention: Mention
    address: str


class Related(NamedTuple):
    """Where a paper's related ones are known: in those of a day, by its key, and there by place."""

    day: str
    place: int


class DayRelated(NamedTuple):
    """The related papers of a day's first-told papers: by which key they are known, and fingerprints.

    Row by row: an archive holds tens of thousands of them.
    """

    key: str
    seals: str

    def seal(self, place: int) -> str:
        """Give the fingerprint of the related papers of the paper at a place."""
        return self.seals[SEAL * place : SEAL * (place + 1)]


class PaperPage(NamedTuple):
    """A paper, its appearances newest first, and its neighbours in its first digest.

    ``where`` has for each of its ``mentions`` the page where it stands. ``near`` are its related papers,
    filled in where the page is rendered: ``related_day`` and ``related_place`` say where they are known.
    """

    key: str
    mentions: tuple[Mention, ...]
    where: tuple[str, ...]
    categories: tuple[str, ...]
    previous: Mention | None
    next: Mention | None
    related_day: str
    related_place: int
    near: tuple[Near, ...] = ()

    @property
    def places(self) -> tuple[Place, ...]:
        """Its appearances, newest first."""
        return tuple(map(Place, self.mentions, self.where))

    @property
    def related(self) -> Related:
        """Where its related papers are known."""
        return Related(self.related_day, self.related_place)


Known = dict[str, tuple[object, Page]]
"""Papers' pages by key, each with all that it was planned from."""


def plan(
    catalog: Catalog,
    which: str,
    firsts: Firsts,
    related: Mapping[str, DayRelated],
    layouts: dict[str, DayLayout],
    look: str,
    known: Known | None,
) -> Iterator[Page]:
    """Plan the papers' pages: of those ``which`` have one, as configured.

    ``known`` is what a past plan left here, if another is to follow, and is brought up to date.
    """
    told = catalog.papers
    if which != "all":
        told = {key: paper for key, paper in told.items() if page_since(paper, which)}
    addresses = {date: layout.addresses for date, layout in layouts.items()}
    # One for all papers that stand on one page alone, as most do.
    alone = {part.address: (part.address,) for layout in layouts.values() for part in layout.parts}
    if known:
        for key in known.keys() - told.keys():
            del known[key]
    for date, row in firsts.items():
        if not row:
            continue
        near, seals = related[date]
        # Its neighbours on the day that had it first never change.
        for place, (before, here, after) in enumerate(zip([None, *row], row, [*row[1:], None], strict=False)):
            key = here.key
            if key not in told:
                continue
            paper = told[key]
            mentions, categories = paper.mentions, paper.categories
            if len(mentions) == 1:
                where: tuple[str, ...] = alone[addresses[mentions[0].date][key]]
            else:
                where = tuple([addresses[m.date][key] for m in mentions])
            seal = seals[SEAL * place : SEAL * (place + 1)]
            if known is None:
                yield _paper(key, look, categories, mentions, where, before, after, near, place, seal)
                continue
            given = (look, categories, mentions, where, before, after, near, place, seal)
            past = known.get(key)
            if past is None or past[0] != given:
                past = known[key] = (given, _paper(key, *given))
            yield past[1]


def _paper(
    key: str,
    look: str,
    categories: tuple[str, ...],
    mentions: tuple[Mention, ...],
    where: tuple[str, ...],
    before: Mention | None,
    after: Mention | None,
    near: str,
    place: int,
    seal: str,
) -> Page:
    # Written out and without repr(), since an archive has tens of thousands of these.
    if len(mentions) == 1:
        only = mentions[0]
        said = f"{only.date}\0{only.category}\0{only.fingerprint}\0{where[0]}"
    else:
        # Leave out mentions that tell the same on the same day in the same category.
        places = {(m.date, m.category, m.fingerprint): (m, at) for m, at in zip(mentions, where, strict=True)}
        if len(places) < len(mentions):
            mentions, where = zip(*places.values(), strict=True)
        said = "\0".join([part for told, (_, at) in places.items() for part in (*told, at)])
    earlier = f"{before.key}\0{before.fingerprint}" if before else "\0"
    later = f"{after.key}\0{after.fingerprint}" if after else "\0"
    # Of related papers only what is shown, not where it is kept.
    inputs = hashed("\0".join([look, *categories, said, earlier, later, seal]))
    content = PaperPage(key, mentions, where, categories, before, after, near, place)
    return Page(urls.paper(key), "paper", inputs, content, mentions[0].date, len(mentions))
