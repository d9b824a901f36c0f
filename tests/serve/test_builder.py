"""The process that builds: one build at a time, the newest; single files ahead of it."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

import pytest

from sitegen.build import Options
from sitegen.serve.builder import Builder
from sitegen.serve.work import Ahead, Built
from tests.sites import Built as Site
from tests.sites import SiteBuilder, Told

LONG = 60


@dataclass
class Ear:
    """Keeps what a builder tells."""

    news: list[Ahead | Built] = field(default_factory=list)
    came: asyncio.Event = field(default_factory=asyncio.Event)

    def hear(self, news: Ahead | Built) -> None:
        self.news.append(news)
        self.came.set()

    async def next(self, kind: type[Ahead | Built]) -> Ahead | Built:
        """Wait until the last news is of a kind."""
        while not self.news or not isinstance(self.news[-1], kind):
            self.came.clear()
            await asyncio.wait_for(self.came.wait(), LONG)
        return self.news[-1]


Scene = Callable[[Builder, Ear], Awaitable[None]]


def play(scene: Scene) -> None:
    """Play a scene with a builder."""

    async def all_of_it() -> None:
        ear = Ear()
        builder = Builder(ear.hear)
        try:
            await scene(builder, ear)
        finally:
            builder.close()

    asyncio.run(all_of_it())


@pytest.fixture
def options(two_days: SiteBuilder) -> Options:
    return Options(root=two_days.root, output=two_days.root / "kept", jobs=1)


def test_a_file_can_be_had_before_it_is_published(options: Options) -> None:
    async def scene(builder: Builder, ear: Ear) -> None:
        builder.order(options)
        ahead = await ear.next(Ahead)
        assert isinstance(ahead, Ahead)
        assert "papers/2505/2505.90001/" in ahead.stale
        made = await builder.make("papers/2505/2505.90001/")
        await ear.next(Built)
        assert options.output
        assert made.data == (options.output / "papers/2505/2505.90001/index.html").read_bytes()
        assert (await builder.make("no/such/page/")).data is None

    play(scene)


def test_orders_given_during_a_build_lead_to_exactly_one_more(
    two_days: SiteBuilder, options: Options
) -> None:
    for day in range(1, 13):
        papers = (Told(f"2504.{day:02}{n:03}", f"Paper {n}", tldr="$x^2$. " * 30) for n in range(60))
        two_days.digest(f"2025-04-{day:02}", *papers)

    async def scene(builder: Builder, ear: Ear) -> None:
        builder.order(options)
        digests = two_days.root / ".sitegen/digests"
        while not digests.exists():
            await asyncio.sleep(0.01)
        for number in range(5):
            two_days.digest("2025-05-29", Told("2505.90002", f"Version {number}"))
            builder.order(options)
            await asyncio.sleep(0.02)
        await ear.next(Built)
        await asyncio.sleep(0.5)
        assert [type(news) for news in ear.news].count(Built) <= 2
        assert isinstance(ear.news[-1], Built)
        assert ear.news[-1].report
        assert options.output
        assert Site(options.output, ear.news[-1].report).papers("digests/2025-05-29/") == ["2505.90002"]
        assert "Version 4" in Site(options.output, ear.news[-1].report).text("digests/2025-05-29/")

    play(scene)


def test_what_fails_is_told_and_the_next_order_is_taken(two_days: SiteBuilder, options: Options) -> None:
    async def scene(builder: Builder, ear: Ear) -> None:
        assert options.output
        two_days.file("kept/mine.txt", "not yours")
        builder.order(options)
        built = await ear.next(Built)
        assert isinstance(built, Built)
        assert built.report is None
        assert "holds files that sitegen did not write" in built.fault
        two_days.remove("kept/mine.txt")
        ear.news.clear()
        builder.order(options)
        built = await ear.next(Built)
        assert isinstance(built, Built)
        assert built.report
        assert not built.report.failed

    play(scene)


def test_a_template_that_fails_as_it_is_used_is_told_by_the_page_that_uses_it(
    two_days: SiteBuilder, options: Options
) -> None:
    two_days.file("templates/archive.html", "\n{{ nothing.here }}")

    async def scene(builder: Builder, ear: Ear) -> None:
        builder.order(options)
        await ear.next(Ahead)
        made = await builder.make("digests/")
        assert made.data is None
        assert made.fault
        assert str(made.fault).startswith("templates/archive.html:2: error[template]")
        built = await ear.next(Built)
        assert isinstance(built, Built)
        assert built.report
        assert built.report.failed

    play(scene)


def test_closing_ends_whatever_is_asked_for(options: Options) -> None:
    async def scene(builder: Builder, ear: Ear) -> None:
        builder.order(options)
        await ear.next(Ahead)
        asked = asyncio.ensure_future(builder.make(""))
        await asyncio.sleep(0)
        builder.close()
        await asyncio.wait_for(asked, LONG)

    play(scene)
