"""The pipeline, on one screen: load, gather, plan, compare with the past, render, publish.

A build is always a full build. What makes it fast is that the store knows digests by their content, and
that only pages whose inputs changed are rendered; no stage knows whether it is the first time.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable
from functools import partial
from typing import Any

from sitegen import catalog, feeds, manifest, urls
from sitegen.beside import Result
from sitegen.given import Given, Options
from sitegen.indexing import Index, index
from sitegen.insights import first_told
from sitegen.manifest import Files, Manifest, Staleness
from sitegen.memory import Memory, Planned
from sitegen.model import Catalog, Outline, Page, Report
from sitegen.output import Staged, keep_apart
from sitegen.pages import cards
from sitegen.pages.hashing import config_fingerprint
from sitegen.pages.papers import PaperPage
from sitegen.pages.plan import plan as plan_pages
from sitegen.pages.trends import TrendsPage
from sitegen.relating import relate
from sitegen.store import content_key
from sitegen.tally import SILENT, Tally
from sitegen.tasks import move_links, render_pages
from sitegen.workers import Crew, batches

# Batches of pages below which a pool of processes costs more than it brings.
_FEW_BATCHES = 30
# Pages to move the links of in one task.
_MOVED = 200


def run(
    given: Given,
    options: Options,
    load: Callable[[], list[Outline]],
    crew: Crew,
    tally: Tally,
    memory: Memory,
    planned: Callable[[Planned], None] | None,
) -> Report:
    """Build a site. ``load`` gives the outlines of all digests; for the rest see ``build``."""
    settings = given.site.config
    outlines = load()
    # Another process is not to tell how far it is.
    progress = SILENT if crew.can_halve() else tally.progress
    index_all = partial(index, outlines, given.files, given.store, given.past, crew, progress)
    with crew.beside(index_all) as indexed:
        with tally.stage("plan"):
            library, found = catalog.build(outlines, settings.category_order, settings.category_names)
            tally.diagnostics += given.placed(found)
            tally.count_content(outlines, library)
            plan = _plan(given, outlines, library, crew, memory, tally)
            keep_apart(given.named(), (item.address for item in plan))
            made_of = given.made_of(memory)
            crew.renew()
        if planned and not tally.fails(settings, strict=options.strict):
            planned(_ahead(given, plan, made_of, memory))
        early = _render_early(given, plan, made_of, indexed, crew, tally)
        with tally.stage("search"):
            found_index = indexed()
            plan = found_index.join(plan)
            todo = manifest.staleness(plan, given.past, made_of)
            crew.renew()
    inputs = {item.address: item.inputs for item in plan}
    trends = [item.content for item in plan if isinstance(item.content, TrendsPage)]
    missing = todo.stale.keys() - {item.address for item in early}
    stale = [item for item in plan if item.address in missing and item.content is not None]
    moved = {item.address: item for item in plan if item.address in todo.moved}
    # What is rendered takes the place of what it was planned from.
    del outlines, library, plan, index_all, indexed, missing
    with tally.stage("render", len(stale)):
        staged = [*found_index.staged, *early, *_move(given, todo, crew)]
        altered = moved.keys() - {item.address for item in staged}
        stale += [moved[address] for address in sorted(altered)]
        staged += _render(given, stale, crew, tally)
    tally.count_files(inputs, staged, todo, given.past, settings.host, str(given.output.folder))
    told = tally.told()
    failed = tally.judge(settings, strict=options.strict)
    if options.write and not failed:
        with tally.stage("publish"):
            _publish(given, inputs, staged, todo, made_of, told, memory)
            weeks = (week.key for content in trends for week in content.weeks)
            given.store.keep_only(given.files, found_index.fingerprints, weeks)
    else:
        given.output.discard()
    return tally.report(failed=failed)


# ── the stages ──────────────────────────────────────────────────────────────────────────────────────


def _plan(
    given: Given, outlines: list[Outline], library: Catalog, crew: Crew, memory: Memory, tally: Tally
) -> list[Page]:
    """Plan all files: static ones, whose inputs are their bytes, then pages, whose inputs the plan hashes."""
    files = [Page(address, "static", content_key(data), data) for address, data in given.static.values()]
    frame = f"{config_fingerprint(given.site.config)}\0{given.version}"
    looks = {kind: frame + look for kind, look in memory.looks(given.site).items()}
    firsts = first_told(library)
    related = relate(outlines, firsts, given.store, crew, tally.progress)
    pages = list(plan_pages(library, given.site.config, looks, firsts, related, memory.pages))
    if given.site.own:
        from sitegen.pages import own  # noqa: PLC0415 - heavy, and most sites have no such page

        written, found = own.plan(given.site, looks["page"])
        tally.diagnostics += given.placed(found)
        pages += written
    others = [page.address for page in pages if not isinstance(page.content, PaperPage)]
    papers = ((p.content.key, p.address) for p in pages if isinstance(p.content, PaperPage))
    further = list(feeds.plan(library, given.site.config, given.version, others, papers))
    sheets = [data for name, (_, data) in sorted(given.static.items()) if name.endswith(".css")]
    further += cards.plan(library, given.site, sheets, given.version)
    taken = {page.address for page in files}  # a robots.txt or index.html of the user's own wins
    return [*files, *(page for page in [*pages, *further] if page.address not in taken)]


def _ahead(given: Given, plan: list[Page], made_of: dict[str, str], memory: Memory) -> Planned:
    """Give all that will be published but the search. Raises ``TemplateFault``."""
    memory.check(given.site)
    todo = manifest.staleness(plan, given.past, made_of)
    # The search page holds the index's directory, which is not known yet.
    waiting = (todo.stale.keys() | todo.moved) - {urls.SEARCH}
    ahead = {item.address: item for item in plan if item.address in waiting}
    removed = tuple(address for address in todo.removed if not urls.search_name(address))
    return Planned(memory.worker(given.shared), ahead, removed)


def _render_early(
    given: Given, plan: list[Page], made_of: dict[str, str], indexed: Result[Index], crew: Crew, tally: Tally
) -> list[Staged]:
    """Render what is stale whatever the index will be, as long as that is waited for."""
    staged: list[Staged] = []
    if indexed.ready():
        return staged
    with tally.stage("render"):
        todo = manifest.staleness(plan, given.past, made_of)
        # The search page holds the index's directory.
        waiting = todo.stale.keys() - {urls.SEARCH}
        for batch in _batches([page for page in plan if page.address in waiting]):
            if indexed.ready():
                break
            for done in crew.map(render_pages, [batch], few=_FEW_BATCHES):
                staged += done.staged
    return staged


def _render(given: Given, stale: list[Page], crew: Crew, tally: Tally) -> list[Staged]:
    staged = [given.output.stage(p.address, p.content) for p in stale if isinstance(p.content, bytes)]
    tasks = _batches(stale)
    names = [page.address for batch in tasks for page in batch]
    results = crew.map(render_pages, tasks, few=_FEW_BATCHES)
    del tasks  # each is held until it is done, and no longer
    # In columns, as long as there are workers who need memory too.
    differ, sizes = bytearray(), array("Q")
    for done in results:
        differ += bytes([item.differs for item in done.staged])
        sizes.extend(item.size for item in done.staged)
        tally.progress.advance(len(done.staged))
    crew.renew()
    tally.peak = crew.peak
    told = zip(names, map(bool, differ), sizes, strict=True)
    return [*staged, *map(Staged._make, told)]


def _batches(stale: list[Page]) -> list[tuple[Page, ...]]:
    """Make tasks of pages, day by day, and let go of these."""
    pages = sorted((p for p in stale if not isinstance(p.content, bytes)), key=lambda p: p.day)
    stale.clear()
    return list(batches(pages))


def _move(given: Given, todo: Staleness, crew: Crew) -> list[Staged]:
    """Stage pages that stay as they are but for their links to static files."""
    if not todo.moved:
        return []
    moved = [(address, given.past.sizes[address]) for address in todo.moved]
    tasks = [(tuple(moved[at : at + _MOVED]), todo.moves) for at in range(0, len(moved), _MOVED)]
    return [item for done in crew.map(move_links, tasks, few=_FEW_BATCHES) for item in done.staged]


def _publish(
    given: Given,
    inputs: dict[str, str],
    staged: list[Staged],
    todo: Staleness,
    made_of: dict[str, str],
    told: dict[str, Any],
    memory: Memory,
) -> None:
    cache, folder, past = given.store.folder, given.output.folder, given.past
    moving = {item.address for item in staged if item.differs} | set(todo.removed)
    if moving:
        manifest.begin(cache, folder, past.moving | moving)
        given.output.commit(todo.removed)
    known = {**past.sizes, **{item.address: item.size for item in staged}}
    files = Files(inputs, {address: known[address] for address in inputs})
    now = Manifest(files, given=made_of, everything=given.everything, told=told)
    memory.save(cache, folder, now)
